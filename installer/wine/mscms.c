/* Wine ends the program when Qt asks for the colour profile of the screen: here there is none. */

#define API __declspec(dllexport)

API void *OpenColorProfileW(void *profile, unsigned access, unsigned sharing, unsigned creation)
{
    return 0;
}

API void *WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
API int GetColorProfileFromHandle(void *profile, void *data, unsigned *size) { return 0; }
API int CloseColorProfile(void *profile) { return 1; }
