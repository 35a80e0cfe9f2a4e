# SCCM app install; does not talk to any API
$msi = "$PSScriptRoot\Code42_10.4.1_x86_64.msi"
$args = "/i `"$msi`" /qn CP_ARGS=`"DEPLOYMENT_URL=https://clients.us.code42.com&DEPLOYMENT_POLICY_TOKEN=$token&SSO_AUTH=true`""
Start-Process msiexec.exe -ArgumentList $args -Wait
Get-Service 'Code42Service','CrashPlanService' -EA 0 | Restart-Service
Test-NetConnection console.us.code42.com -Port 443
Remove-Item 'C:\ProgramData\CrashPlan\log' -Recurse -EA SilentlyContinue
