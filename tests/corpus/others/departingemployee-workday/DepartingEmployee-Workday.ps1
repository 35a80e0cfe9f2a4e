<#
 Workday RaaS report -> Code42 Departing Employee list
 Runs every morning on AUTOSVR02
#>
$ErrorActionPreference = 'Stop'
Start-Transcript "D:\Logs\departing_$(Get-Date -f yyyyMMdd).log" -Append

# Workday
$wdCred = Import-CliXml D:\Secure\workday.xml
$report = Invoke-RestMethod 'https://wd5-impl-services1.workday.com/ccx/service/customreport2/contoso/ISU_Code42/Terminations?format=json' -Credential $wdCred

# Code42
$clientId     = 'key-42'
$clientSecret = (Get-Content D:\Secure\c42secret.txt | ConvertTo-SecureString | % { [Net.NetworkCredential]::new('', $_).Password })
$basic        = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${clientId}:${clientSecret}"))
$api          = 'https://api.us.code42.com'
$tokenResp    = Invoke-RestMethod -Method Post -Uri "$api/v1/oauth?grant_type=client_credentials" -Headers @{Authorization = "Basic $basic"}
$hdr          = @{ Authorization = "Bearer $($tokenResp.access_token)"; 'Content-Type' = 'application/json' }

function Get-C42UserId($mail) {
    $u = Invoke-RestMethod "$api/v1/users?username=$([uri]::EscapeDataString($mail))" -Headers $hdr
    $u.users[0].userId
}

$current = @()
$pg = 1
do {
    $res = Invoke-RestMethod -Method Post -Uri "$api/v1/detection-lists/departingemployee/search" -Headers $hdr -Body (@{
        tenantId = $env:C42_TENANT; pgSize = 100; pgNum = $pg; srtKey = 'DISPLAY_NAME'; srtDirection = 'ASC'; filterType = 'OPEN'
    } | ConvertTo-Json)
    $current += $res.items
    $pg++
} while ($res.items.Count -eq 100)

foreach ($row in $report.Report_Entry) {
    if ($current.userName -contains $row.email) { continue }
    $id = Get-C42UserId $row.email
    if (!$id) { Write-Warning "unknown in Code42: $($row.email)"; continue }
    $body = @{ tenantId = $env:C42_TENANT; userId = $id; departureDate = $row.termDate; alertsEnabled = $true; notes = "Workday $($row.workerId)" } | ConvertTo-Json
    try {
        $null = Invoke-RestMethod -Method Post -Uri $api/v1/detection-lists/departingemployee/add -Headers $hdr -Body $body
        Write-Output "added $($row.email)"
    } catch {
        Write-Warning "detection-lists/departingemployee/add failed for $($row.email): $($_.Exception.Message)"
    }
}

foreach ($c in $current | ? { [datetime]$_.departureDate -lt (Get-Date).AddDays(-90) }) {
    Invoke-RestMethod -Method Post -Uri ($api + '/v1/detection-lists/departingemployee/remove') -Headers $hdr -Body (@{ tenantId = $env:C42_TENANT; userId = $c.userId } | ConvertTo-Json) | Out-Null
}
Stop-Transcript
