# Get-BackupReport.ps1 - CSV of all devices and their last backup
# Set-ExecutionPolicy bypass first
$c42 = "https://console.us.code42.com"
$cred = Get-Credential -Message "Code42 admin"
$out = "C:\Reports\backup_$(Get-Date -f yyyyMMdd).csv"

[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

$rows = @()
$page = 1
do {
    $uri = $c42 + "/api/Computer?active=true&incBackupUsage=true&pgSize=250&pgNum=" + $page
    $r = Invoke-RestMethod -Uri $uri -Credential $cred -Method Get
    foreach ($c in $r.data.computers) {
        foreach ($b in $c.backupUsage) {
            $rows += [pscustomobject]@{
                Name        = $c.name
                Guid        = $c.guid
                Os          = $c.osName
                Destination = $b.targetComputerName
                Percent     = $b.percentComplete
                Last        = $b.lastCompletedBackup
            }
        }
    }
    $page++
} while ($r.data.computers.Count -gt 0)

$rows | Export-Csv $out -NoTypeInformation
Write-Host "$($rows.Count) rows from /api/Computer written to $out"

$orgs = Invoke-WebRequest "$c42/api/org?active=true" -Credential $cred -UseBasicParsing | ConvertFrom-Json
$orgs.data.orgs | Select orgId, orgName, parentOrgId | Export-Csv C:\Reports\orgs.csv -NoType

Send-MailMessage -To backup@contoso.com -From noreply@contoso.com -Subject "Code42 backup report" -Attachments $out -SmtpServer smtp.contoso.com
