#!/usr/bin/env bash
# Okta helpers
# okta_get users/foo@example.com
OKTA_ORG="https://example.okta.com"
okta() { curl -sS -H "Authorization: SSWS ${OKTA_TOKEN}" -H "Accept: application/json" "$@"; }
okta_get()  { okta "$OKTA_ORG/api/v1/$1"; }
okta_post() { okta -X POST -H 'Content-Type: application/json' -d "${2:-{\}}" "$OKTA_ORG/api/v1/$1"; }

okta_get "users?limit=200&filter=status%20eq%20%22DEPROVISIONED%22" | jq -r '.[].id' | while read -r id; do
  okta -X DELETE "$OKTA_ORG/api/v1/users/$id"
done
okta_get "users/me"
okta_get "groups?q=contractors"
okta_post "users/$1/lifecycle/suspend"
curl -su "$JIRA_USER:$JIRA_TOKEN" -X POST "https://example.atlassian.net/rest/api/2/issue" -H 'Content-Type: application/json' -d @ticket.json
curl -s -u admin:admin "https://grafana.example.com/api/org"
curl -s -u admin:admin -X POST "https://grafana.example.com/api/user/using/2"
curl -s -H "Authorization: token $GH" https://api.github.com/orgs/example/members
curl -s -H "Authorization: Bearer $T" https://falcon.example.com/v1/devices
curl -s -H "Authorization: Bearer $T" https://alertmanager.example.com/api/v1/alerts
