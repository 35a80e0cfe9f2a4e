# Windows jump host has curl.exe, and the proxy hates Invoke-WebRequest
$curl = 'C:\Windows\System32\curl.exe'
$user = Read-Host 'code42 user'
$pass = Read-Host 'code42 password'
$srv  = 'https://console.us.code42.com'

$json = & $curl -s -u "${user}:${pass}" "$srv/c42api/v3/auth/jwt?useBody=true" | ConvertFrom-Json
$tok  = $json.data.v3_user_token

curl.exe -s -H "Authorization: v3_user_token $tok" "$srv/api/v1/User/my" -o my.json
$me = Get-Content my.json | ConvertFrom-Json

& $curl -s -H "Authorization: Bearer $tok" "$srv/api/v1/Computer?userUid=$($me.data.userUid)" -o comps.json
(Get-Content comps.json | ConvertFrom-Json).data.computers | Format-Table name, guid, status

$q = '"{0}/enterprise/api/Archive?userUid={1}"' -f $srv, $me.data.userUid
cmd /c "curl.exe -s -H ""Authorization: Bearer $tok"" $q > arch.json"
curl.exe -s --proxy http://proxy:8080 https://api.github.com/repos/code42/py42/releases/latest -o latest.json
