# Install the setup on Windows, use the app, remove it: check_setup.ps1 SETUP.exe [-Pictures folder]
# check_windows tries more, under Wine.
param([Parameter(Mandatory)][string]$Setup, [string]$Pictures = 'dist\check')
$ErrorActionPreference = 'Stop'
$place = Join-Path $env:LOCALAPPDATA 'Programs\ImageRep'
New-Item -ItemType Directory -Force $Pictures | Out-Null

function Start-Quietly([string]$Program, [string[]]$Arguments) {
    (Start-Process $Program $Arguments -Wait -PassThru).ExitCode
}

Write-Output '== Install'
$code = Start-Quietly $Setup '/S'
if ($code -ne 0) { throw "the setup ends with $code" }
$size = (Get-ChildItem $place -Recurse -File | Measure-Object Length -Sum).Sum
Write-Output ('   {0:N0} MB' -f ($size / 1e6))

Write-Output '== Self-test: every part is there'
$said = & "$place\imagerep.exe" --self-test
$said
if ($LASTEXITCODE -ne 0 -or ($said | Where-Object { $_ -and -not $_.StartsWith('ok ') })) {
    throw 'a part is missing or does not work'
}

Write-Output '== Measure on the command line'
$sample = "$place\_internal\imagerep\_samples\three_phase_2d.tif"
& "$place\imagerep.exe" measure $sample --phase 170
if ($LASTEXITCODE -ne 0) { throw 'measure fails' }

Write-Output '== Window'
$code = Start-Quietly "$place\imagerep-qt.exe" @($sample, '--phase', '170', '--screenshot', "$Pictures\windows-window.png")
if ($code -ne 0) { throw "the window ends with $code" }

Write-Output '== Setup and uninstaller refuse while it runs'
$app = Start-Process "$place\imagerep-qt.exe" $sample -PassThru
Start-Sleep 15
if ((Start-Quietly $Setup '/S') -ne 3) { throw 'the setup does not see that ImageRep runs' }
Stop-Process $app

Write-Output '== Remove'
Start-Sleep 2
Start-Quietly "$place\uninstall.exe" '/S' | Out-Null
for ($n = 0; $n -lt 60 -and (Test-Path $place); $n++) { Start-Sleep 1 }
if (Test-Path $place) { throw "left: $(Get-ChildItem $place -Recurse -Name | Select-Object -First 5)" }
Write-Output '== All as it should be'
