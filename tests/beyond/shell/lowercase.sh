#!/bin/bash
# Lower case resources.
h=https://console.us.code42.com
curl -s $h/api/v1/user/1 ; curl -s $h/api/v1/computer/2 & wait
curl -s "$h/api/user/3" | tr -d '\r' > /dev/null
if ! curl -s -f "$h/api/v1/user/4" > /dev/null 2>&1; then exit 1; fi
{ curl -s "$h/api/computer/5"; (cd / && curl -s "$h/console/api/user/6"); } 2> /dev/null
! curl -s "$h/api/v1/computer" > /dev/null || true
