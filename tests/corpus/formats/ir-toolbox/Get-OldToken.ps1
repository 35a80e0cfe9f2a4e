param([uri]$ApiHost = 'https://api.gov.code42.com', [string]$User, [securestring]$Pass)
# same job as Get-IncydrToken for the gov tenant, nobody got an API client there yet
$plain = [Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::SecureStringToBSTR($Pass))
$raw   = [Text.Encoding]::UTF8.GetBytes($User + ':' + $plain)
$req = [Net.HttpWebRequest]::CreateHttp([uri]::new($ApiHost, '/v1/auth/'))
$req.Method = 'GET'
$req.Headers['Authorization'] = 'Basic ' + [Convert]::ToBase64String($raw)
$res = $req.GetResponse()
([IO.StreamReader]::new($res.GetResponseStream()).ReadToEnd() | ConvertFrom-Json).bearerToken
