#!/bin/sh
# installs the CrashPlan Linux client, then waits until the console knows the device
set -e
VER=6.8.3
URL=http://download.code42.com/installs/linux/install/CrashPlan/CrashPlan_${VER}_Linux.tgz
wget -q "$URL" -O /tmp/cp.tgz
tar xzf /tmp/cp.tgz -C /tmp
cd /tmp/crashplan-install && ./install.sh -q

HOSTN=$(hostname -s)
i=0
while [ $i -lt 30 ]
do
	R=$(wget -q -O- --no-check-certificate --user="$CP_USER" --password="$CP_PASS" "https://console.us.code42.com/console/api/Computer?q=$HOSTN")
	echo "$R" | grep -q '"totalCount":0' || break
	sleep 20
	i=$((i+1))
done
R=$(wget -q -O- --user="$CP_USER" --password="$CP_PASS" --auth-no-challenge "https://console.us.code42.com/api/v1/ConnectedServerUrl")
wget -q -O- --user=repo --password="$REPOPW" https://nexus.example.com/service/rest/v1/components?repository=raw
echo registered; exit 0
