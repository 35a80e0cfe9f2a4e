#!/bin/bash
# The path is chosen at run time.
BASE="https://console.us.code42.com"
run() {
  case "$1" in
    user) endpoint="/api/User/1" ;;
    device | computer) endpoint="/api/Computer/2" ;;
    *) echo "usage: $0 user|device" >&2; return 2 ;;
  esac
  if [[ -n "${2:-}" ]]; then endpoint="$endpoint?$2"; fi
  curl -s "$BASE$endpoint"
}
run user
run device active=true
run nothing || true
