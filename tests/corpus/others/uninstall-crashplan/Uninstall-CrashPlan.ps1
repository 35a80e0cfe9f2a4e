# Uninstall CrashPlan / Code42 from Windows clients. No server calls.
$log = 'C:\Windows\Temp\c42_uninstall.log'
function Log($m) { "$(Get-Date -Format s) $m" | Add-Content $log }

$identity = 'C:\ProgramData\CrashPlan\.identity'
if (Test-Path $identity) {
    $guid = (Get-Content $identity | Select-String '^guid=(\d+)').Matches[0].Groups[1].Value
    Log "guid $guid - remember to deactivate with /api/ComputerDeactivation"
}

$products = Get-ItemProperty HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*, HKLM:\SOFTWARE\Wow6432Node\Microsoft\Windows\CurrentVersion\Uninstall\* |
    Where-Object DisplayName -match 'CrashPlan|Code42'

Get-Service 'CrashPlanService', 'Code42 Service' -ErrorAction SilentlyContinue | Stop-Service -Force
Get-Process Code42Desktop, CrashPlanDesktop -ErrorAction SilentlyContinue | Stop-Process -Force

foreach ($p in $products) {
    Log "removing $($p.DisplayName) $($p.DisplayVersion)"
    $proc = Start-Process msiexec.exe -ArgumentList "/x $($p.PSChildName) /qn /norestart" -Wait -PassThru
    Log "msiexec returned $($proc.ExitCode)"
}

Remove-Item 'C:\Program Files\Code42', 'C:\Program Files\CrashPlan', 'C:\ProgramData\CrashPlan' -Recurse -Force -ErrorAction SilentlyContinue
# $c = Invoke-RestMethod "https://crashplan:4285/api/Computer?guid=$guid" -Credential $cred
Log 'finished'
