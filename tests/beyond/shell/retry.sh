#!/bin/bash
# Retries, traps, status codes, and pipes.
readonly C42="https://console.us.code42.com"
trap 'curl -s "$C42/api/Ping" > /dev/null' EXIT
attempt() {
  local n=0 code
  until code=$(curl -s -o /dev/null -w '%{http_code}' "$1") && [[ -n $code ]]; do
    ((++n < 3)) || return 1
  done
}
attempt "$C42/api/User/1"
result=$(curl -s "$C42/api/Computer/2" | python3 -c 'import json, sys; print(json.load(sys.stdin)["data"]["guid"])' 2>/dev/null || echo 2)
curl -s "$C42/api/Archive/$result" | grep -o '"[a-z]*"' | head -1 || :
