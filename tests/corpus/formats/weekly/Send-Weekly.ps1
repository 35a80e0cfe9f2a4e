# weekly mail for the CISO: numbers only
$c = ConvertFrom-StringData (Get-Content "$PSScriptRoot\conf\weekly.properties" -Raw)
$jwt = (curl.exe -s -u "$($c.user):$($c.pass)" "$($c.console)/api/v3/auth/jwt?useBody=true" | ConvertFrom-Json).data.v3_user_token
$hdr = "Authorization: v3_user_token $jwt"

$users   = curl.exe -s -H $hdr "$($c.console)/api/v1/User?active=true&pgSize=1" | ConvertFrom-Json
$orgs    = curl.exe -s -H $hdr "$($c.console)/api/v1/Org?pgSize=500" | ConvertFrom-Json
$devs    = curl.exe -s -H $hdr "$($c.console)/console/api/v1/Computer?active=true&pgSize=1" | ConvertFrom-Json
$hre     = curl.exe -s -X POST -H $hdr -H "Content-Type: application/json" `
             --data "@$PSScriptRoot\conf\hre.json" `
             "$($c.ecm)/svc/api/v2/highriskemployee/search" | ConvertFrom-Json
$alerts  = curl.exe -s -X POST -H $hdr -H 'Content-Type: application/json' -d '@conf/open.json' "$($c.alertsvc)/svc/api/v1/query-alerts" | ConvertFrom-Json

$html = @"
<h2>Code42 week $(Get-Date -UFormat %V)</h2>
<p>Users: $($users.data.totalCount) <small>(from /api/v1/User)</small></p>
<p>Orgs: $($orgs.data.totalCount) <small>(from /api/Org)</small></p>
<p>High risk: $($hre.totalCount), alerts: $($alerts.totalCount)</p>
"@
Send-MailMessage -BodyAsHtml $html -To $c.to -From $c.from -SmtpServer $c.smtp -Subject 'Code42 weekly'

# Jira board
curl.exe -s -u "$($c.jiraUser):$($c.jiraToken)" -X POST -H "Content-Type: application/json" -d '@conf/jira.json' https://acme.atlassian.net/rest/api/2/issue
