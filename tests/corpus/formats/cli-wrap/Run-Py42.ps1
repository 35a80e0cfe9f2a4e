# python from powershell because the DLP team only has a windows jump host
$ErrorActionPreference = 'Stop'
py -3 -m venv $env:TEMP\v
& "$env:TEMP\v\Scripts\pip.exe" install py42==1.23.0
$code = @'
import sys
import py42.sdk
client = py42.sdk.from_local_account("https://console.us.code42.com", sys.argv[1], sys.argv[2])
user = client.users.get_by_username(sys.argv[3])["users"][0]
client.detectionlists.departing_employee.add(user["userUid"])
client.alerts.rules.add_user("rule-1", user["userUid"])
print("client.detectionlists.departing_employee.add ok")
'@
$code | & "$env:TEMP\v\Scripts\python.exe" - $env:U $env:P $args[0]

$new = @'
import incydr
c = incydr.Client(url="https://api.us.code42.com", api_client_id="x", api_client_secret="y")
for d in c.devices.v1.iter_all(active=True): print(d.name)
for s in c.sessions.v1.iter_all(): print(s.session_id)
for a in c.agents.v1.iter_all(): print(a.agent_id)
'@
$new | python -
Remove-Item $env:TEMP\v -Recurse -Force
Write-Host 'pip install py42 is no longer needed after the migration'
