#!/bin/bash
# Combined short options.
C42_USER=admin@example.com C42_PASS='p"w'
server="console.us.code42.com:443"
curl -sku "$C42_USER:$C42_PASS" "https://${server}/api/Computer/1?incBackupUsage=true"
curl -sSfkXPUT -u"$C42_USER":"$C42_PASS" -HAccept:application/json https://$server/api/User/2 -d'{"notes":"x"}'
curl -Lskm30 -u $C42_USER:"$C42_PASS" -o/dev/null https://$server/api/Computer/3
