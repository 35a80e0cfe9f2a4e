# PowerShell 2 (Server 2008 R2), no Invoke-RestMethod there
function Get-Json([string]$url, [string]$user, [string]$pass)
{
    $req = [System.Net.WebRequest]::Create($url)
    $req.Method = "GET"
    $req.Accept = "application/json"
    $tok = [System.Convert]::ToBase64String([System.Text.Encoding]::ASCII.GetBytes($user + ":" + $pass))
    $req.Headers.Add("Authorization", "Basic " + $tok)
    $res = $req.GetResponse()
    $sr = New-Object System.IO.StreamReader($res.GetResponseStream())
    $txt = $sr.ReadToEnd()
    $sr.Close(); $res.Close()
    [void][System.Reflection.Assembly]::LoadWithPartialName("System.Web.Extensions")
    $ser = New-Object System.Web.Script.Serialization.JavaScriptSerializer
    $ser.MaxJsonLength = 100MB
    return $ser.DeserializeObject($txt)
}

$server = "https://proserver:4285"
$u = "admin"
$p = Get-Content C:\Scripts\pw.txt

$all = Get-Json "$server/api/computer?active=true&pgSize=9999" $u $p
foreach ($c in $all["data"]["computers"])
{
    $days = ((Get-Date) - [datetime]$c["lastConnected"]).Days
    if ($days -gt 60)
    {
        Write-Output ("{0};{1};{2}" -f $c["name"], $c["userId"], $days)
        $del = [System.Net.WebRequest]::Create($server + "/api/ComputerDeactivation/" + $c["computerId"])
        $del.Method = "PUT"
        $del.ContentLength = 0
        $del.Credentials = New-Object System.Net.NetworkCredential($u, $p)
        $del.GetResponse().Close()
    }
}
