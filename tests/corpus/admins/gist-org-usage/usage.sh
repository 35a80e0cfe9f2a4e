#!/bin/ksh
# storage per org, 2017. redirect to csv
typeset host=${1:?host} auth=${2:?user:pass}
print "org,users,bytes"
ORGS=$(curl -s -k -u "$auth" \
        "https://${host}"':4285'"/api/Org?pgSize=999&incStats=""true")
print -r -- "$ORGS" | jq -r '.data.orgs[].orgId' | while read o; do
    N=$(curl -s -k -u "$auth" "https://$host:4285/api/User?orgId=$o&active=true" | jq .data.totalCount)
    B=$(curl -s -k -u "$auth" "https://$host:4285/reporting/api/DeviceBackupReport?orgId=$o" | jq '[.data[].archiveBytes]|add')
    V=$(curl -s -k -u "$auth" "https://$host:4285/api/v1/computer?orgId=$o&pgSize=1" | jq .data.totalCount)
    print "$o,$N,$B,$V"
done
curl -s -k -u "$auth" "https://$host:4285/api/AlertLog?status=OPEN" > alertlog.json
