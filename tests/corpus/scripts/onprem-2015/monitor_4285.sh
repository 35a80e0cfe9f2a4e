#!/bin/bash
# nagios: is the CrashPlan console up?
h=$1
nc -z -w5 $h 4285 || { echo "CRITICAL port 4285 closed on $h"; exit 2; }
nc -z -w5 $h 4282 || { echo "CRITICAL 4282"; exit 2; }
code=$(curl -sk -o /dev/null -w '%{http_code}' https://$h:4285/console/login.html)
[ $code = 200 ] && { echo "OK - https://$h:4285 up"; exit 0; }
echo "WARNING $code"; exit 1
