param([string]$User, [int]$Hours = 24)
# v2 event model; the v1 endpoint (/v1/file-events) goes away
$root = "https://api.us.code42.com"
$tok = Invoke-RestMethod -Method Post "$root/v1/oauth" -Body @{ client_id = $env:ID; client_secret = $env:SECRET; grant_type = 'client_credentials' }
$since = (Get-Date).ToUniversalTime().AddHours(-$Hours).ToString('yyyy-MM-ddTHH:mm:ss.fffZ')
$q = @"
{ "groups": [ { "filters": [ { "term": "@timestamp", "operator": "ON_OR_AFTER", "value": "$since" },
                             { "term": "user.email", "operator": "IS", "value": "$User" } ] } ],
  "pgSize": 1000, "pgToken": "" }
"@
$res = Invoke-RestMethod -Method Post "$root/v2/file-events" -Headers @{ Authorization = "Bearer $($tok.access_token)" } -Body $q -ContentType application/json
$res.fileEvents | Select-Object '@timestamp', @{ n='file'; e={ $_.file.name } }
Invoke-RestMethod "$root/v2/file-events/saved-searches" -Headers @{ Authorization = "Bearer $($tok.access_token)" }
