[cmdletbinding()]
Param(
  [string]$Sha256,
  [string]$Tenant = "us",
  [ValidateSet("v1","v2")][string]$Api = "v2"
)

Function New-Query([string]$field,[string]$val) {
  return @"
{"groups":[{"filters":[{"operator":"IS","term":"$field","value":"$val"}]}],"pgSize":500,"pgNum":1}
"@
}
$basehost = "https://api.$Tenant.code42.com"
$token = & "$PSScriptRoot\Get-IncydrToken.ps1" -ApiHost $basehost
$headers = @{ "authorization" = "Bearer $token"; "content-type" = "application/json" }

switch ($Api) {
  "v1" {
     $r = Invoke-RestMethod -Method "Post" -Uri "$basehost/v1/file-events" -Headers $headers -Body (New-Query "sha256Checksum" $Sha256)
     $r.fileEvents | select eventTimestamp,deviceUserName,fileName,exposure
     $g = @{ groupingTerm = "deviceUserName"; groups = @() } | ConvertTo-Json
     Invoke-RestMethod -Method "Post" -Uri "$basehost/v1/file-events/grouping" -Headers $headers -Body $g
  }
  "v2" {
     $r = Invoke-RestMethod -Method "Post" -Uri "$basehost/v2/file-events" -Headers $headers -Body (New-Query "file.hash.sha256" $Sha256)
     $r.fileEvents | select '@timestamp',{$_.user.email},{$_.file.name}
     Invoke-RestMethod -Method "Post" -Uri "$basehost/v2/file-events/grouping" -Headers $headers -Body '{"groupingTerm":"user.email","groups":[]}'
  }
}
# who is that
foreach ($m in ($r.fileEvents.user.userId | sort -Unique)) {
  $risk = Invoke-RestMethod -Uri "$basehost/v1/user-risk-profiles/$m" -Headers $headers
  $dev  = Invoke-RestMethod -Uri ("{0}/v1/users/{1}/devices" -f $basehost,$m) -Headers $headers
  $who  = Invoke-RestMethod -Uri ("{0}/v1/users/{1}" -f $basehost,$m) -Headers $headers
  Write-Output "$($who.username) / $($risk.notes) / $($dev.devices.Count)"
}
