#!/bin/bash
# Queries of every kind; -G turns data into one.
b=https://console.us.code42.com
curl -s "$b/api/User?username=ada%40example.com&active=true"
curl -s -G "$b/api/User" --data-urlencode "username=ada@example.com" -d active=true
curl -sG "$b/api/Computer" -d "guid=7&incAll=true"
curl -s "$b"/api/User\?q=1\&pgSize=5
curl -s --get --url "$b/api/v1/computer" --data pgNum=1
