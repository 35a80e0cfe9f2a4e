#!/usr/bin/env bash
# curl reads its options from stdin so the password is not in ps
curl -s -K - <<CFG
url = "https://api.us.code42.com/v1/alerts/query-details"
user = "$C42U:$C42P"
header = "Content-Type: application/json"
data = "@ids.json"
CFG

curl -s -K - <<CFG > oauth.json
url = "https://api.us.code42.com/v1/oauth?grant_type=client_credentials"
user = "$CID:$CSEC"
request = "POST"
CFG

curl -s -K - <<CFG
url = "https://gitlab.example.org/api/v4/users?username=$1"
header = "PRIVATE-TOKEN: $GL"
CFG
