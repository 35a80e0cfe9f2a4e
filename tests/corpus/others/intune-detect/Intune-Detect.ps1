# Intune detection rule: Code42 Incydr agent + Jamf-like compliance call to our own CMDB
$svc = Get-Service -Name 'Code42-AAT', 'Code42Service' -ErrorAction SilentlyContinue
$exe = "$env:ProgramFiles\Code42-AAT\code42-aat.exe"
if (-not (Test-Path $exe)) { exit 1 }
$ver = (Get-Item $exe).VersionInfo.ProductVersion
$cmdb = 'https://cmdb.contoso.com/api'
$cred = Import-Clixml C:\ProgramData\cmdb.xml
$pc = Invoke-RestMethod "$cmdb/Computer/$env:COMPUTERNAME" -Credential $cred
if ($pc.agent -ne $ver) {
    Invoke-RestMethod "https://cmdb.contoso.com/rest/v2/assets/$($pc.id)" -Method Patch -Credential $cred -Body (@{ agent = $ver } | ConvertTo-Json) -ContentType 'application/json'
}
$logs = Get-ChildItem "$env:ProgramData\Code42-AAT\logs" -Filter *.log
if ($logs | Select-String -SimpleMatch '/v1/file-events 403') { Write-Output 'agent cannot upload'; exit 1 }
if ((Test-NetConnection console.us.code42.com -Port 443).TcpTestSucceeded) { Write-Output "ok $ver"; exit 0 }
exit 1
