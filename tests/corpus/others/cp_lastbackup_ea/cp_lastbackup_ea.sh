#!/bin/sh
# Jamf EA - CrashPlan days since last completed backup (asks the server, the local log lies)
guid=`/usr/bin/grep -m1 guid "/Library/Application Support/CrashPlan/.identity" | cut -d= -f2`
server="https://crashplan.corp.example.com:4285"
auth="$4"

if [ -z "$guid" ]; then
	echo "<result>Not Installed</result>"
	exit 0
fi

json=`/usr/bin/curl -s -k -H "Authorization: Basic $auth" "$server/api/Computer/${guid}?idType=guid&incBackupUsage=true"`

last=`echo "$json" | tr ',' '\n' | grep lastCompletedBackup | head -1 | cut -d'"' -f4`
if [ "$last" = "" ] || [ "$last" = "null" ]; then
	echo "<result>Never</result>"
	exit 0
fi
epoch=`date -j -f "%Y-%m-%dT%H:%M:%S" "${last%%.*}" +%s`
now=`date +%s`
echo "<result>$(( (now - epoch) / 86400 ))</result>"
