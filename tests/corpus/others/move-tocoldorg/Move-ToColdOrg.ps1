$h = @{"Authorization"="Bearer $($env:C42TOKEN)"}
$baseUrl = "https://console.us.code42.com/api/v1"
$srcOrg = 4021
$dstOrg = 9901

# GET v1/User is fine, moving is not
$users = Invoke-RestMethod -Headers $h -Uri "$baseUrl/User?orgId=$srcOrg&active=true&pgSize=1000"
$i = 0
$users.data.users | ForEach-Object {
	$i++
	Write-Progress -Activity "UserMoveProcess" -PercentComplete (100 * $i / $users.data.totalCount)
	$b = "{""userId"": $($_.userId), ""parentOrgId"": $dstOrg}"
	Invoke-RestMethod -Headers $h -Uri "$baseUrl/UserMoveProcess" -Method POST -Body $b -ContentType "application/json"
}
$org = Invoke-RestMethod -Headers $h -Uri "$baseUrl/Org/${srcOrg}?incAll=true"
if ($org.data.userCountActive -eq 0) {
	Invoke-RestMethod -Headers $h -Uri "$baseUrl/OrgDeactivation/$srcOrg" -Method PUT
}
