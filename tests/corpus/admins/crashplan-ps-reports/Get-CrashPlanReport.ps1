# CrashPlan PROe report, mails a HTML table of stale devices
# 2014 - works with PowerShell 2 (no Invoke-RestMethod!)
$server   = "backup.corp.example.com"
$port     = "4285"
$user     = "report"
$password = "Pa55word"

[System.Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }

function Get-Json([string]$url)
{
	$wc = New-Object System.Net.WebClient
	$wc.Headers.Add("Authorization", "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$user`:$password")))
	$raw = $wc.DownloadString($url)
	Add-Type -AssemblyName System.Web.Extensions
	$ser = New-Object System.Web.Script.Serialization.JavaScriptSerializer
	$ser.MaxJsonLength = 67108864
	return $ser.DeserializeObject($raw)
}

$pg = 1
$rows = @()
do
{
	$res = Get-Json ("https://" + $server + ":" + $port + "/api/Computer?active=true&incBackupUsage=true&pgSize=100&pgNum=" + $pg)
	$list = $res["data"]["computers"]
	foreach ($c in $list)
	{
		foreach ($b in $c["backupUsage"])
		{
			$rows += New-Object PSObject -Property @{ Name = $c["name"]; Last = $b["lastCompletedBackup"]; Pct = $b["percentComplete"]; UserId = $c["userId"] }
		}
	}
	$pg++
}
while ($list.Count -gt 0)

$users = @{}
foreach ($r in $rows)
{
	if (-not $users.ContainsKey($r.UserId))
	{
		$u = Get-Json "https://${server}:${port}/api/User/$($r.UserId)"
		$users[$r.UserId] = $u["data"]["username"]
	}
}
$org = Get-Json "https://${server}:${port}/api/Org/2?incStats=true"
$diag = Get-Json "https://${server}:${port}/api/Diagnostic"

$stale = $rows | Where-Object { $_.Last -eq $null -or [datetime]$_.Last -lt (Get-Date).AddDays(-14) }
$html = $stale | Select-Object Name, Last, Pct, @{n='User';e={$users[$_.UserId]}} | ConvertTo-Html -Title "CrashPlan" | Out-String
Send-MailMessage -SmtpServer smtp.corp.example.com -From crashplan@example.com -To it@example.com -Subject "Stale ($($org['data']['orgName']))" -Body $html -BodyAsHtml
