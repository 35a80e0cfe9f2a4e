param([uri]$ApiHost)
# vault puts id and secret in env
$bytes = [Text.Encoding]::UTF8.GetBytes("{0}:{1}" -f $env:INCYDR_API_CLIENT_ID, $env:INCYDR_API_CLIENT_SECRET)
$req = [Net.HttpWebRequest]::CreateHttp([uri]::new($ApiHost, '/v1/oauth/token?grant_type=client_credentials'))
$req.Method = 'POST'
$req.ContentLength = 0
$req.Headers['Authorization'] = 'Basic ' + [Convert]::ToBase64String($bytes)
try   { $res = $req.GetResponse() }
catch [Net.WebException] { Write-Error "oauth said $($_.Exception.Response.StatusCode)"; exit 3 }
$rd = [IO.StreamReader]::new($res.GetResponseStream())
($rd.ReadToEnd() | ConvertFrom-Json).access_token
