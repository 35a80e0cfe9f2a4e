#!/bin/sh
# prints a v3 token for use with other scripts: TOKEN=$(./get-token.sh)

HOST="${1:-console.us2.code42.com}"
printf 'Username: ' >&2; read -r u
printf 'Password: ' >&2; stty -echo; read -r p; stty echo; echo >&2

curl -s -u "$u:$p" \
     "https://$HOST/c42api/v3/auth/jwt?useBody=true" \
  | sed -n 's/.*"v3_user_token":"\([^"]*\)".*/\1/p'
