$zd = Invoke-RestMethod 'https://contoso.zendesk.com/api/v2/users/me.json' -Headers @{Authorization="Basic $zdb64"}
$gf = Invoke-RestMethod 'https://grafana.contoso.com/api/org/users' -Credential $grafanaCred
$mm = Invoke-RestMethod 'https://chat.contoso.com/api/v4/users/me' -Headers @{Authorization="Bearer $mmt"}
$s1 = Invoke-RestMethod 'https://usea1.sentinelone.net/web/api/v2.1/agents?computerName__contains=code42' -Headers @{Authorization="ApiToken $s1t"}
$ki = Invoke-RestMethod 'https://contoso.api.kandji.io/api/v1/devices' -Headers @{Authorization="Bearer $kt"}
$ok = Invoke-RestMethod "https://contoso.okta.com/api/v1/users/$login" -Headers @{Authorization="SSWS $okt"}
$ok2 = Invoke-RestMethod "https://contoso.okta.com/api/v1/users/$login/lifecycle/deactivate" -Method Post -Headers @{Authorization="SSWS $okt"}
$sn = Invoke-RestMethod 'https://snipe.contoso.com/api/v1/users?search=code42' -Headers @{Authorization="Bearer $snt"}
