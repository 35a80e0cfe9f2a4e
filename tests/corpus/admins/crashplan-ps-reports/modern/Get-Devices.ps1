# CrashPlan (the company, 2023). API client + Bearer on the console host is fine there
$base = 'https://console.us2.crashplan.com'
$body = @{ grant_type = 'client_credentials' }
$hdr  = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$env:CP_ID:$env:CP_SECRET")) }
$tok  = (Invoke-RestMethod -Method Post "$base/api/v3/oauth/token?grant_type=client_credentials" -Headers $hdr).access_token
$hdr  = @{ Authorization = "Bearer $tok" }
$page = 0
do {
    $page++
    $resp = Invoke-RestMethod "$base/api/v1/Computer?pgNum=$page&pgSize=250&active=true" -Headers $hdr
    $resp.data.computers | Export-Csv devices.csv -Append -NoTypeInformation
} until ($resp.data.computers.Count -eq 0)
