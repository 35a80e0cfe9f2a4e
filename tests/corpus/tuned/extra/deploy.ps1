[CmdletBinding()]
param(
    [Parameter(Mandatory)][string]$Console,
    [string]$UserName,
    [securestring]$Password
)
Set-StrictMode -Version Latest
$BSTR = [System.Runtime.InteropServices.Marshal]::SecureStringToBSTR($Password)
$plain = [System.Runtime.InteropServices.Marshal]::PtrToStringAuto($BSTR)
$auth = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes(("{0}:{1}" -f $UserName, $plain)))
$hdr = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"
$hdr.Add("Authorization", "Basic $auth")
$base = "https://$Console"

function Invoke-C42Api {
    param([string]$Verb = 'Get', [string]$Uri, [hashtable]$Payload)
    $args = @{ Method = $Verb; Uri = "$base/api/$Uri"; Headers = $hdr }
    if ($Payload) { $args['Body'] = $Payload | ConvertTo-Json -Depth 5 }
    try { return (Invoke-RestMethod @args -ErrorAction Stop).data }
    catch { Write-Error "GET /api/$Uri failed: $_"; throw }
}

$users = Invoke-C42Api -Uri 'User?active=true&pgSize=1000'
foreach ($u in $users.users) {
    if ($u.blocked) { continue }
    Invoke-C42Api -Verb Put -Uri "UserBlock/$($u.userId)"
}
$fe = Invoke-RestMethod -Method POST -ContentType 'application/json' -Body $q `
    -Uri 'https://api.us.code42.com/v1/file-events' `
    -Headers @{ 'Authorization' = "Bearer $token" }
Start-Process code42 -ArgumentList 'users list'
code42 audit-logs search -b 1d | Out-File audit.json
