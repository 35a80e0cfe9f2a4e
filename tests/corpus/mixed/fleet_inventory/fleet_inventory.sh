#!/usr/bin/env bash
# CrashPlan cloud, api client flow
H=https://console.us1.crashplan.com
t=$(curl -s -X POST -u "$KEY:$SECRET" "$H/api/v3/oauth/token?grant_type=client_credentials" | jq -r .access_token)
for p in $(seq 1 20); do
  curl -s -H "Authorization: Bearer $t" "$H/api/v1/Computer?active=true&incBackupUsage=true&pgNum=$p"
done | jq -r '.data.computers[]|[.name,.lastConnected]|@csv'
curl -s -H "Authorization: Bearer $t" "$H/api/v1/User?active=true" | jq '.data.totalCount'
curl -s -H "Authorization: Bearer $t" "$H/api/Org/my"
