/* What Qt asks of mscms.dll about colour profiles; Wine 8 lacks the last of them. */
#define OUT __declspec(dllexport)
OUT int CloseColorProfile(void *profile) { return 0; }
OUT void *OpenColorProfileW(void *profile, int access, int share, int mode) { return 0; }
OUT int GetColorProfileFromHandle(void *profile, void *buffer, void *size) { return 0; }
OUT void *WcsCreateIccProfile(void *profile, int options) { return 0; }
