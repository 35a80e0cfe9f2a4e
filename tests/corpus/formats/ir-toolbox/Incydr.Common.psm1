$TenantId = 'f0b2c3d4-2f33-4a4b-8c70-9e5f1c2d3e4f'
$ApiRoot  = 'https://api.us.code42.com/'
function Get-Tok { & "$PSScriptRoot\Get-IncydrToken.ps1" -ApiHost $ApiRoot }
function Invoke-Api {
    [CmdletBinding()]
    param([string]$Verb, [string]$Rel, $Payload, [string]$Token, [int]$Retry = 3)
    $u = New-Object Uri ([Uri]$ApiRoot), $Rel
    for ($n = 1; $n -le $Retry; $n++) {
        try {
            $x = @{ Uri = $u; Method = $Verb; Headers = @{ Authorization = "Bearer $Token" } }
            if ($Payload) { $x['Body'] = ConvertTo-Json $Payload -Depth 9; $x['ContentType'] = 'application/json' }
            return Invoke-RestMethod @x
        }
        catch { if ($n -eq $Retry) { throw } ; Start-Sleep 2 }
    }
}
Export-ModuleMember -Function Get-Tok, Invoke-Api -Variable TenantId
