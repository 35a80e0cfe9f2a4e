#!/bin/sh
# example from the KB, adapted
curl -X POST \
  'https://forensicsearch-east.us.code42.com/forensic-search/queryservice/api/v1/fileevent' \
  -H 'authorization: v3_user_token '$TOKEN \
  -H 'content-type: application/json' \
  -d '{
  "groups": [
    { "filters": [ { "operator": "IS", "term": "md5Checksum", "value": "'$1'" } ] }
  ],
  "pgNum": 1, "pgSize": 100 }'
