function Connect-Grafana { param([pscredential]$Credential, $Uri)
    $script:G = $Uri
    $script:C = $Credential
    Invoke-RestMethod "$Uri/api/user" -Credential $Credential -Authentication Basic
}
function Get-GrafanaOrg { Invoke-RestMethod "$G/api/orgs" -Credential $C -Authentication Basic }
function Get-GrafanaUser { param($Id) Invoke-RestMethod "$G/api/users/$Id" -Credential $C -Authentication Basic }
function Get-GrafanaAlert { Invoke-RestMethod "$G/api/v1/provisioning/alert-rules" -Credential $C -Authentication Basic }
