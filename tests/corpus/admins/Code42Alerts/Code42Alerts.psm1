Set-StrictMode -Version Latest

$script:Endpoints = @{
    Token    = '/v1/oauth?grant_type=client_credentials'
    Query    = '/v1/alerts/query-alerts'
    Details  = '/v1/alerts/query-details'
    Note     = '/v1/alerts/add-note'
    State    = '/v1/alerts/update-state'
    Rules    = '/v1/alerts/rules/query-rule-metadata'
    Users    = '/v1/users'
    Cases    = '/v1/cases'
    Sessions = '/v1/sessions'
}

function Get-C42Header {
    [OutputType([hashtable])]
    param()
    $id, $secret = $env:C42_CLIENT -split ':', 2
    $enc = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("${id}:$secret"))
    $t = Invoke-RestMethod -Method Post -Uri ($env:C42_HOST + $script:Endpoints.Token) -Headers @{ Authorization = "Basic $enc" }
    @{ Authorization = "Bearer $($t.access_token)" }
}

function Get-C42Alert {
    [CmdletBinding()]
    param(
        [ValidateSet('OPEN', 'RESOLVED', 'IN_PROGRESS', 'PENDING')] [string] $State = 'OPEN',
        [ValidateRange(1, 500)] [int] $PageSize = 100
    )
    $page = 0
    do {
        $json = @{
            tenantId     = $env:C42_TENANT
            groupClause  = 'AND'
            groups       = @(@{ filterClause = 'AND'; filters = @(@{ term = 'state'; operator = 'IS'; value = $State }) })
            pgNum        = $page
            pgSize       = $PageSize
            srtKey       = 'CreatedAt'
            srtDirection = 'DESC'
        } | ConvertTo-Json -Depth 6
        $res = Invoke-RestMethod -Method Post -Uri ($env:C42_HOST + $script:Endpoints.Query) -Headers (Get-C42Header) -Body $json -ContentType 'application/json'
        $res.alerts
        $page++
    } while ($res.alerts.Count -eq $PageSize)
}

function Close-C42Alert {
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory, ValueFromPipelineByPropertyName)][Alias('id')][string[]]$AlertId, [string]$Note)
    begin   { $ids = @() }
    process { $ids += $AlertId }
    end {
        if (-not $PSCmdlet.ShouldProcess("$($ids.Count) alerts", 'resolve-alert')) { return }
        Invoke-RestMethod -Method Post -Uri "$env:C42_HOST/v1/alerts/resolve-alert" -Headers (Get-C42Header) -ContentType application/json -Body (@{ tenantId = $env:C42_TENANT; alertIds = $ids; reason = $Note } | ConvertTo-Json)
    }
}

function Open-C42Alert {
    param([string[]]$AlertId)
    Invoke-RestMethod -Method Post -Uri "$env:C42_HOST/v1/alerts/reopen-alert" -Headers (Get-C42Header) -ContentType application/json -Body (@{ tenantId = $env:C42_TENANT; alertIds = $AlertId } | ConvertTo-Json)
}

function Get-C42Session { param($Id) Invoke-RestMethod -Uri "$env:C42_HOST/v1/sessions/$Id" -Headers (Get-C42Header) }

function New-C42Case {
    param([string]$Name, [string]$Assignee)
    Invoke-RestMethod -Method Post -Uri "$env:C42_HOST/v1/cases" -Headers (Get-C42Header) -ContentType application/json -Body (@{ name = $Name; assignee = $Assignee } | ConvertTo-Json)
}
