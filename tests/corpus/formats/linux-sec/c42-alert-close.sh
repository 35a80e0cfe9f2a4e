#!/bin/ksh
HOST=alert-service-east.us.code42.com
CONSOLE=console.us.code42.com
print -n "password: "; stty -echo; read PW; stty echo
JWT=`curl -s -u $LOGNAME@example.org:$PW https://$CONSOLE/c42api/v3/auth/jwt?useBody=true | sed -e 's/.*v3_user_token" *: *"//' -e 's/".*//'`
HDR="Authorization: v3_user_token $JWT"
for id in "$@"
do
	curl -s -H "$HDR" -H "Content-Type: application/json" \
	  -d "{\"tenantId\":\"$TENANT\",\"alertIds\":[\"$id\"],\"reason\":\"fp\"}" \
	  https://$HOST/svc/api/v1/resolve-alert || print "resolve-alert $id failed"
	curl -s -H "$HDR" -d "{\"alertId\":\"$id\",\"note\":\"closed by $LOGNAME\"}" "https://$HOST/svc/api/v1/add-note"
done
print "v3_user_token expires in 30 min"
