Param(
  [Parameter(Mandatory=$true)]$Guid,
  $Days = 30
)
$base = 'https://www.crashplan.com'
$cred = Get-Credential
$auth = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($cred.UserName + ":" + $cred.GetNetworkCredential().Password))
$hdr  = @{"Authorization"="Basic $auth"}
$jwt  = (Invoke-RestMethod -Uri ($base + "/c42api/v3/auth/jwt?useBody=true") -Headers $hdr).data.v3_user_token
$hdr  = @{"Authorization"="v3_user_token $jwt"}

$c = Invoke-RestMethod -Uri "$base/console/api/Computer/${Guid}?idType=guid" -Headers $hdr
$r = Invoke-RestMethod -Uri "$base/console/api/v1/RestoreHistory?days=$Days&computerId=$($c.data.computerId)" -Headers $hdr
$r.data.restoreEvents | Format-Table startDate, completionDate, requestingUsername
Write-Host "RestoreHistory for $Guid : $($r.data.totalCount) rows"
