[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
function Connect-Code42 {
    [CmdletBinding()]param($Fqdn, $Username, $Password, $Totp)
    $auth = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("${Username}:$Password"))
    $h = @{ Authorization = $auth }
    if ($Totp) { $h['totp-auth'] = "$Totp" }
    $resp = Invoke-RestMethod "https://$Fqdn/c42api/v3/auth/jwt?useBody=true" -Headers $h
    $tok = $resp.data.v3_user_token
    if (-not $tok) { throw "No v3_user_token returned from auth/jwt" }
    $global:C42Headers = @{ 'Authorization' = "v3_user_token $tok" }
    $global:C42Base = "https://$Fqdn"
}
Connect-Code42 -Fqdn console.us2.code42.com -Username $args[0] -Password $args[1]
Invoke-RestMethod "$C42Base/api/v1/User/my" -Headers $C42Headers
Invoke-RestMethod "$C42Base/api/v1/Org/my" -Headers $C42Headers
