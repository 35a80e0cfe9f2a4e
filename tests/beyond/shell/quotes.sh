#!/bin/bash
# Quotes that close and open again inside a URL.
guid=5; id='8'
curl -s 'https://console.us.code42.com/api/Computer/'"$guid"'?idType=guid'
curl -s "https://console.us.code42.com"'/api'"/User/"$id
curl -s https://console.us.code42.com/"a"pi/'Us'"er"/9
curl -s "https://console.us.code42.com/"'app/api/'Archive"/${id}"
curl -s $'https://console.us.code42.com/api/Computer/\x37' -H 'Authorization: '"v3_user_token"' t'
