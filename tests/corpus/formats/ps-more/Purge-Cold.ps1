using module .\Modules\Backup\Backup.psm1
Param([int]$Org, [int]$KeepDays = 30)
$s = New-C42Session
$s.Login($env:C42U, $env:C42P)
Get-Cold $s $Org |
    Where-Object { [datetime]$_.archiveHoldExpireDate -gt (Get-Date).AddDays($KeepDays) } |
    ForEach-Object {
        $s.Call('PUT', "ColdStorage/$($_.archiveGuid)?idType=guid", @{ archiveHoldExpireDate = (Get-Date).AddDays($KeepDays).ToString('yyyy-MM-dd') })
        Write-Host "PUT ColdStorage/$($_.archiveGuid)"
    }
