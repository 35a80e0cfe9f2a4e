param(
    [string]$Grafana = 'https://grafana.ops.example.net',
    [string]$OrgApi  = '/api/org',
    [string]$UserApi = '/api/user',
    [pscredential]$Cred
)
$b64 = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("admin:$($Cred.GetNetworkCredential().Password)"))
$hdr = @{ Authorization = "Basic $b64"; 'X-Grafana-Org-Id' = '1' }
$org  = Invoke-RestMethod "$Grafana$OrgApi" -Headers $hdr
$me   = Invoke-RestMethod "$Grafana$UserApi" -Headers $hdr
$orgs = Invoke-RestMethod "$Grafana/api/orgs?perpage=1000" -Headers $hdr
foreach ($o in $orgs) {
    Invoke-RestMethod "$Grafana/api/user/using/$($o.id)" -Method Post -Headers $hdr | Out-Null
    $rules = Invoke-RestMethod "$Grafana/api/v1/provisioning/alert-rules" -Headers $hdr
    Invoke-RestMethod "$Grafana/api/orgs/$($o.id)/users" -Headers $hdr | ForEach-Object {
        [pscustomobject]@{ Org = $o.name; Login = $_.login; Role = $_.role }
    }
}
