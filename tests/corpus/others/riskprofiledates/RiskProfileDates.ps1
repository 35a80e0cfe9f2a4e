# sets start/end dates of risk profiles from the HR extract
param([Parameter(Mandatory)][ValidateScript({Test-Path $_})][string]$Extract)
$root = $env:INCYDR_URL   # https://api.us.code42.com
$h = @{ Authorization = "Bearer $(& .\Get-Token.ps1)" }

function Split-Date([string]$d) { $x = [datetime]$d; @{ day = $x.Day; month = $x.Month; year = $x.Year } }

foreach ($line in Import-Csv $Extract -Delimiter ';') {
    $p = (Invoke-RestMethod "$root/v1/user-risk-profiles?username=$($line.Mail)" -Headers $h).userRiskProfiles
    if (-not $p) {
        $a = (Invoke-RestMethod "$root/v1/actors?nameStartsWith=$($line.Mail)" -Headers $h).actors
        if ($a) { "actor $($a.actorId) but no risk profile" }
        continue
    }
    $patch = @{ startDate = Split-Date $line.Start }
    $paths = 'startDate'
    if ($line.End) { $patch.endDate = Split-Date $line.End; $paths += ',endDate' }
    Invoke-RestMethod "$root/v1/user-risk-profiles/$($p.userId)?paths=$paths" -Method Patch -Headers $h -Body ($patch | ConvertTo-Json) -ContentType 'application/json' | Out-Null
    if ($line.Alias) {
        $u = "{0}/v1/user-risk-profiles/{1}/add-cloud-aliases" -f $root, $p.userId
        Invoke-RestMethod $u -Method Post -Headers $h -Body (@{ userId = $p.userId; cloudAliases = @($line.Alias) } | ConvertTo-Json) -ContentType 'application/json'
    }
    $arp = Invoke-RestMethod "$root/v2/actor-risk-profiles/$($p.actorId)" -Headers $h
    $arp | Select-Object actorId, startDate, endDate
}
