#!/bin/sh
# EA device status in the Code42 cloud
GUID=`awk -F= '/guid/{print $2}' /Library/Application\ Support/CrashPlan/.identity`
RESULT=`curl -sku ea_reader:'Sup3r$ecret' https://console.us.code42.com/api/Computer/$GUID'?idType=guid' | awk -F'"status":' '{print $2}' | cut -d'"' -f2`
echo "<result>$RESULT</result>"
