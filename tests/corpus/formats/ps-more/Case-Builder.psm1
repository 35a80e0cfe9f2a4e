# Live API only (reviewed 2025-06)
$script:Api = [uri]'https://api.us.code42.com'
function Send-Incydr([string]$Path, [string]$Method = 'Get', $Body) {
    $b = [UriBuilder]::new($script:Api); $b.Path = $Path
    Invoke-RestMethod -Uri $b.Uri -Method $Method -Headers @{ Authorization = "Bearer $script:Tok" } -Body ($Body | ConvertTo-Json) -ContentType 'application/json'
}
function New-Case($Name) { Send-Incydr '/v1/cases' Post @{ name = $Name } }
function Add-CaseEvent($Nr, $Ev) { Send-Incydr "/v1/cases/$Nr/fileevent/$Ev" Post }
function Get-Session($Id) { Send-Incydr "/v1/sessions/$Id" }
function Set-SessionState($Id) { Send-Incydr '/v1/sessions/change-state' Post @{ ids = @($Id); newState = 'CLOSED' } }
function Enable-User($Id) { Send-Incydr "/v1/users/$Id/activate" Post }
function Stop-Agent($Id) { Send-Incydr '/v1/agents/deactivate' Post @{ agentIds = @($Id) } }
function Get-Actor($Id) { Send-Incydr "/v1/actors/actor/id/$Id" }
function Get-ActorOld($Id) { Send-Incydr "/v2/actor-risk-profiles/$Id" }
function Get-Trusted { Send-Incydr '/v2/trusted-activities' }
function Get-TrustedOld { Send-Incydr '/v1/trusted-activities' }
