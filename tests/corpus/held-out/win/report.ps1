# Report of /api/Computer
$c = Get-Credential
$site = "https://cp.example.net:4285"
[System.Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }
$wc = New-Object System.Net.WebClient
$wc.Credentials = New-Object System.Net.NetworkCredential($c.UserName, $c.Password)
$json = $wc.DownloadString("$site/api/Computer?pgSize=1000")
$all = Invoke-RestMethod -Uri ($site + '/api/Org') -Authentication Basic -Credential $c
foreach ($o in $all.data.orgs) {
    $url = [string]::Format("{0}/api/OrgBlock/{1}", $site, $o.orgId)
    $null = Invoke-WebRequest -Uri $url -Method Put -Credential $c
}
$tok = Invoke-RestMethod https://api.us.code42.com/v1/oauth -Method Post -Authentication Basic -Credential $clientCred
Invoke-RestMethod https://api.us.code42.com/v1/alerts/query-alerts -Method Post -Headers @{Authorization="Bearer $($tok.access_token)"}
pip install py42
& code42 departing-employee list
