#!/bin/bash
# crashplan small helper - uses the crashplan cli (not code42)
# pip install crashplancli

profile=${CP_PROFILE:-main}

crashplan --profile $profile devices list --active -f CSV > devices.csv
crashplan --profile $profile users list -f CSV > users.csv
crashplan legal-hold list -f json | jq -r '.legalHoldUid'

# cloud api with bearer token
tok=$(curl -s -u "$CP_ID:$CP_SECRET" -X POST "https://console.us1.crashplan.com/api/v3/oauth/token?grant_type=client_credentials" | jq -r .access_token)
curl -s -H "Authorization: Bearer $tok" "https://console.us1.crashplan.com/api/v1/Computer?pgSize=100&incBackupUsage=true" > backup.json
curl -s -H "Authorization: Bearer $tok" "https://console.us1.crashplan.com/api/v1/User?active=true" > u.json

# restore history, no v1 tried yet
curl -s -H "Authorization: Bearer $tok" "https://console.us1.crashplan.com/api/RestoreHistory?days=7" > r.json

python3 - <<'PY'
import json
d = json.load(open("backup.json"))["data"]["computers"]
stale = [c["name"] for c in d if any((b.get("lastCompletedBackup") or "") < "2025-01-01" for b in c.get("backupUsage", []))]
print("\n".join(sorted(stale)))
PY
