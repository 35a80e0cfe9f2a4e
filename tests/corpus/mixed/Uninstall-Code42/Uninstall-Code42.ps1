# Silent removal of Code42 / CrashPlan by GUID
$app = Get-ItemProperty HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\* | ? DisplayName -match 'Code42|CrashPlan'
Stop-Service Code42Service -ErrorAction SilentlyContinue
Start-Process msiexec.exe "/x $($app.PSChildName) /qn CP_ARGS=`"CP_SERVER=x`"" -Wait
Remove-Item -Recurse -Force "$env:ProgramData\CrashPlan"
Get-Content "$env:ProgramData\CrashPlan\log\service.log.0" -Tail 3
