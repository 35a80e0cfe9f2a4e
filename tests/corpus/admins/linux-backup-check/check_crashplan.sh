#!/bin/bash
# Nagios plugin: warn/crit if a CrashPlan device has not backed up
# OK=0 WARN=1 CRIT=2 UNK=3
while [ $# -gt 0 ]; do
  case "$1" in
    -H) HOST=$2; shift 2;;
    -u) USERPASS=$2; shift 2;;
    -d) DEVICE=$2; shift 2;;
    -w) W=$2; shift 2;;
    -c) C=$2; shift 2;;
    *) echo "UNKNOWN - bad option $1"; exit 3;;
  esac
done

URI="https://$HOST:4285/api/Computer?q=$DEVICE"
URI="$URI&incBackupUsage=true&active=true"

json=`curl -s -k --connect-timeout 10 -u $USERPASS "$URI"` || { echo "UNKNOWN - $URI failed"; exit 3; }
pct=`echo $json | python -mjson.tool | grep percentComplete | head -1 | tr -dc '0-9.'`
last=`echo "$json" | python -c "import sys,json;print(json.load(sys.stdin)['data']['computers'][0]['backupUsage'][0]['lastBackup'])"`
age=$(( ( $(date +%s) - $(date -d "$last" +%s) ) / 86400 ))

[ $age -ge $C ] && { echo "CRITICAL - $age days|age=$age"; exit 2; }
[ $age -ge $W ] && { echo "WARNING - $age days|age=$age"; exit 1; }
srv=`curl -s -k -u $USERPASS https://$HOST:4285/api/ServerEnv | grep -o '"version":"[^"]*"'`
echo "OK - $age days, $pct% $srv"
exit 0
