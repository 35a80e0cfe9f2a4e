# Sourced by ../sourced.sh; says nothing by itself.
C42_HOST="${C42_HOST:-https://console.us.code42.com}"
C42_USER="/api/User"
c42() { local verb="$1" path="$2"; shift 2; curl -s -X "$verb" -H "Authorization: v3_user_token t" "$@" "$C42_HOST$path"; }
