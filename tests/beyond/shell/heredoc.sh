#!/bin/bash
# Bodies as here-documents: expanded, literal, with tabs taken off.
URL='https://console.us.code42.com/api/User'
NAME="ada@example.com"
curl -s -X POST -H "Content-Type: application/json" --data @- "$URL" <<EOF
{"username": "$NAME", "orgId": 2, "notes": "see https://wiki.example.com/api/User \$5"}
EOF
body=$(cat <<'JSON'
{"username": "$NAME", "orgId": 3}
JSON
)
curl -s "$URL" -d "$body"
if true; then
	curl -s "https://console.us.code42.com/console/api/PushRestoreJob" -d@- <<-END
	{"sourceGuid": "9"}
	END
fi
