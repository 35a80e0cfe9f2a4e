#!/bin/bash
:<<'DOC'
Policy script. Deauthorizes the old computer record and re-runs the installer.
Parameter 4: server  (e.g. https://www.crashplan.com or the on-prem master)
Parameter 5: base64 encoded user:pass
Old call was  curl -u user:pass $4/api/ComputerDeauthorization/$id 
DOC
server="$4"
encoded="$5"
log="/var/log/c42_rereg.log"

say () { echo "$(date) $1" >> "$log"; }

serial=$(system_profiler SPHardwareDataType | awk '/Serial/ {print $4}')
host=$(scutil --get ComputerName)

found=$(curl -s -H "Authorization: Basic $encoded" \
        --get "$server/api/Computer" \
        --data-urlencode "q=$host" --data "active=true")
computerId=$(echo "$found" | python -c '
import json, sys
d = json.load(sys.stdin)["data"]["computers"]
print(d[0]["computerId"] if d else "")
')

if [ "$computerId" ]; then
    say "deauthorizing $computerId through ComputerDeauthorization"
    curl -s -X PUT -H "Authorization: Basic $encoded" "$server/api/ComputerDeauthorization/$computerId" >> "$log"
else
    say "no record for $host ($serial)"
fi

launchctl unload /Library/LaunchDaemons/com.crashplan.engine.plist
rm -f "/Library/Application Support/CrashPlan/.identity"
jamf policy -event installCrashPlan
