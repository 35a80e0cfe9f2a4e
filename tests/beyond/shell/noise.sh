#!/bin/bash
# Other vendors beside Code42; theirs must stay as it is.
JAMF="https://jamf.example.com:8443"
C42="https://console.us.code42.com"
curl -s -u a:b "$JAMF/JSSResource/computers"
curl -s "$JAMF/api/User/1"
curl -s "https://example.okta.com/api/v1/users/1"
curl -s "$C42/api/User/1"   # https://console.us.code42.com/api/User in a comment stays
echo "GET /api/User is what was called" > /dev/null
curl -s "https://gitlab.example.com/api/v4/projects" -H "PRIVATE-TOKEN: x"
