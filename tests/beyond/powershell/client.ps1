$base = "https://console.us.code42.com"
$wc = New-Object System.Net.WebClient
$wc.Headers.Add("Authorization", "v3_user_token t")
$wc.DownloadString("$base/api/User/42")
$request = [System.Net.WebRequest]::Create($base + "/app/api/Computer/900")
$request.Headers.Add("Authorization", "v3_user_token t")
$request.GetResponse()
