# Jamf Pro, Code42 install status from an extension attribute
$jss = 'https://contoso.jamfcloud.com'
$b64 = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($cred.UserName):$($cred.GetNetworkCredential().Password)"))
$tok = (Invoke-RestMethod "$jss/api/v1/auth/token" -Method Post -Headers @{Authorization="Basic $b64"}).token
$h = @{ Authorization = "Bearer $tok" }
Invoke-RestMethod "$jss/api/v1/computers-inventory" -Headers $h
Invoke-RestMethod "$jss/JSSResource/computerextensionattributes/name/Code42%20GUID" -Headers $h
Invoke-RestMethod "$jss/api/v1/departments" -Headers $h
Invoke-RestMethod "$jss/api/v1/auth/invalidate-token" -Method Post -Headers $h
