; setup.exe for one counter. Called by setup_exe.py: makensis -DVERSION -DSOURCE -DOUT -DICON; builds on Linux and Windows.
; Silent: setup.exe /S [/AUTOSTART]; uninstall.exe /S [/PURGE]. Exit status: 0 done, 5 CounterScan is running, 6 Windows too old.
; What each user has lies in %LOCALAPPDATA%\CounterScan: kept, unless /PURGE is given.
Target amd64-unicode
Unicode true
!include "MUI2.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!define APP "CounterScan"
!define RUNNING 5
!define TOO_OLD 6
!define OLDEST_BUILD 17763 ; Windows 10 1809: Qt 6.12 starts on nothing older
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define RUN_KEY "Software\Microsoft\Windows\CurrentVersion\Run"
!define OPEN_WITH_KEY "Software\Classes\Applications\${APP}.exe"

Name "${APP} ${VERSION}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\${APP}"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
SetCompressorDictSize 64
BrandingText " "
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${APP}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${APP} setup"
VIAddVersionKey "CompanyName" "CounterScan project"
VIAddVersionKey "LegalCopyright" "AGPL-3.0-or-later"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_LICENSE "${SOURCE}/LICENSE.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Windows opens a program's file for writing only where it does not run.
!macro RefuseWhileRunning FILE
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      SetErrorLevel ${RUNNING}
      MessageBox MB_OK|MB_ICONINFORMATION "CounterScan is open. Close it, then start again." /SD IDOK
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section "CounterScan" MAIN
  SectionIn RO
  !insertmacro RefuseWhileRunning "$INSTDIR\${APP}.exe"
  !insertmacro RefuseWhileRunning "$INSTDIR\counterscan-cli.exe"
  RMDir /r "$INSTDIR\_internal" ; only what is ours: files of the version before must not stay
  RMDir /r "$INSTDIR\policy"
  SetOutPath "$INSTDIR"
  ; The two programs hold the same but for their first kilobytes: side by side, the second takes no room.
  File "${SOURCE}/${APP}.exe"
  File "${SOURCE}/counterscan-cli.exe"
  File /r /x "${APP}.exe" /x counterscan-cli.exe "${SOURCE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe"
  WriteRegStr HKLM "Software\${APP}" "InstallDir" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayName" "${APP}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${APP}.exe"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "Publisher" "CounterScan project"
  WriteRegStr HKLM "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "NoModify" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${UNINSTALL_KEY}" "EstimatedSize" $0
  ; "Open with" alone: no kind of file is taken over
  WriteRegStr HKLM "${OPEN_WITH_KEY}" "FriendlyAppName" "${APP}"
  WriteRegStr HKLM "${OPEN_WITH_KEY}\shell\open\command" "" '"$INSTDIR\${APP}.exe" "%1"'
  !macro Opens ENDING
    WriteRegStr HKLM "${OPEN_WITH_KEY}\SupportedTypes" "${ENDING}" ""
  !macroend
  !insertmacro Opens ".pdf"
  !insertmacro Opens ".jpg"
  !insertmacro Opens ".jpeg"
  !insertmacro Opens ".png"
  !insertmacro Opens ".tif"
  !insertmacro Opens ".tiff"
  !insertmacro Opens ".bmp"
  !insertmacro Opens ".heic"
SectionEnd

Section "Start with Windows" AUTOSTART
  WriteRegStr HKLM "${RUN_KEY}" "${APP}" '"$INSTDIR\${APP}.exe"'
SectionEnd

Function .onInit
  SetRegView 64
  SetShellVarContext all
  ReadRegStr $0 HKLM "Software\${APP}" "InstallDir" ; not InstallDirRegKey, which looks at the 32-bit registry
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    SetErrorLevel ${TOO_OLD}
    MessageBox MB_OK|MB_ICONSTOP "CounterScan needs Windows 10, version 1809 or newer." /SD IDOK
    Quit
  ${EndIf}
  ; off unless asked for; an upgrade keeps what was chosen
  SectionSetFlags ${AUTOSTART} 0
  ReadRegStr $0 HKLM "${RUN_KEY}" "${APP}"
  ${GetParameters} $1
  ClearErrors
  ${GetOptions} $1 "/AUTOSTART" $2
  ${IfNot} ${Errors}
  ${OrIf} $0 != ""
    SectionSetFlags ${AUTOSTART} ${SF_SELECTED}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section "Uninstall"
  !insertmacro RefuseWhileRunning "$INSTDIR\${APP}.exe"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\policy"
  Delete "$INSTDIR\${APP}.exe"
  Delete "$INSTDIR\counterscan-cli.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\THIRD-PARTY-NOTICES.txt"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  DeleteRegValue HKLM "${RUN_KEY}" "${APP}"
  DeleteRegKey HKLM "${OPEN_WITH_KEY}"
  DeleteRegKey HKLM "${UNINSTALL_KEY}"
  DeleteRegKey HKLM "Software\${APP}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/PURGE" $1
  ${IfNot} ${Errors}
    SetShellVarContext current
    RMDir /r "$LOCALAPPDATA\${APP}"
  ${Else}
    SetShellVarContext current
    DetailPrint "What was kept, unsent pages among it, stays in $LOCALAPPDATA\${APP}"
  ${EndIf}
SectionEnd
