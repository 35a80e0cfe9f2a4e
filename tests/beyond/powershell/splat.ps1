param([string]$Base = "https://console.us.code42.com")
function Invoke-C42 {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)][string]$Path, [string]$Method = "Get")
    process {
        $p = @{ Headers = @{ Authorization = "v3_user_token t" } }
        $p.Method = $Method
        $p["Uri"] = "{0}/console/api/{1}" -f $Base, $Path
        Invoke-RestMethod @p
    }
}
"User/42", "Computer/900" | Invoke-C42
Invoke-C42 -Path "Computer/77" -Method Get
