param([string]$Rubrik='rubrik.dc1.example', [string]$Veeam='https://veeam.dc1.example:9419', [PSCredential]$C)
# backup capacity sheet. Laptops (Code42) come from another script.
$r = Invoke-RestMethod "https://$Rubrik/api/v1/session" -Method Post -Credential $C
$h = @{ Authorization = "Bearer $($r.token)" }
$me  = Invoke-RestMethod "https://$Rubrik/api/internal/user?username=$($C.UserName)" -Headers $h
$org = Invoke-RestMethod "https://$Rubrik/api/internal/organization" -Headers $h
$rep = Invoke-RestMethod "https://$Rubrik/api/v1/report" -Headers $h
$v   = Invoke-RestMethod "$Veeam/api/oauth2/token" -Method Post -Body @{grant_type='password';username=$C.UserName;password=$C.GetNetworkCredential().Password} -Headers @{'x-api-version'='1.0-rev2'}
Invoke-RestMethod "$Veeam/api/v1/sessions" -Headers @{Authorization="Bearer $($v.access_token)";'x-api-version'='1.0-rev2'}
Invoke-RestMethod "$Veeam/api/v1/backups" -Headers @{Authorization="Bearer $($v.access_token)";'x-api-version'='1.0-rev2'}
[pscustomobject]@{ User=$me.data.Count; Org=$org.total; Rep=$rep.total }
