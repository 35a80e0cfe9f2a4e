#!/bin/bash
# EA: CrashPlan PROe - last completed backup
# queries https://backup.corp.example.com:4285/api/Computer
# mrossi 2015-03-11

cpUser="svc_jamf_ro"
cpPass="$4"
server="https://backup.corp.example.com:4285"

guid=$(sed -n 's/^guid=//p' "/Library/Application Support/CrashPlan/.identity")
[ -z "$guid" ] && echo "<result>Not installed</result>" && exit 0

DATA=$(curl -s -k -u "$cpUser":"$cpPass" "$server/api/Computer?guid=$guid&incBackupUsage=true&active=true")
last=$(echo "$DATA" | python -c 'import json,sys; print json.load(sys.stdin)["data"]["computers"][0]["backupUsage"][0]["lastCompletedBackup"]')

if [[ -z "$last" ]]; then
  echo "<result>Error: no answer from $server/api/Computer</result>"
else
  echo "<result>$last</result>"
fi
