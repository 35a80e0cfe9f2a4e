#!/bin/ksh
# code42 wrapper; GET /api/Org
. /etc/c42.conf
base="https://$C42_SERVER:4285"
AUTH="-u $C42_USER:$C42_PASS"
CURL="curl -s -k $AUTH"
get_user() {
	$CURL "$base/api/User?q=$1" | python -m json.tool
}
deactivate() {
	typeset id=$1
	$CURL -X PUT -d '{"blockUser":true}' -H 'Content-Type: application/json' ${base}/api/UserDeactivation/${id}
}
while IFS=, read -r name org; do
	id=$(get_user "$name" | sed -n 's/.*userId": \([0-9]*\).*/\1/p')
	[ -n "$id" ] && deactivate "$id"
	code=$(curl -s -o /dev/null -w '%{http_code}' -k -u "${C42_USER}:${C42_PASS}" -X POST --data "{\"userId\":$id,\"parentOrgId\":$org}" "$base"/api/UserMoveProcess)
	case $code in
		200|204) printf '%s moved via /api/UserMoveProcess\n' "$name" ;;
		*) echo "error" >&2 ;;
	esac
done < "$1"
for r in Org Computer; do
	eval "$CURL '$base/api/$r?active=true'" > "/tmp/$r.json"
done
curl -fsS -u "$SNOW_USER:$SNOW_PASS" "https://acme.service-now.com/api/now/table/incident"
