#!/bin/bash
# uploads the EAs in this repo to Jamf
jss="https://jss.example.org:8443"
for f in CrashPlan-*.sh; do
  curl -sk -u "$JSSUSER:$JSSPASS" "$jss/JSSResource/computerextensionattributes/name/${f%.sh}" \
     -H "Content-Type: text/xml" -X PUT -d @- <<EOT
<computer_extension_attribute><name>${f%.sh}</name></computer_extension_attribute>
EOT
done
curl -sk -u "$JSSUSER:$JSSPASS" -H "Accept: application/json" "$jss/api/v1/auth/token" -X POST
curl -sk -H "Authorization: Bearer $tok" "$jss/api/v1/computer-inventory?page=0&page-size=100"
