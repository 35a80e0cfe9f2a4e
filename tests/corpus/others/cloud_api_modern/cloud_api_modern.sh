#!/bin/bash
# everything here is on the current portal API

set -eu
export REGION=${REGION:-us}
HOST=https://api.$REGION.code42.com
TOKEN_FILE=${XDG_RUNTIME_DIR:-/tmp}/c42.token

login() {
  # client id : secret, not a user!
  curl -s -X POST -u "$C42_API_CLIENT_ID:$C42_API_CLIENT_SECRET" "$HOST/v1/oauth?grant_type=client_credentials" | jq -r .access_token > "$TOKEN_FILE"
  chmod 600 "$TOKEN_FILE"
}
rest() { curl -s -H "Authorization: Bearer $(cat $TOKEN_FILE)" -H "Content-Type: application/json" "$@"; }

[ -s "$TOKEN_FILE" ] && [ -n "$(find "$TOKEN_FILE" -mmin -14)" ] || login

cmd=${1:-help}; shift || true
case $cmd in
  users)      rest "$HOST/v1/users?active=true&pageSize=500" ;;
  deactivate) rest -X POST "$HOST/v1/users/$1/deactivate" ;;
  roles)      rest "$HOST/v1/users/$1/roles" ;;
  orgs)       rest "$HOST/v1/orgs" ;;
  agents)     rest "$HOST/v1/agents?page_size=500&active=true" ;;
  cases)      rest "$HOST/v1/cases?status=OPEN" ;;
  audit)      rest -X POST "$HOST/v1/audit/search-audit-log" -d '{"page":0,"pageSize":100}' ;;
  sessions)   rest "$HOST/v1/sessions?page_size=50" ;;
  events)     rest -X POST "$HOST/v2/file-events" -d @"$1" ;;
  rules)      rest "$HOST/v2/alert-rules" ;;
  matters)    rest "$HOST/v1/legal-hold/matters" ;;
  trusted)    rest "$HOST/v2/trusted-activities" ;;
  help|*)     grep -o '^  [a-z]*)' "$0" | tr -d ' )' ;;
esac
