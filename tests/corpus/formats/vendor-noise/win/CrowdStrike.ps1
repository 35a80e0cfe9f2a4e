$cs = @{ Uri = 'https://api.crowdstrike.com/oauth2/token'; Method = 'Post'; Body = @{ client_id = $env:CSID; client_secret = $env:CSSEC } }
$t = Invoke-RestMethod @cs
$web = @{ Headers = @{ Authorization = "Bearer $($t.access_token)" } }
$ids = (Invoke-RestMethod @web 'https://api.crowdstrike.com/devices/queries/devices/v1?limit=500').resources
Invoke-RestMethod @web -Method Post 'https://api.crowdstrike.com/devices/entities/devices/v2' -Body (@{ids=$ids}|ConvertTo-Json)
Invoke-RestMethod @web 'https://api.crowdstrike.com/alerts/queries/alerts/v1'
Invoke-RestMethod @web 'https://api.crowdstrike.com/users/queries/user-uuids-by-cid/v1'
# Netskope
Invoke-RestMethod "https://acme.goskope.com/api/v1/alerts?token=$env:NSK&type=DLP"
Invoke-RestMethod "https://acme.goskope.com/api/v2/events/data/alert" -Headers @{ 'Netskope-Api-Token' = $env:NSK2 }
