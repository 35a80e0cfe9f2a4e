function Connect-C42 {
    <# .EXAMPLE  Connect-C42 -HostName https://console.ie.code42.com -Credential (Get-Credential) #>
    param([string]$HostName, [pscredential]$Credential, [int]$Totp)
    $h = @{
        Authorization = 'Basic {0}' -f [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($Credential.UserName):$($Credential.GetNetworkCredential().Password)"))
    }
    if ($Totp) { $h['totp-auth'] = "$Totp" }
    $r = Invoke-RestMethod "$HostName/c42api/v3/auth/jwt?useBody=true" -Headers $h
    $script:Ctx = [pscustomobject]@{ Host = $HostName; Token = $r.data.v3_user_token }
    Write-Verbose 'got a v3_user_token'
}
