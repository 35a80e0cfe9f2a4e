Param([string]$Mail,[string]$Leaves)

$ErrorActionPreference='Stop'
$api='https://api.us.code42.com'

# token - API client, ok for 15 minutes
$cid=$env:C42_CLIENT; $sec=$env:C42_SECRET
$b=[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${cid}:${sec}"))
$tok=(irm -Method POST "$api/v1/oauth/token?grant_type=client_credentials" -Headers @{Authorization="Basic $b"}).access_token
$h=@{Authorization="Bearer $tok"}

$u=irm "$api/v1/users?username=$Mail" -Headers $h
$uid=$u.users[0].userId

$payload=@{
  tenantId = $env:C42_TENANT
  userId   = $uid
  departureDate = $Leaves
}
irm "$api/v1/detection-lists/departingemployee/add" -Method POST -Headers $h -Body ($payload|ConvertTo-Json) -ContentType application/json
irm "$api/v1/detection-lists/user/addriskfactors" -Method POST -Headers $h -ContentType application/json -Body (@{userId=$uid;riskFactors=@('FLIGHT_RISK')}|ConvertTo-Json)

# newer tenants
$wl=irm "$api/v2/watchlists?page_size=100" -Headers $h
$id=($wl.watchlists|? listType -eq 'DEPARTING_EMPLOYEE').watchlistId
irm "$api/v2/watchlists/$id/included-actors/add" -Method POST -Headers $h -Body (@{actorIds=@($uid)}|ConvertTo-Json) -ContentType application/json
irm "$api/v1/watchlists/$id/included-users/add" -Method POST -Headers $h -Body (@{userIds=@($uid);watchlistId=$id}|ConvertTo-Json) -ContentType application/json
