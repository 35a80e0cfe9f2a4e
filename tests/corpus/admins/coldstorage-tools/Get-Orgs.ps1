# builds an org tree; console api
param([string]$Server = 'https://console.us.code42.com')
$h = @{}
$h['Authorization'] = 'Basic ' + $env:C42BASIC
function Get-Tree([int]$id, [int]$depth = 0) {
    $o = (Invoke-RestMethod -Uri ("{0}/api/v1/Org/{1}?incInheritedOrgInfo=true" -f $Server, $id) -Headers $h).data
    ('  ' * $depth) + $o.orgName
    $kids = Invoke-RestMethod -Uri ('{0}/console/api/Org?parentId={1}' -f $Server, $id) -Headers $h
    foreach ($k in $kids.data.orgs) { Get-Tree $k.orgId ($depth + 1) }
}
Get-Tree 2
$roles = Invoke-RestMethod -Uri "$Server/api/Role" -Headers $h
$rolesNew = Invoke-RestMethod -Uri "$Server/api/v1/Role" -Headers $h
Invoke-RestMethod -Method Put -Uri "$Server/api/OrgBlock/$($args[0])" -Headers $h
Invoke-RestMethod -Method Delete -Uri "$Server/api/OrgBlock/$($args[0])" -Headers $h
Invoke-RestMethod -Method Put -Uri "$Server/api/v1/OrgDeactivation/$($args[0])" -Headers $h
Invoke-RestMethod -Method Put -Uri "$Server/api/v1/Org/$($args[0])" -Headers $h -Body '{"orgName":"old"}' -ContentType 'application/json'
Invoke-RestMethod -Method Post -Uri "$Server/api/v1/Org" -Headers $h -Body '{"orgName":"new","parentId":2}' -ContentType 'application/json'
$roleOf = Invoke-RestMethod -Uri "$Server/api/UserRole/$($args[1])" -Headers $h
$users = Invoke-RestMethod -Uri "$Server/api/v1/user?active=true&pgNum=1&pgSize=100" -Headers $h
Write-Warning "OrgDeactivation cannot be undone without DELETE /api/v1/OrgDeactivation"
