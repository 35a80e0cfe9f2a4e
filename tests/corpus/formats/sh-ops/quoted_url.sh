#!/bin/bash
org=$1
curl -s -u "$U":"$P" 'https://console.us.code42.com/api/Org/'"$org"'?incStats=true' \
  -H 'Accept: application/json' -o "/tmp/org-$org.json"
curl --silent --insecure \
     --header "Authorization: Basic $(printf '%s:%s' "$U" "$P" | base64)" \
     --request GET \
     --url https://api.us.code42.com/v1/orgs/"$org"
python3 - "$org" <<'PY'
import sys, requests, os
s = requests.Session()
s.headers["Authorization"] = "Bearer " + os.environ["TOK"]
r = s.put("https://console.us.code42.com/api/v1/OrgDeactivation/" + sys.argv[1])
print(r.status_code, "OrgDeactivation")
r = s.get("https://api.us.code42.com/v1/orgs/" + sys.argv[1])
r = s.post("https://api.us.code42.com/v1/orgs/%s/deactivate" % sys.argv[1])
PY
