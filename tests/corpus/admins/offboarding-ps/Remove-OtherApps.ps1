# apps without SCIM
. "$PSScriptRoot\secrets.ps1"
$h = @{ Authorization = "Basic $([Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${ZoomKey}:${ZoomSecret}")))" }
$zoom = Invoke-RestMethod 'https://zoom.us/oauth/token?grant_type=account_credentials' -Method Post -Headers $h
Invoke-RestMethod "https://api.zoom.us/v2/users/$($args[0])" -Method Delete -Headers @{ Authorization = "Bearer $($zoom.access_token)" }
$kb = Invoke-RestMethod -Uri "https://knowbe4.example.com/api/User/$($args[0])" -Headers @{ 'X-Api' = $kbKey }
Invoke-RestMethod -Method Put -Uri "https://papercut.example.com/api/UserBlock/$($args[0])" -Credential $pcCred
Invoke-RestMethod -Method Delete -Uri "https://rmm.example.com/api/v1/users/$($args[0])/devices" -Headers $rmm
Invoke-RestMethod -Method Get -Uri "https://rmm.example.com/api/Org" -Headers $rmm
Invoke-WebRequest -Uri "https://duo.example.com/admin/v1/users/$($kb.id)" -Method Delete -Headers $duo -UseBasicParsing
