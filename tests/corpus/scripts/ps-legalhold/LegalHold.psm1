$Endpoints = @{
    Matters     = '/api/LegalHold'
    Custodians  = '/api/LegalHoldMembership'
    Remove      = '/api/LegalHoldMembershipDeactivation'
    Reactivate  = '/api/v1/LegalHoldReactivation/{0}'
    PolicyList  = '/api/v4/legal-hold-policy/list'
    PolicyView  = '/api/v4/legal-hold-policy/view?legalHoldPolicyUid={0}'
    Users       = '/api/v1/User'
    NewMatters  = '/v1/legal-hold/matters'
}
function Invoke-LH($Name, $Verb = 'Get', $Body, $Id) {
    Invoke-RestMethod -Method $Verb -Uri ($Console + ($Endpoints[$Name] -f $Id)) -Headers $LHHeaders -Body $Body
}
function Get-Matter { (Invoke-LH Matters).data.legalHolds }
function Add-Custodian($m, $u) { Invoke-LH Custodians Post (@{legalHoldUid=$m;userUid=$u}|ConvertTo-Json) }
