#!/usr/bin/env bash
# A verb and a path handed through two functions.
set -euo pipefail
BASE_URL="https://console.us.code42.com"
token() { echo "t0k3n"; }
api() {
  local method="$1" path="$2"
  shift 2
  curl -sS --fail -X "$method" -H "Authorization: v3_user_token $(token)" "$@" "${BASE_URL}${path}"
}
get() { api GET "$@"; }
get "/api/User/42" > /dev/null
get "/console/api/Computer/${1:-900}"
api PUT /api/v1/computer/77 -H 'Content-Type: application/json' -d '{"name": "büro"}'
