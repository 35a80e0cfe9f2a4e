$base = 'https://assets.corp.example.com'
$h = @{ Authorization = 'Basic ' + $env:LSW }
$n = 1
do {
    $r = Invoke-RestMethod "$base/api/Computer?active=true&pgNum=$n&pgSize=100" -Headers $h
    $r.items | Export-Csv lsw.csv -Append
    $n++
} while ($r.items)
Invoke-RestMethod "$base/api/Server" -Headers $h
