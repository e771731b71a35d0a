"""Hold what a frozen folder imports of Windows against Server 2019: ``imports.py FOLDER``.

Server 2019 and Windows 10 LTSC 2019 are build 17763 (1809). Every system DLL that is imported must
be one of those below, and no function may be newer. From where: what is newer than 1809 stands in
mingw-w64's headers behind NTDDI_WIN10_19H1 and later. What the program imported on 24 November 2026
was gone through whole: of 1,333 functions 1,249 are declared there for Windows 8.1 already, 11 for
Windows 10 up to 1809; 45 are of the C runtime, which Windows 10 has had from its start; of the
others Microsoft's documentation ("minimum supported client") names 1709 for UiaRaiseNotification-
Event, 1607 for SetThreadDescription, and older ones but for what it does not document: ProcessPrng,
NtReadFile and NtWriteFile. Five more are asked for by number, in comctl32, d3d12 and shell32.
Needs pefile, which comes with PyInstaller on Windows.
"""

import sys
from collections import defaultdict
from pathlib import Path

import pefile

SYSTEM = """
    advapi32 authz bcrypt bcryptprimitives comctl32 comdlg32 crypt32 d3d11 d3d12 d3d9 dbghelp dwmapi
    dwrite dxgi gdi32 imm32 iphlpapi kernel32 mpr netapi32 ntdll ole32 oleaut32 rpcrt4 secur32
    setupapi shell32 shlwapi uiautomationcore user32 userenv uxtheme version webservices winhttp
    winmm ws2_32 wtsapi32
    api-ms-win-core-path-l1-1-0 api-ms-win-core-synch-l1-2-0 api-ms-win-core-winrt-l1-1-0
    api-ms-win-core-winrt-string-l1-1-0 api-ms-win-shcore-scaling-l1-1-1
    api-ms-win-crt-conio-l1-1-0 api-ms-win-crt-convert-l1-1-0 api-ms-win-crt-environment-l1-1-0
    api-ms-win-crt-filesystem-l1-1-0 api-ms-win-crt-heap-l1-1-0 api-ms-win-crt-locale-l1-1-0
    api-ms-win-crt-math-l1-1-0 api-ms-win-crt-private-l1-1-0 api-ms-win-crt-process-l1-1-0
    api-ms-win-crt-runtime-l1-1-0 api-ms-win-crt-stdio-l1-1-0 api-ms-win-crt-string-l1-1-0
    api-ms-win-crt-time-l1-1-0 api-ms-win-crt-utility-l1-1-0
"""

NEWER = """
    AddPackageDependency AreShortNamesEnabled BuildIoRingReadFile CloseIoRing CreateIoRing
    DeletePackageDependency EnableProcessOptionalXStateFeatures FlsGetValue2 GetCurrentPackageInfo2
    GetCurrentPackagePath2 GetDpiAwarenessContextForProcess GetFileInformationByName GetIoRingInfo
    GetMachineTypeAttributes GetPackageGraphRevisionId GetPackageInfo2 GetPackagePathByFullName2
    GetStagedPackagePathByFullName2 GetTempPath2A GetTempPath2W GetThreadEnabledXStateFeatures
    PopIoRingCompletion QueryIoRingCapabilities QueueUserAPC2 RemovePackageDependency
    SetIoRingCompletionEvent SetProcessDynamicEHContinuationTargets
    SetProcessDynamicEnforcedCetCompatibleRanges SetThreadPreferredUILanguages2 SubmitIoRing
    TryCreatePackageDependency
"""
_PARTS = [
    pefile.DIRECTORY_ENTRY[f"IMAGE_DIRECTORY_ENTRY_{name}"] for name in ("IMPORT", "DELAY_IMPORT")
]


def imported(folder: Path) -> tuple[int, dict[str, set[str]]]:
    """Return how many programs and libraries there are, and per system DLL what is imported."""
    files = [p for p in folder.rglob("*") if p.suffix.lower() in (".dll", ".exe", ".pyd")]
    own = {path.name.lower() for path in files}
    found = defaultdict(set)
    for path in files:
        with pefile.PE(str(path), fast_load=True) as program:
            program.parse_data_directories(directories=_PARTS)
            for part in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
                for entry in getattr(program, part, ()):
                    name = entry.dll.decode("ascii").lower()
                    if name not in own:
                        names = (i.name.decode("ascii") for i in entry.imports if i.name)
                        found[name.removesuffix(".dll")].update(names)
    return len(files), found


def main(folder: str) -> None:
    """Stop when something is imported that Server 2019 has not got."""
    number, found = imported(Path(folder))
    unknown = sorted(found.keys() - set(SYSTEM.split()))
    newest = set(NEWER.split())
    newer = sorted(name for names in found.values() for name in names & newest)
    if not number or unknown or newer:
        sys.exit(f"WRONG: of {number} files; unknown DLLs: {unknown}; newer functions: {newer}")
    functions = sum(map(len, found.values()))
    print(f"{number} files import {functions} functions of {len(found)} DLLs, all in Server 2019")


if __name__ == "__main__":
    main(*sys.argv[1:])
