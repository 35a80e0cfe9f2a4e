#!/bin/bash
# Settings that can be overridden.
: "${C42_HOST:=console.us.code42.com}"
C42_API="${C42_API:-https://$C42_HOST/console/api}"
readonly RESOURCE=${1-Computer}
trimmed="${C42_API%/}"
curl -s "${trimmed}/User/7"
curl -s "https://${C42_HOST#https://}/api/${RESOURCE}/8"
local_url() { local -r u="https://$C42_HOST/api/Ping"; curl -s "$u"; }
local_url
