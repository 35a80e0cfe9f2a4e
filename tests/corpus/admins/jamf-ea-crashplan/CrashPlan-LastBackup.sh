#!/bin/sh
#
# Extension attribute: days since last completed backup
# Based on the Code42 REST API: GET /api/Computer/<guid>?idType=guid
# v1.2  2015-03-11  jk
#

SERVER="https://backup.example.edu:4285"
U='apireader'
P='changeme'

CPDIR="/Library/Application Support/CrashPlan"
if [ ! -f "$CPDIR/.identity" ]; then
    echo "<result>Not installed</result>"
    exit 0
fi

GUID=`grep guid "$CPDIR/.identity" | sed s/guid\=//g`

LAST=`curl -q -u "$U:$P" -k "$SERVER/api/Computer/$GUID?idType=guid&incBackupUsage=true" | \
    sed 's/.*"lastCompletedBackup":"\([^"]*\)".*/\1/'`

if [ -z "$LAST" ]; then
    # fall back to the summary report
    LAST=`curl -s -k -u "$U:$P" $SERVER/api/DeviceBackupReport?guid=$GUID\&active=true | tr ',' '\n' | grep lastCompletedBackupDate | cut -d'"' -f4`
fi

echo "<result>$LAST</result>"
exit 0
