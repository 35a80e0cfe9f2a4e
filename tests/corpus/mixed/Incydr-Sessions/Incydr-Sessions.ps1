$Base = 'https://api.us.code42.com'
$t = (Invoke-RestMethod -Method Post -Uri "$Base/v1/oauth" -Body @{ client_id = $env:ID; client_secret = $env:SEC; grant_type = 'client_credentials' }).access_token
$H = @{ Authorization = "Bearer $t" }
$s = Invoke-RestMethod "$Base/v1/sessions?page_number=0&page_size=50" -Headers $H
foreach ($i in $s.items) {
    $a = Invoke-RestMethod "$Base/v1/actors/actor/id/$($i.actorId)" -Headers $H
    "{0} {1} {2}" -f $i.sessionId, $a.name, $i.scores.Count
}
Invoke-RestMethod -Method Post "$Base/v1/audit/search-audit-log" -Headers $H -Body '{}' -ContentType application/json | Out-File audit.json
