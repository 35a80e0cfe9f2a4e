#!/bin/bash
. "$(dirname "$0")/code42.sh"
c42_login
name=$1 parent=${2:-2}
exists=$(c42_get Org "q=$name" | jq -r '.data.orgs[0].orgId // empty')
if [ -n "$exists" ]; then
  echo "Org $name exists ($exists)"
else
  c42_post Org "{\"orgName\":\"$name\",\"parentId\":$parent}"
fi
c42_put "OrgSettings/$exists" '{"allowLocalFolders": false}'
c42_logout
