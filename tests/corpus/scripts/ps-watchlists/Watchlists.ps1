$api = 'https://api.us.code42.com'
function Invoke-Incydr { param($Path, $Method = 'GET', $Body)
    Invoke-RestMethod -Uri ($api + $Path) -Method $Method -Headers $hdr -Body $Body -ContentType 'application/json' }
Invoke-Incydr '/v1/watchlists?page_size=100'
Invoke-Incydr '/v2/watchlists?page_size=100'
Invoke-Incydr "/v1/watchlists/$id/members"
Invoke-Incydr -Method POST -Path "/v1/watchlists/$id/included-users/add" -Body $b
Invoke-Incydr -Method POST -Path "/v2/watchlists/$id/included-actors/add" -Body $b
Invoke-Incydr -Path "/v1/watchlists/$id" -Method DELETE
Invoke-Incydr '/v1/user-risk-profiles?page=1'
Invoke-Incydr '/v1/actors/actor/search?active=true'
Invoke-Incydr '/v2/actor-risk-profiles'
Invoke-Incydr '/v1/customer'
Invoke-Incydr '/v1/devices?active=true'
Invoke-Incydr '/v1/agents?active=true'
