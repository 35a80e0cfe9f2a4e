# Defender / SentinelOne / Tenable only
$s1 = @{ Authorization = "ApiToken $env:S1" }
irm 'https://acme.sentinelone.net/web/api/v2.1/users' -Headers $s1
irm 'https://cloud.tenable.com/scans' -Headers @{ 'X-ApiKeys' = "accessKey=$env:TA;secretKey=$env:TS" }
$cred = Get-Credential
irm 'https://exch.corp.example/api/v1.0/Users' -Credential $cred
irm 'https://papercut.corp.example:9192/rpc/api/web' -Credential $cred -SessionVariable pc
iwr -UseBasicParsing -Credential $cred 'https://tfs.corp.example/tfs/DefaultCollection/_apis/projects'
$login = irm -Method Post 'https://api.vendor.example/v1/auth' -Headers @{ Authorization = "Basic $env:VB64" }
irm 'https://api.vendor.example/v1/alerts' -Headers @{ Authorization = "Bearer $($login.token)" }
irm 'https://api.vendor.example/v1/devices?active=true' -Headers @{ Authorization = "Bearer $($login.token)" }
