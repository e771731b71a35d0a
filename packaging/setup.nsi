; setup.exe: makensis -DVERSION=0.1.0 -DFILES=folder -DLIST=list.nsh -DOUT=setup.exe [-DSIGN=command]
;
; Per user without administrator rights, or for all users where the user may. Silent with /S, then
; /CurrentUser or /AllUsers, and /D=folder as the last word, unquoted.
; Exit status: 0 done, 1 cancelled, 2 failed (a damaged setup among others), 10 WijkCheck is
; running, 11 files could not be written, 12 this Windows is too old.
; LIST is made by installers.py: macros InstallFiles, RemoveFiles and InstalledSize, so that nothing
; is ever deleted that was not put there.

Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\WijkCheck"
!define TYPE "WijkCheck.Project"
!define OPENS "Software\Classes\Applications\wijkcheck-gui.exe"
!define RUNNING 10
!define NOT_WRITTEN 11
!define TOO_OLD 12

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_INSTDIR "WijkCheck"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include "${LIST}"

Name "WijkCheck ${VERSION}"
OutFile "${OUT}"
BrandingText "WijkCheck ${VERSION}"
!ifdef SIGN
    !finalize '${SIGN} "%1"' = 0
    !uninstfinalize '${SIGN} "%1"' = 0
!endif
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=1043 "ProductName" "WijkCheck"
VIAddVersionKey /LANG=1043 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1043 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1043 "FileDescription" "WijkCheck installeren"
VIAddVersionKey /LANG=1043 "CompanyName" "WijkCheck"
VIAddVersionKey /LANG=1043 "LegalCopyright" "EUPL-1.2"

!define MUI_ICON "icons\wijkcheck.ico"
!define MUI_UNICON "icons\wijkcheck.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "icons\finish.bmp"
!define MUI_ABORTWARNING
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\wijkcheck-gui.exe"
!insertmacro MUI_PAGE_FINISH
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(Kept)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "English"

LangString Running ${LANG_DUTCH} "WijkCheck is nog open. Sluit het en kies Opnieuw."
LangString Running ${LANG_ENGLISH} "WijkCheck is still open. Close it and choose Retry."
LangString NotWritten ${LANG_DUTCH} "De bestanden konden niet worden geschreven in $INSTDIR."
LangString NotWritten ${LANG_ENGLISH} "The files could not be written in $INSTDIR."
LangString TooOld ${LANG_DUTCH} "WijkCheck vraagt Windows 10 of Server 2019 (64 bits) of nieuwer."
LangString TooOld ${LANG_ENGLISH} "WijkCheck needs Windows 10 or Server 2019 (64-bit) or later."
LangString Kept ${LANG_DUTCH} "Projecten en instellingen blijven staan; alleen het programma wordt verwijderd."
LangString Kept ${LANG_ENGLISH} "Projects and settings stay; only the program is removed."
LangString ProjectFile ${LANG_DUTCH} "WijkCheck-project"
LangString ProjectFile ${LANG_ENGLISH} "WijkCheck project"

!macro Fail status message
    SetErrorLevel ${status}
    MessageBox MB_OK|MB_ICONSTOP "${message}" /SD IDOK
    Abort
!macroend

; A program that runs cannot be opened to be written. Silent: ten seconds' patience.
!macro WaitUntilClosed un
Function ${un}WaitUntilClosed
    StrCpy $0 0
    again:
    IfFileExists "$INSTDIR\wijkcheck-gui.exe" 0 closed
    ClearErrors
    FileOpen $1 "$INSTDIR\wijkcheck-gui.exe" a
    IfErrors busy
    FileClose $1
    ClearErrors
    FileOpen $1 "$INSTDIR\wijkcheck.exe" a
    IfErrors busy
    FileClose $1
    Goto closed
    busy:
    ${If} ${Silent}
        IntOp $0 $0 + 1
        Sleep 1000
        IntCmp $0 10 0 again
    ${Else}
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDRETRY again
    ${EndIf}
    SetErrorLevel ${RUNNING}
    Quit
    closed:
FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

Function .onInit
    StrCpy $R9 $INSTDIR  ; what /D= said, which MultiUser forgets
    !insertmacro MULTIUSER_INIT
    ${If} $R9 != ""
        StrCpy $INSTDIR $R9
    ${EndIf}
    ${IfNot} ${AtLeastBuild} 17763
        !insertmacro Fail ${TOO_OLD} "$(TooOld)"
    ${EndIf}
FunctionEnd

Function un.onInit
    !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section
    Call WaitUntilClosed
    ; An older version takes its own files away: only it knows which they are.
    ReadRegStr $0 SHCTX "${KEY}" "InstallLocation"
    ${If} $0 != ""
    ${AndIf} ${FileExists} "$0\uninstall.exe"
        ExecWait '"$0\uninstall.exe" /S /$MultiUser.InstallMode _?=$0' $1
        Delete "$0\uninstall.exe"
        RMDir "$0"
    ${EndIf}

    ClearErrors
    !insertmacro InstallFiles
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ${If} ${Errors}
        !insertmacro RemoveFiles  ; half a program is worse than none
        Delete "$INSTDIR\uninstall.exe"
        SetOutPath "$TEMP"
        RMDir "$INSTDIR"
        !insertmacro Fail ${NOT_WRITTEN} "$(NotWritten)"
    ${EndIf}

    CreateShortcut "$SMPROGRAMS\WijkCheck.lnk" "$INSTDIR\wijkcheck-gui.exe"
    WriteRegStr SHCTX "Software\Classes\.wijkcheck" "" "${TYPE}"
    WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "$(ProjectFile)"
    WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" '"$INSTDIR\_internal\project.ico"'
    WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" \
        '"$INSTDIR\wijkcheck-gui.exe" "%1"'
    ; "Open with" for delivered files: these types themselves are not touched.
    WriteRegStr SHCTX "${OPENS}" "FriendlyAppName" "WijkCheck"
    WriteRegStr SHCTX "${OPENS}\SupportedTypes" ".csv" ""
    WriteRegStr SHCTX "${OPENS}\SupportedTypes" ".xlsx" ""
    WriteRegStr SHCTX "${OPENS}\shell\open\command" "" '"$INSTDIR\wijkcheck-gui.exe" "%1"'
    WriteRegStr SHCTX "${KEY}" "DisplayName" "WijkCheck"
    WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\wijkcheck-gui.exe"
    WriteRegStr SHCTX "${KEY}" "Publisher" "WijkCheck"
    WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
    WriteRegStr SHCTX "${KEY}" "QuietUninstallString" \
        '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode /S'
    !insertmacro InstalledSize
    WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    SetErrorLevel 0
SectionEnd

Section Uninstall
    Call un.WaitUntilClosed
    !insertmacro RemoveFiles
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\WijkCheck.lnk"
    ReadRegStr $0 SHCTX "Software\Classes\.wijkcheck" ""
    ${If} $0 == "${TYPE}"
        DeleteRegKey SHCTX "Software\Classes\.wijkcheck"
    ${EndIf}
    DeleteRegKey SHCTX "Software\Classes\${TYPE}"
    DeleteRegKey SHCTX "${OPENS}"
    DeleteRegKey SHCTX "${KEY}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    SetErrorLevel 0
SectionEnd
