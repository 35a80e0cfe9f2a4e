# orgs and quotas
$Server = Read-Host "Server"; $C = Get-Credential
$Auth = @{ Authorization = ("Basic {0}" -f [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(("{0}:{1}" -f $C.UserName, $C.GetNetworkCredential().Password)))) }
$orgs = (Invoke-WebRequest -UseBasicParsing -Uri "https://$Server/api/v1/org?active=true" -Headers $Auth).Content | ConvertFrom-Json
foreach ($o in $orgs.data.orgs) {
    $set = Invoke-RestMethod -Uri ("https://{0}/api/OrgSettings/{1}" -f $Server, $o.orgId) -Headers $Auth
    Write-Host $o.orgName $set.data.orgQuota "from /api/OrgSettings"
}
