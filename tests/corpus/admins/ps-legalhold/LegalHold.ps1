# Helper for counsel. dot source me.
$Global:LHServer = 'https://console.us.code42.com'

Function Get-LHToken {
    $c = Get-Credential
    $j = Invoke-RestMethod "$LHServer/api/v3/auth/jwt?useBody=true" -Headers @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($c.UserName + ':' + $c.GetNetworkCredential().Password))}
    $Global:LHHeader = @{ Authorization = "Bearer $($j.data.v3_user_token)" }
}

Function Get-LHMatter {
    Param([string]$Uid)
    If ($Uid) { (Invoke-RestMethod "$LHServer/api/v1/LegalHold/$Uid" -Headers $LHHeader).data }
    Else { (Invoke-RestMethod "$LHServer/api/v1/LegalHold" -Headers $LHHeader).data.legalHolds }
}

Function New-LHMatter {
    Param($Name, $PolicyUid, $Ref)
    $b = @{ name = $Name; holdPolicyUid = $PolicyUid; holdExtRef = $Ref } | ConvertTo-Json
    Invoke-RestMethod -Method Post "$LHServer/api/v1/LegalHold" -Headers $LHHeader -Body $b -ContentType 'application/json'
}

Function Add-LHCustodian {
    Param($Matter, $UserUid)
    Invoke-RestMethod "$LHServer/api/v1/LegalHoldMembership" -Method Post -Headers $LHHeader -ContentType 'application/json' -Body (@{legalHoldUid=$Matter;userUid=$UserUid}|ConvertTo-Json)
}

Function Get-LHCustodian {
    Param($Matter)
    $n = 1; $out = @()
    While ($true) {
        $p = Invoke-RestMethod "$LHServer/api/v1/LegalHoldMembership?legalHoldUid=$Matter&activeState=ACTIVE&pgNum=$n&pgSize=100" -Headers $LHHeader
        If (-not $p.data.legalHoldMemberships) { Break }
        $out += $p.data.legalHoldMemberships
        $n += 1
    }
    $out
}

Function Close-LHMatter  { Param($Uid) Invoke-RestMethod -Method Put ($LHServer + "/api/v1/LegalHoldDeactivation/" + $Uid) -Headers $LHHeader }
Function Reopen-LHMatter { Param($Uid) Invoke-RestMethod -Method Put ($LHServer + "/api/v1/LegalHoldReactivation/" + $Uid) -Headers $LHHeader }
Function Get-LHPolicy {
    (Invoke-RestMethod "$LHServer/api/v4/legal-hold-policy/list" -Headers $LHHeader).data.legalHoldPolicies
    # Invoke-RestMethod "$LHServer/api/v4/legal-hold-policy/view?legalHoldPolicyUid=$x"
}
Function New-LHPolicy {
    Param($Name)
    Invoke-RestMethod -Method Post -Uri "$LHServer/api/v4/legal-hold-policy/create" -Headers $LHHeader -ContentType 'application/json' -Body (@{name=$Name}|ConvertTo-Json)
}
Write-Host "Loaded. LegalHold endpoints: $LHServer/api/v1/LegalHold"
