# Admin one-liners for the on-prem CrashPlan master. Run interactively.
$cp  = "https://cpmaster.example.local:4285"
$api = "$cp/api"
$crd = Get-Credential

# who am i
Invoke-RestMethod -Uri "$api/User/my?incRoles=true" -Credential $crd
# licences
Invoke-RestMethod -Uri "$api/Org/1?incStats=true" -Credential $crd | select -expand data
# devices over 60 days
$all = (Invoke-RestMethod -Uri "$api/Computer?active=true&pgSize=1000&incBackupUsage=true" -Credential $crd).data.computers
$old = $all | ? { $_.lastConnected -lt (Get-Date).AddDays(-60).ToString('s') }
$old | % { irm "$api/ComputerBlock/$($_.computerId)" -Method Put -Credential $crd }
$old | % { irm "$api/ComputerDeactivation/$($_.computerId)" -Method Put -Credential $crd }
# restore a user
function Restore-CPUser ($id) {
    irm "$api/UserDeactivation/$id" -Method Delete -Credential $crd -Body '{"unblockUser":true}' -ContentType 'application/json'
    irm "$api/UserRole" -Method Post -Credential $crd -Body "{`"userId`":$id,`"roleName`":`"PROe User`"}" -ContentType 'application/json'
    Write-Host "UserDeactivation removed, UserRole added for $id"
}
# irm "$api/OrgDeactivation/$id" -Method Put
# AD side
Get-ADUser -Filter * -Properties mail | ? mail | % { $_.mail } | Set-Content .\mails.txt
irm "https://hr.example.com/api/User?active=true" -Credential $hr | Export-Csv hr.csv
irm "https://hr.example.com/api/Org" -Credential $hr | Export-Csv org.csv
Compare-Object (gc .\mails.txt) (Import-Csv hr.csv).mail | Export-Csv diff.csv
Invoke-WebRequest -Uri "$cp/console/api/v1/ServerEnv" -Credential $crd -OutFile env.json
Invoke-WebRequest -Uri "$cp/api/Ping" | Out-Null
