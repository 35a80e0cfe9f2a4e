#!/bin/bash
# check_crashplan_backup: nagios plugin
# 2013-08-11

while getopts "H:u:p:w:c:d:" o; do
  case $o in
    H) HOST=$OPTARG ;;
    u) U=$OPTARG ;;
    p) P=$OPTARG ;;
    w) WARN=$OPTARG ;;
    c) CRIT=$OPTARG ;;
    d) DEV=$OPTARG ;;
  esac
done

api() {
  curl -s -k -u "$U:$P" "https://$HOST:4285/api/$1"
}

json=$(api "Computer?q=$DEV&incBackupUsage=true&active=true")
last=$(echo "$json" | grep -o '"lastCompletedBackup":"[^"]*"' | head -1 | cut -d'"' -f4)
[ -z "$last" ] && { echo "UNKNOWN - api/Computer gave nothing for $DEV"; exit 3; }
age=$(( ( $(date +%s) - $(date -d "$last" +%s) ) / 86400 ))
alerts=$(api "AlertLog?active=true" | grep -c alertType)
if   [ $age -ge $CRIT ]; then echo "CRITICAL - $age days|age=$age"; exit 2
elif [ $age -ge $WARN ]; then echo "WARNING - $age days|age=$age"; exit 1
fi
echo "OK - $age days, $alerts server alerts|age=$age"
