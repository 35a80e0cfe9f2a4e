# Web restore for the service desk: zips one folder of a user's device.
# usage: .\Restore-Files.ps1 -Device LAPTOP-77 -Path 'C:/Users/jdoe/Documents'
Param($Device, $Path, $Out = "$env:TEMP\restore.zip")

$Server = 'https://c42.fabrikam.com:4285'
$Cred   = Get-StoredCredential -Target 'c42-restore'
$Common = @{
    Credential  = $Cred
    ContentType = 'application/json'
    ErrorAction = 'Stop'
}

$comp = (Invoke-RestMethod @Common "$Server/api/Computer?q=$Device&active=true").data.computers[0]
if (!$comp) { throw "no device $Device in /api/Computer" }

# 1. login token at the storage node
$lt = Invoke-RestMethod @Common -Method Post -Uri "$Server/api/v1/LoginToken" -Body (@{ userId = $comp.userId; sourceGuid = $comp.guid } | ConvertTo-Json)
$node = $lt.data.serverUrl
$sess = @{ Authorization = 'login_token ' + $lt.data.loginToken }
$at = Invoke-RestMethod -Method Post -Uri "$node/api/AuthToken" -Headers $sess
$hdr = @{ Authorization = 'token {0}-{1}' -f $at.data[0], $at.data[1] }

# 2. session, search, submit
$ws = Invoke-RestMethod -Method Post "$node/api/WebRestoreSession" -Headers $hdr -Body (@{ computerGuid = $comp.guid } | ConvertTo-Json) -ContentType 'application/json'
$q = "{0}/api/WebRestoreTreeNode?webRestoreSessionId={1}&guid={2}&path={3}" -f $node, $ws.data.webRestoreSessionId, $comp.guid, [uri]::EscapeDataString($Path)
$tree = Invoke-RestMethod $q -Headers $hdr
Write-Host "$($tree.data.Count) nodes from WebRestoreTreeNode"

$job = Invoke-RestMethod -Method Post "$node/api/WebRestoreJob" -Headers $hdr -ContentType 'application/json' -Body (@{
    webRestoreSessionId = $ws.data.webRestoreSessionId
    guid = $comp.guid
    pathSet = @(@{ path = $Path; type = 'directory' })
} | ConvertTo-Json -Depth 4)
Invoke-WebRequest "$node/api/WebRestoreJobResult/$($job.data.jobId)" -Headers $hdr -OutFile $Out
explorer.exe "/select,$Out"
