$E = Get-Content .\cfg\endpoints.json -Raw | ConvertFrom-Json
function Portal { param($p,$m='Get',$b) Invoke-RestMethod -Uri "https://$($E.portal.host)$p" -Method $m -Body $b -Headers $script:H -ContentType 'application/json' }
function Jamf   { param($p) Invoke-RestMethod -Uri "https://$($E.jamf.host)$p" -Headers @{ Authorization = "Bearer $script:J"; Accept='application/json' } }

$script:J = (Invoke-RestMethod -Method Post -Uri "https://$($E.jamf.host)$($E.jamf.auth)" -Credential (Import-Clixml j.xml) -Authentication Basic).token
$script:H = @{ Authorization = "Bearer $(Get-Content tok)" }

$a = Portal "$($E.portal.devices)?active=true&page=1"
$b = Portal "$($E.portal.agents)?active=true&page=1"
$c = Portal '/v1/departments?page_size=50'
$d = Portal $E.portal.rules Post (@{ ruleIds = @('x') } | ConvertTo-Json)
$j = Jamf '/api/v1/computers-inventory?section=GENERAL'
$j2 = Jamf $E.jamf.users
Compare-Object $a.devices.name $b.agents.name
