Function global:C42-Org {
    [CmdletBinding(DefaultParameterSetName='Block')]
    Param(
        [Parameter(ValueFromPipeline=$true)] [int[]] $OrgId,
        [Parameter(ParameterSetName='Block')]   [switch] $Block,
        [Parameter(ParameterSetName='Unblock')] [switch] $Unblock
    )
    Begin {
        $Params = @{
            Web = @{
                UseBasicParsing = $true
                Headers = @{
                    Accept = 'application/json'
                    Authorization = "v3_user_token $Global:C42Jwt"
                }
            }
            Verb = if ($Unblock) { 'DELETE' } else { 'PUT' }
        }
    }
    Process {
        foreach ($o in $OrgId) {
            $Web = $Params.Web
            Invoke-WebRequest @Web -Method $Params.Verb -Uri "https://console.us.code42.com/api/v1/OrgBlock/$o" | Out-Null
            $check = Invoke-WebRequest @Web -Uri https://console.us.code42.com/api/v1/org/$o | ConvertFrom-Json
            Write-Verbose ("OrgBlock/{0} blocked={1}" -f $o, $check.data.blocked)
        }
    }
}
# 12, 19 | C42-Org -Block
