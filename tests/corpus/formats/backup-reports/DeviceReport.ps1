# DeviceReport.ps1 - Tom, 2016.  Run from the task scheduler on FS02
$server = "backup.contoso.local"
$port = 4285
$url = "https://" + $server + ":" + $port + "/api/Computer?pgNum=1&pgSize=250&incBackupUsage=true&active=true"
[System.Net.ServicePointManager]::ServerCertificateValidationCallback = {$true}
$wc = New-Object System.Net.WebClient
$wc.Credentials = New-Object System.Net.NetworkCredential("svc_report","Summer2016!")
$json = $wc.DownloadString($url)
$all = ($json | ConvertFrom-Json).data.computers
foreach($c in $all){
	$pct = $c.backupUsage[0].percentComplete
	if($pct -lt 80){ "$($c.name);$pct" >> c:\reports\low.txt }
}
# cloud tenant since 2019
$cloud = "https://www.crashplan.com/api/Computer?active=true&pgSize=1000"
$req = [System.Net.HttpWebRequest]::Create($cloud)
$req.Method = "GET"
$req.Headers.Add("Authorization","Basic c3ZjX3JlcG9ydDpzZWNyZXQ=")
$resp = $req.GetResponse()
$sr = New-Object IO.StreamReader($resp.GetResponseStream())
($sr.ReadToEnd() | ConvertFrom-Json).data.computers | select name,osHostname,lastConnected | export-csv c:\reports\cloud.csv
Send-MailMessage -To it@contoso.com -From r@contoso.com -Subject "Code42 /api/Computer report" -SmtpServer mail -Attachments c:\reports\cloud.csv
