# old forensic search script, used by IR runbook 14
$user = Read-Host 'user'; $pw = Read-Host 'password' -AsSecureString
$plain = [Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::SecureStringToBSTR($pw))
$tok = curl.exe -s -u "${user}:$plain" "https://console.us.code42.com/c42api/v3/auth/jwt?useBody=true" | ConvertFrom-Json
$hdr = @{ "Authorization" = "v3_user_token " + $tok.data.v3_user_token }
$q = Get-Content .\query.json -Raw
$out = Invoke-RestMethod -Uri "https://forensicsearch-east.us.code42.com/forensic-search/queryservice/api/v1/fileevent/export" -Method Post -Headers $hdr -Body $q -ContentType "application/json"
$out | Out-File events.csv
$vt = Invoke-RestMethod "https://www.virustotal.com/api/v3/files/$($args[0])" -Headers @{ 'x-apikey' = $env:VT }
