#!/bin/bash
# compares Grafana, CrashPlan and Code42 accounts
me=$1
g=$(curl -s -u "$GU:$GP" "https://graf.example.net/api/users/lookup?loginOrEmail=$me" | jq .id)
go=$(curl -s -u "$GU:$GP" "https://graf.example.net/api/org" | jq .id)
cp=$(curl -s -H "Authorization: Bearer $CPT" "https://console.us1.crashplan.com/api/v1/User?username=$me" | jq .data.totalCount)
c=$(curl -s -u "$CU:$CP" "https://console.us.code42.com/api/org/my" | jq .data.orgId)
cu=$(curl -s -u "$CU:$CP" "https://console.us.code42.com/api/user?username=$me" | jq .data.totalCount)
r=$(curl -s -u "$CU:$CP" "https://console.us.code42.com/api/v1/UserRole/$(jq .id u.json)")
op=$(curl -sk -u admin:admin "https://10.0.4.9:4285/api/User?username=$me" | jq .data.totalCount)
echo "$me grafana=$g/$go crashplan=$cp code42=$c/$cu onprem=$op  (api/user)"
