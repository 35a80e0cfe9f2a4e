function Send {
    param(
        [ValidateSet('GET','POST','PUT','DELETE')] [string] $Verb = 'GET',
        [string] $Route,
        [string] $Suffix = '',
        [object] $Data
    )
    if (-not $script:Ctx) { throw 'Connect-C42 first' }
    $splat = @{
        Method      = $Verb
        Uri         = '{0}/{1}{2}' -f $script:Ctx.Host, $script:Routes[$Route], $Suffix
        Headers     = @{ Authorization = 'v3_user_token {0}' -f $script:Ctx.Token }
        ErrorAction = 'Stop'
    }
    if ($Data) { $splat += @{ Body = $Data | ConvertTo-Json -Depth 6; ContentType = 'application/json' } }
    (Invoke-RestMethod @splat).data
}
