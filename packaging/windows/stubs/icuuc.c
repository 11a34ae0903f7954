/* What Qt asks of icuuc.dll, which Windows 10 has and Wine 8 lacks; only found, never used for a conversion. */
#define OUT __declspec(dllexport)
#define NOTHING(name) OUT void *name(void) { return 0; }
OUT void *ucnv_open(const char *name, int *error) { if (error) *error = 2; return 0; }
NOTHING(ucnv_close) NOTHING(ucnv_reset) NOTHING(ucnv_countAvailable) NOTHING(ucnv_getAvailableName)
NOTHING(ucnv_getName) NOTHING(ucnv_getStandardName) NOTHING(ucnv_getMaxCharSize) NOTHING(ucnv_fromUCountPending)
NOTHING(ucnv_toUCountPending) NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_cbFromUWriteUChars) NOTHING(ucnv_cbToUWriteUChars) NOTHING(ucnv_fromUnicode) NOTHING(ucnv_toUnicode)
NOTHING(ucnv_getFromUCallBack) NOTHING(ucnv_setFromUCallBack) NOTHING(ucnv_getToUCallBack) NOTHING(ucnv_setToUCallBack)
