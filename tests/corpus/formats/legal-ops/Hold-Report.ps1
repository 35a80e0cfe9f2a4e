Param(
    [Parameter(Mandatory=$true)] [String] $Matter,
    [Switch] $Release
)
Set-StrictMode -Version 2
$Session = New-Object Microsoft.PowerShell.Commands.WebRequestSession
$Login = Invoke-RestMethod -Uri 'https://console.us.code42.com/api/v1/AuthToken' -Method Post -Credential (Get-Credential) -WebSession $Session
$Session.Headers['Authorization'] = "TOKEN $($Login.data[0])-$($Login.data[1])"

Function Get-Page { Param([String]$Resource, [Int]$Page = 1)
    Invoke-RestMethod -WebSession $Session -Uri ('https://console.us.code42.com/api/v1/{0}&pgNum={1}&pgSize=100' -f $Resource, $Page)
}
$M = (Get-Page "LegalHold?name=$Matter").data.legalHolds[0]
$Cust = @(); $p = 1
Do {
    $chunk = (Get-Page "LegalHoldMembership?legalHoldUid=$($M.legalHoldUid)&activeState=ALL" $p).data.legalHoldMemberships
    $Cust += $chunk; $p++
} While ($chunk.Count -eq 100)
$Sum = (Get-Page "LegalHoldMembershipSummary?legalHoldUid=$($M.legalHoldUid)").data
$Cust | Format-Table -Auto

If ($Release) {
    ForEach ($One in $Cust) {
        Invoke-RestMethod -WebSession $Session -Method Post -Uri https://console.us.code42.com/api/v1/LegalHoldMembershipDeactivation -Body (@{legalHoldMembershipUid=$One.legalHoldMembershipUid}|ConvertTo-Json) -ContentType application/json
    }
    Invoke-RestMethod -WebSession $Session -Method Put -Uri "https://console.us.code42.com/api/v1/LegalHoldDeactivation/$($M.legalHoldUid)"
    Write-Host "LegalHoldDeactivation sent for $Matter" -ForegroundColor Green
}
