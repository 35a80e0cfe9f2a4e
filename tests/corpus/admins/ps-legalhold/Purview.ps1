# same thing for M365 eDiscovery - not Code42
Connect-IPPSSession -UserPrincipalName $env:USERNAME
New-CaseHoldPolicy -Name $args[0] -Case $args[1] -ExchangeLocation $args[2]
$h = @{ Authorization = "Bearer $(Get-AzAccessToken -ResourceTypeName MSGraph | Select-Object -ExpandProperty Token)" }
Invoke-RestMethod 'https://graph.microsoft.com/v1.0/security/cases/ediscoveryCases' -Headers $h
Invoke-RestMethod "https://graph.microsoft.com/v1.0/security/alerts" -Headers $h
Invoke-RestMethod -Uri "https://vault.example.com/api/LegalHold/$($args[3])" -Credential $vaultCred
