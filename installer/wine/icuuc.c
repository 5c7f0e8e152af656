/* Windows has had ICU since 2017, Wine has not. Qt asks it for rare text encodings: none is found. */

#define API __declspec(dllexport)
#define FILE_ACCESS_ERROR 4

API void *ucnv_open(const char *name, int *status)
{
    *status = FILE_ACCESS_ERROR;
    return 0;
}

API const char *ucnv_getStandardName(const char *name, const char *standard, int *status)
{
    *status = FILE_ACCESS_ERROR;
    return 0;
}

API int ucnv_countAvailable(void) { return 0; }
API const char *ucnv_getAvailableName(int number) { return 0; }

/* These need a converter, and none is ever opened. */
#define NEVER_CALLED(name) API void name(void) {}
NEVER_CALLED(ucnv_close)
NEVER_CALLED(ucnv_reset)
NEVER_CALLED(ucnv_getMaxCharSize)
NEVER_CALLED(ucnv_getName)
NEVER_CALLED(ucnv_getToUCallBack)
NEVER_CALLED(ucnv_getFromUCallBack)
NEVER_CALLED(ucnv_setToUCallBack)
NEVER_CALLED(ucnv_setFromUCallBack)
NEVER_CALLED(ucnv_cbToUWriteUChars)
NEVER_CALLED(ucnv_cbFromUWriteUChars)
NEVER_CALLED(ucnv_toUnicode)
NEVER_CALLED(ucnv_fromUnicode)
NEVER_CALLED(ucnv_toUCountPending)
NEVER_CALLED(ucnv_fromUCountPending)
NEVER_CALLED(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER_CALLED(UCNV_TO_U_CALLBACK_SUBSTITUTE)
