#!/bin/bash
# reads the registered user from the local client log, no API needed
# (API way would be /api/User?q=...)
if [ -f "/Library/Logs/CrashPlan/app.log" ]; then
	result=`grep USERNAME /Library/Logs/CrashPlan/app.log | awk 'NR==1{print $2}' | tr -d ','`
	echo "<result>$result</result>"
else
	echo "<result>N/A</result>"
fi
