#!/usr/bin/env bash
# rotates DD users. code42 integration user is skipped
for h in $(curl -s -H "DD-API-KEY: $DD" -H "DD-APPLICATION-KEY: $DA" https://api.datadoghq.com/api/v1/user | jq -r '.users[].handle'); do
  [ "$h" = code42@example.com ] && continue
  curl -s -X DELETE -H "DD-API-KEY: $DD" -H "DD-APPLICATION-KEY: $DA" "https://api.datadoghq.com/api/v1/user/$h"
done
curl -s -H "DD-API-KEY: $DD" https://api.datadoghq.com/api/v1/org
curl -s -u "$ZD/token:$ZT" https://example.zendesk.com/api/v2/users.json?role=agent
curl -s -u "$JIRA_U:$JIRA_T" https://example.atlassian.net/rest/api/2/user?accountId=$1
