#requires -Version 7
param($Base = 'https://snipe.example.com/api/v1')
$hdr = @{ Authorization = "Bearer $env:SNIPE"; Accept = 'application/json' }
$computers = Invoke-RestMethod "$Base/hardware?limit=500" -Headers $hdr
$ninja = Invoke-RestMethod 'https://app.ninjarmm.com/v2/devices' -Headers @{ Authorization = "Bearer $env:NINJA" }
$sophos = Invoke-RestMethod 'https://api-us01.central.sophos.com/endpoint/v1/endpoints' -Headers @{ Authorization = "Bearer $env:S"; 'X-Tenant-ID' = $env:ST }
foreach ($n in $ninja) {
    $u = Invoke-RestMethod "$Base/users?email=$($n.references.owner)" -Headers $hdr
    Invoke-RestMethod "$Base/hardware/$($n.id)" -Method Patch -Headers $hdr -Body (@{ assigned_to = $u.rows[0].id } | ConvertTo-Json) -ContentType application/json
}
Invoke-RestMethod 'https://prtg.example.com/api/table.json?content=sensors' -Credential $prtg
Invoke-RestMethod -Uri "https://ise.example.com:9060/ers/config/endpoint" -Headers @{ Authorization = "Basic $ise" }
Invoke-RestMethod -Method Post -Uri 'https://wiki.example.com/api/AuthToken' -Body $b
