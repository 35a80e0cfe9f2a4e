#!/bin/bash
# deauth_old_devices.sh
# Reads a list of guids (one per line) and deauthorizes them, then deactivates.
# usage: ./deauth_old_devices.sh guids.txt
#
# v0.3 jkl - now skips servers
# old way was: curl -u admin:pw https://cp.example.edu:4285/api/computer/ID -X DELETE

cpHost="https://cp.example.edu"
cpPort=4285
cpUser="svc-casper"
cpPass="$CP_PASS"

logit() {
    echo "$(date '+%F %T') $*" | tee -a /var/log/cp_deauth.log
}

[ -f "$1" ] || { echo "usage: $0 <file with guids>"; exit 64; }

if [ -z "$cpPass" ]; then
    read -s -p "Password for $cpUser: " cpPass
    echo
fi

while read -r guid
do
    [[ "$guid" =~ ^[0-9]+$ ]] || continue
    info=$(curl -sk -u "$cpUser:$cpPass" "$cpHost:$cpPort/api/Computer?guid=${guid}&active=true")
    compId=$(echo "$info" | sed 's/.*"computerId":\([0-9]*\).*/\1/')
    name=$(echo "$info" | sed 's/.*"name":"\([^"]*\)".*/\1/')
    if [ -z "$compId" ]; then
        logit "guid $guid not found or already inactive"
        continue
    fi
    logit "calling ComputerDeauthorization for $name ($compId)"
    http=$(curl -sk -o /dev/null -w '%{http_code}' -u "$cpUser:$cpPass" -X PUT \
        "${cpHost}:${cpPort}/api/ComputerDeauthorization/${compId}")
    [ "$http" = 204 ] || logit "PUT /api/ComputerDeauthorization/$compId returned $http"
    curl -sk --user "${cpUser}":"${cpPass}" --request PUT "${cpHost}":"${cpPort}"/api/ComputerDeactivation/"$compId" >> /var/log/cp_deauth.log 2>&1
    sleep 1
done < "$1"

logit "done"
exit 0
