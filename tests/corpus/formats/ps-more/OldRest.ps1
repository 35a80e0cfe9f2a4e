# from the PRO Server days. /rest was renamed to /api in v3
$srv = 'http://proe.school.example:4280'
$x = New-Object System.Xml.XmlDocument
$w = New-Object Net.WebClient
$w.Credentials = New-Object Net.NetworkCredential 'admin', 'admin'
$w.DownloadString("$srv/rest/users?active=true") | Out-File users.json
$w.DownloadString("$srv/api/Server") | Out-File srv.json
# cloud now
$w2 = New-Object Net.WebClient
$w2.Headers.Add('Authorization', "Basic $env:B")
$w2.UploadString('https://console.us.code42.com/api/OrgDeactivation/' + $args[0], 'PUT', '')
$w2.DownloadString('https://console.us.code42.com/login/api/v1/Diagnostic')
$w2.DownloadString('https://console.us.code42.com/security/api/v2/User')
$w2.DownloadString('https://console.us.code42.com/api/v1/ServerEnv')
$w2.DownloadFile('https://download.code42.com/installs/agent/latest-win64.msi', 'c42.msi')
