/* python3.dll: everything in it is forwarded, so it does nothing itself. */
int __stdcall DllMain(void *module, unsigned reason, void *reserved) { return 1; }
