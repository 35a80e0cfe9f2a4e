# Stale device report 2017
$cred = Get-Credential -Message "Code42 admin"
$base = "https://www.crashplan.com"
$page = 1
$all = @()
do {
    $r = Invoke-RestMethod "$base/api/Computer?pgNum=$page&active=true&incBackupUsage=true" -Credential $cred
    $all += $r.data.computers
    $page++
} while ($r.data.computers.Count -gt 0)

$ad = Get-ADComputer -Filter * -Properties LastLogonTimestamp
foreach ($c in $all) {
    $hit = $ad | ? Name -eq $c.name
    if (-not $hit) {
        Write-Output "$($c.name),$($c.guid),$($c.lastConnected),not in AD"
        # Invoke-RestMethod "$base/api/ComputerDeactivation/$($c.computerId)" -Method Put -Credential $cred
    }
}
$all | Export-Csv stale.csv -NoTypeInformation
Send-MailMessage -SmtpServer mail -To it@contoso.com -From c42@contoso.com -Subject "Code42 /api/Computer report" -Attachments stale.csv -Credential $mailcred
