#!/bin/bash
# uses a curl config made on the fly so that the password isn't in ps
cat > /tmp/.curl.$$ <<CFG
user = "$C42_USER:$C42_PASS"
silent
header = "Accept: application/json"
CFG
trap 'rm -f /tmp/.curl.$$' EXIT
curl -K /tmp/.curl.$$ --url https://console.us.code42.com/api/v1/OrgDeactivation/$1 -X PUT
curl -K /tmp/.curl.$$ --url https://console.us.code42.com/api/v1/OrgBlock/$1 -X DELETE
curl -K /tmp/.curl.$$ --url https://console.us.code42.com/api/v1/OrgSettings/$1
