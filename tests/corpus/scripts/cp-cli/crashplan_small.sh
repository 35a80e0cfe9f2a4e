#!/bin/sh
# CrashPlan CLI (not Code42's)
pip3 install crashplan-cli pycpg
crashplan profile create --name prod --server console.us1.crashplan.com
crashplan devices list --active
crashplan users list
crashplan legal-hold list
curl -s -H "Authorization: Bearer $T" https://console.us1.crashplan.com/api/v1/User/my
curl -s -H "Authorization: Bearer $T" "https://console.us1.crashplan.com/api/v1/Computer?active=true"
curl -s -H "Authorization: Bearer $T" "https://console.us1.crashplan.com/api/v38/legal-hold-matter/list"
