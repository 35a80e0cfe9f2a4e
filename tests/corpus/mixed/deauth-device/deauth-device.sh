#!/bin/bash
# Deauthorize this Mac before it is given to someone else
# $4 server  $5 user  $6 password  (Jamf script parameters)

server="$4"
user="$5"
pass="$6"
identity="/Library/Application Support/CrashPlan/.identity"

if [[ ! -f "$identity" ]]; then
    echo "no CrashPlan here"
    exit 0
fi
guid=$(awk -F= '/guid/{print $2}' "$identity")

compId=$(curl -sku "$user:$pass" "$server/api/Computer/$guid?idType=guid" | python -c 'import sys,json; print json.load(sys.stdin)["data"]["computerId"]')
if [ -z "$compId" ]; then
    echo "GET /api/Computer did not find $guid"
    exit 1
fi

curl -X PUT -sku "$user:$pass" "$server/api/ComputerDeauthorization/$compId"
curl -sku "$user:$pass" -X PUT "$server"/api/ComputerDeactivation/"$compId"

# now uninstall
"/Library/Application Support/CrashPlan/Uninstall.app/Contents/Resources/uninstall.sh"
launchctl unload /Library/LaunchDaemons/com.crashplan.engine.plist
rm -rf "/Library/Application Support/CrashPlan" /Library/Caches/CrashPlan
exit 0
