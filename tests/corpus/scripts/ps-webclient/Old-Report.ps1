# PS 2.0 on the 2008R2 box -- no Invoke-RestMethod there
$wc = New-Object System.Net.WebClient
$wc.Credentials = New-Object System.Net.NetworkCredential('cpadmin', (gc C:\secure\cp.txt))
[System.Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }
$json = $wc.DownloadString("https://backup01:4285/api/Computer?active=true&incBackupUsage=true")
$orgs = $wc.DownloadString('https://backup01:4285/api/Org')
[void][Reflection.Assembly]::LoadWithPartialName('System.Web.Extensions')
$ser = New-Object System.Web.Script.Serialization.JavaScriptSerializer
$ser.DeserializeObject($json)['data']['computers'] | % { $_['name'] }
Send-MailMessage -To it@contoso.com -From cp@contoso.com -Subject "CrashPlan report (https://backup01:4285/api/Computer)" -SmtpServer mail
