/* python.exe: hands the command line to the python3xx.dll that PYTHON names. */
#include <windows.h>

typedef int (*entry)(int, wchar_t **);

int wmain(int argc, wchar_t **argv)
{
    HMODULE python = LoadLibraryW(PYTHON);
    entry main = python ? (entry)(void *)GetProcAddress(python, "Py_Main") : NULL;
    return main ? main(argc, argv) : 101;
}
