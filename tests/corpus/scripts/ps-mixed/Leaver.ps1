param($User)
# --- AD / Okta
Disable-ADAccount $User
$oktaHeaders = @{ Authorization = "SSWS $oktaKey" }
Invoke-RestMethod -Uri "https://corp.okta.com/api/v1/users/$User/lifecycle/suspend" -Method POST -Headers $oktaHeaders
# --- Jira
$jira = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("bot:$jiraPw"))
Invoke-RestMethod -Uri "https://jira.corp.com/rest/api/2/issue" -Method POST -Headers @{Authorization=$jira} -Body $issue
# --- Code42
$c42 = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("bot@corp.com:$c42Pw"))
$id = (Invoke-RestMethod -Uri "https://console.us.code42.com/api/User?username=$User@corp.com" -Headers @{Authorization=$c42}).data.users[0].userId
Invoke-RestMethod -Uri "https://console.us.code42.com/api/UserDeactivation/$id" -Method PUT -Headers @{Authorization=$c42} -Body '{"blockUser":true}'
Invoke-RestMethod -Uri "https://console.us.code42.com/api/UserRole?userId=$id&roleId=3" -Method Delete -Headers @{Authorization=$c42}
