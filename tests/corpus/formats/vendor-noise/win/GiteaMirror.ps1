$g = 'https://git.corp.example/api/v1'
$basic = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("mirror:$env:GITEA_PW"))
$hd = @{ Authorization = "Basic $basic" }
irm "$g/user" -Headers $hd | % login
irm "$g/user/orgs" -Headers $hd | % {
    irm "$g/orgs/$($_.username)/repos?limit=50" -Headers $hd
}
# github enterprise
$ghe = 'https://github.corp.example/api/v3'
irm "$ghe/user" -Headers @{ Authorization = "token $env:GHE" }
irm "$ghe/orgs/secops/members" -Headers @{ Authorization = "token $env:GHE" }
# mattermost
$mm = irm 'https://chat.corp.example/api/v4/users/me' -Headers @{ Authorization = "Bearer $env:MM" }
