# ServiceNow catalog item "monitor user" -> Code42 high risk employee
param([string]$RitmSysId)

$snowInst = 'https://contoso.service-now.com'
$snowCred = New-Object pscredential('svc_code42', (Get-Content .\snow.sec | ConvertTo-SecureString))
$ritm = (Invoke-RestMethod "$snowInst/api/now/table/sc_req_item/$RitmSysId" -Credential $snowCred).result
$target = $ritm.u_monitored_user_email

$auth = @{
    Uri     = 'https://console.us.code42.com/api/v3/auth/jwt?useBody=true'
    Headers = @{ Authorization = 'Basic ' + (Get-Content .\c42.b64) }
}
$jwt = (Invoke-RestMethod @auth).data.v3_user_token
$H = @{ Authorization = "Bearer $jwt" }

$ecm = 'https://ecm-east.us.code42.com/svc/api'
$find = @{
    Method      = 'POST'
    Uri         = "$ecm/v2/user/getbyusername"
    Headers     = $H
    ContentType = 'application/json'
    Body        = @{ tenantId = $env:TENANT; username = $target } | ConvertTo-Json
}
$profile42 = Invoke-RestMethod @find

$add = $find.Clone()
$add.Uri = "$ecm/v2/highriskemployee/add"
$add.Body = @{ tenantId = $env:TENANT; userId = $profile42.userId } | ConvertTo-Json
Invoke-RestMethod @add

$tags = $find.Clone()
$tags.Uri = "$ecm/v2/user/addriskfactors"
$tags.Body = @{ tenantId = $env:TENANT; userId = $profile42.userId; riskFactors = @('HIGH_IMPACT_EMPLOYEE', 'FLIGHT_RISK') } | ConvertTo-Json
Invoke-RestMethod @tags

# tell the requester
$patch = @{ comments = "user added to highriskemployee list" } | ConvertTo-Json
Invoke-RestMethod -Method Patch "$snowInst/api/now/table/sc_req_item/$RitmSysId" -Credential $snowCred -Body $patch -ContentType 'application/json'
