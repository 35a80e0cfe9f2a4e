# contain hosts named in Code42 alert mails. The mailbox is read via Graph, Falcon does the work
param([string]$Mailbox = 'soc@contoso.com')
$falcon = 'https://api.crowdstrike.com'
$t = Invoke-RestMethod -Method Post "$falcon/oauth2/token" -Body @{ client_id = $env:FID; client_secret = $env:FSEC }
$fh = @{ Authorization = "Bearer $($t.access_token)" }

$mails = Invoke-RestMethod "https://graph.microsoft.com/v1.0/users/$Mailbox/messages?`$filter=from/emailAddress/address eq 'noreply@code42.com'" -Headers @{ Authorization = "Bearer $env:GRAPH" }
foreach ($m in $mails.value) {
    if ($m.body.content -notmatch 'Device name:\s*(\S+)') { continue }
    $name = $Matches[1]
    $ids = (Invoke-RestMethod "$falcon/devices/queries/devices/v1?filter=hostname:'$name'" -Headers $fh).resources
    $det = Invoke-RestMethod -Method Post "$falcon/alerts/entities/alerts/v1" -Headers $fh -Body (@{ ids = $ids } | ConvertTo-Json) -ContentType 'application/json'
    Invoke-RestMethod -Method Post "$falcon/devices/entities/devices-actions/v2?action_name=contain" -Headers $fh -Body (@{ ids = $ids } | ConvertTo-Json) -ContentType 'application/json' | Out-Null
    $jira = @{ Uri = 'https://contoso.atlassian.net/rest/api/3/issue'; Method = 'Post'; Headers = @{ Authorization = "Basic $env:JIRA_B64" } }
    Invoke-RestMethod @jira -Body (@{ fields = @{ summary = "contained $name (code42 alerts)"; project = @{ key = 'IR' }; issuetype = @{ name = 'Task' } } } | ConvertTo-Json -Depth 4) -ContentType 'application/json'
}
