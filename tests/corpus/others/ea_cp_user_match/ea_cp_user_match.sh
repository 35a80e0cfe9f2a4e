#!/bin/bash
#############################################################
# Extension attribute: does the CrashPlan user match the
# assigned Jamf user?
#############################################################
JAMF_URL=$(defaults read /Library/Preferences/com.jamfsoftware.jamf jss_url)
SERIAL=$(system_profiler SPHardwareDataType | awk '/Serial/{print $NF}')

# from identity file
IDENT="/Library/Application Support/CrashPlan/.identity"
[ -r "$IDENT" ] || { echo "<result>No CrashPlan</result>"; exit 0; }
GUID=$(awk -F= '/^guid/{print $2}' "$IDENT")

api_user='apiUser'
api_pass='apiPass'
cpurl=https://crashplan.example.k12.mn.us:4285

jamfMail=$(curl -s -k -u "$api_user:$api_pass" -H "Accept: text/xml" "${JAMF_URL}JSSResource/computers/serialnumber/$SERIAL/subset/location" | xpath -q -e '//email_address/text()')

cpjson=$(/usr/bin/curl -q -k \
		-u "$api_user":"$api_pass" \
		-H "Accept: application/json" \
		"$cpurl/api/Computer/$GUID?idType=guid")
uid=$(ruby -rjson -e 'puts JSON.parse(ARGV[0])["data"]["userId"]' "$cpjson")
cpMail=$(/usr/bin/curl -q -k -u "$api_user":"$api_pass" "$cpurl/api/User/$uid" | grep -o '"email":"[^"]*"' | cut -d'"' -f4)

if [ "$jamfMail" == "$cpMail" ]; then
	echo "<result>match</result>"
else
	echo "<result>$jamfMail / $cpMail</result>"
fi
