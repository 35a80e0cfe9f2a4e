#!/bin/bash
# No line end at the end; ünïcödé before every edit.
gruss="naïve – 😀"; H=https://console.us.code42.com
curl -s -H "X-Note: $gruss 😀" "$H/api/User/1"; echo "😀" "$(curl -s -H "X: é" $H/api/Computer/2)" > /dev/null
curl -s "$H/api/User/3"