#!/bin/bash
T=$(curl -s -d "grant_type=client_credentials&client_id=$A&client_secret=$B&resource=https://api.securitycenter.microsoft.com" "https://login.microsoftonline.com/$TENANT/oauth2/token" | jq -r .access_token)
curl -s -H "Authorization: Bearer $T" "https://api.securitycenter.microsoft.com/api/alerts?\$top=50"
curl -s -H "Authorization: Bearer $T" "https://api.securitycenter.microsoft.com/api/machines"
curl -s -u "$QU:$QP" "https://qualysapi.example.com/api/2.0/fo/user_list.php"
curl -s -H "Authorization: Token $NB" "https://netbox.example.com/api/users/users/"
