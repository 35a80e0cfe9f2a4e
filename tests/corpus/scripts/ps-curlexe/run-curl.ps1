# invoke-restmethod breaks on the proxy so real curl it is
& curl.exe -s -u "${u}:${p}" "https://console.us.code42.com/api/Computer?active=true" -o c.json
curl.exe -s -H "Authorization: Bearer $t" https://console.us.code42.com/api/v1/Computer -o c2.json
& 'C:\tools\curl.exe' --silent --request PUT --header "Authorization: Bearer $t" "https://console.us.code42.com/api/v1/OrgBlock/$org"
Start-Process curl.exe -ArgumentList '-s','-u',"${u}:${p}",'https://console.us.code42.com/api/Diagnostic' -Wait
