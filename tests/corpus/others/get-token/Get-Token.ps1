# dot-source or run; returns a bearer token for the API client in the vault
param([string]$Region = 'us')
function Get-IncydrToken {
    $id  = Get-Secret -Name incydr-id  -AsPlainText
    $sec = Get-Secret -Name incydr-key -AsPlainText
    $sp = [pscredential]::new($id, (ConvertTo-SecureString $sec -AsPlainText -Force))
    $r = Invoke-RestMethod -Uri "https://api.$Region.code42.com/v1/oauth?grant_type=client_credentials" -Method Post -Authentication Basic -Credential $sp
    # older answer had v3_user_token
    if ($r.PSObject.Properties.Name -contains 'v3_user_token') { return $r.v3_user_token }
    $r.access_token
}
if ($MyInvocation.InvocationName -ne '.') { Get-IncydrToken }
