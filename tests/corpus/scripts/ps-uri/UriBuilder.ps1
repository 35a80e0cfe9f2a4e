$hostName = 'console.ie.code42.com'
$base = [Uri]"https://$hostName/"
$target = [Uri]::new($base, '/api/v1/LegalHold')
$live   = [Uri]::new($base, '/api/v1/Computer')
$ub = [UriBuilder]::new('https', $hostName, 443)
$ub.Path = '/api/v1/LegalHoldMembershipDeactivation'
Invoke-RestMethod -Uri $target -Headers $headers
Invoke-RestMethod -Uri $live -Headers $headers
Invoke-RestMethod -Method Post -Uri $ub.Uri -Headers $headers -Body (@{ legalHoldMembershipUid = $uid } | ConvertTo-Json)
