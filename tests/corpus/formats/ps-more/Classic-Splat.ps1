$params = @{
    Uri         = 'https://console.us.code42.com/api/v1/UserRole'
    Method      = 'POST'
    Credential  = $adminCred
    ContentType = 'application/json'
    Body        = (@{ userId = 99; roleName = 'PROe User' } | ConvertTo-Json)
}
Invoke-RestMethod @params
$params.Remove('Body'); $params.Method = 'GET'
$params.Uri = 'https://console.us.code42.com/api/v1/UserRole/99'
Invoke-RestMethod @params

$ad = @{
    Filter     = "mail -eq 'a@b.example'"
    Credential = $adminCred
    Server     = 'dc01'
}
Get-ADUser @ad
$vc = @{ Uri = 'https://vcenter.corp.example/rest/com/vmware/cis/session'; Method = 'POST'; Credential = $vcCred }
Invoke-RestMethod @vc
$here = @"
To unblock call DELETE /api/v1/UserBlock/<id>
or code42 users unblock (CLI)
"@
Write-Output $here
