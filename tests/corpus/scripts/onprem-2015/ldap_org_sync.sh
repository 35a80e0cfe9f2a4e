#!/bin/bash
#
# PROe server 4.x   |   keep orgs same as LDAP OUs
#
PROE="https://proe1.lab.example.edu:4285"
ADMIN=admin
read -rsp "password for $ADMIN: " PW

rest() { wget -q -O - --no-check-certificate --auth-no-challenge --user="$ADMIN" --password="$PW" "$PROE/rest/$1"; }

rest "ping"
wget -q -O orgs.json --no-check-certificate --auth-no-challenge --user="$ADMIN" --password="$PW" "$PROE/api/Org?pgSize=500"
for ou in $(ldapsearch -x -LLL -b "$BASEDN" '(objectClass=organizationalUnit)' ou | awk '/^ou:/{print $2}'); do
  grep -q "\"orgName\":\"$ou\"" orgs.json || \
    curl -sk -u "$ADMIN:$PW" -X POST -H "Content-Type: application/json" \
      -d "{\"orgName\":\"$ou\",\"parentId\":2}" "$PROE"/api/Org
done
curl -sk -u "$ADMIN:$PW" "$PROE/api/ServerEnv" | python -mjson.tool
curl -sk -u "$ADMIN:$PW" "$PROE/api/Diagnostic"
