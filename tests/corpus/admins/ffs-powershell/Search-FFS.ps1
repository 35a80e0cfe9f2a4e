[CmdletBinding(DefaultParameterSetName = 'Hash')]
Param(
    [Parameter(ParameterSetName = 'Hash')] [string] $MD5,
    [Parameter(ParameterSetName = 'Name')] [string] $FileName,
    [ValidateSet('US1', 'US2', 'EU')] [string] $Cloud = 'US1'
)

switch ($Cloud) {
    'US1' { $console = 'https://console.us.code42.com';  $ffs = 'https://forensicsearch-east.us.code42.com' }
    'US2' { $console = 'https://www.crashplan.com';      $ffs = 'https://forensicsearch-default.prod.ffs.us2.code42.com' }
    'EU'  { $console = 'https://console.ie.code42.com';  $ffs = 'https://forensicsearch-default.ie.code42.com' }
}

$c = Get-Credential -Message "Code42 $Cloud"
$otp = Read-Host 'TOTP (enter for none)'

$loginHeaders = @{
    'Authorization' = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::GetEncoding('iso-8859-1').GetBytes("$($c.UserName):$($c.GetNetworkCredential().Password)"))
}
if ($otp) { $loginHeaders['totp-auth'] = $otp }

$login = Invoke-WebRequest -UseBasicParsing -Uri "$console/api/v3/auth/jwt?useBody=true" -Headers $loginHeaders
$v3_user_token = ($login.Content | ConvertFrom-Json).data.v3_user_token

$searchHeaders = @{
    'Authorization' = "v3_user_token $v3_user_token"
    'Accept'        = 'application/json'
}

$filter = if ($MD5) { @{ operator = 'IS'; term = 'md5Checksum'; value = $MD5 } } else { @{ operator = 'IS'; term = 'fileName'; value = $FileName } }
$query = @{
    groups = @( @{ filters = @( $filter ); filterClause = 'AND' } )
    pgNum  = 1
    pgSize = 500
}

$result = Invoke-RestMethod -Method POST `
    -Uri "$ffs/forensic-search/queryservice/api/v1/fileevent" `
    -Headers $searchHeaders -ContentType 'application/json' `
    -Body (ConvertTo-Json $query -Depth 6)

$result.fileEvents | Select-Object eventTimestamp, deviceUserName, fileName, filePath | Out-GridView

$saved = Invoke-RestMethod -Uri ($ffs + '/forensic-search/queryservice/api/v1/saved') -Headers $searchHeaders
$saved.searches | ForEach-Object {
    Invoke-RestMethod -Uri "$ffs/forensic-search/queryservice/api/v1/saved/$($_.id)" -Headers $searchHeaders | ConvertTo-Json -Depth 6 | Set-Content "$($_.name).json"
}
$loc = Invoke-RestMethod -Uri "$ffs/forensic-search/queryservice/api/v1/filelocations?sha256=$($result.fileEvents[0].sha256Checksum)" -Headers $searchHeaders
$loc.locations
