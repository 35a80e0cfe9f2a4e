#!/bin/bash
# orgs_tree.sh - prints the org hierarchy, optionally blocks/deactivates an org
HOST="$1"
ACTION="${2:-tree}"
ORGID="$3"

[ -n "$HOST" ] || exit 64
API="https://$HOST/api"
OPTS=(-s --netrc-file "$HOME/.netrc-c42" -H "Accept: application/json")

case "$ACTION" in
tree)
    curl "${OPTS[@]}" "$API/Org?pgSize=1000" \
      | jq -r '.data.orgs[] | "\(.orgId)\t\(.parentOrgId // 0)\t\(.orgName)"' \
      | awk -F'\t' '{kids[$2]=kids[$2] " " $1; name[$1]=$3}
          function show(i, d,   a, n, k) { printf "%*s%s (%s)\n", d*2, "", name[i], i; n=split(kids[i], a, " "); for (k=1;k<=n;k++) show(a[k], d+1) }
          END { n=split(kids[0], r, " "); for (i=1;i<=n;i++) show(r[i], 0) }'
    ;;
block)
    curl "${OPTS[@]}" -X PUT "$API/OrgBlock/$ORGID" ;;
unblock)
    curl "${OPTS[@]}" -X DELETE "$API/OrgBlock/$ORGID" ;;
retire)
    read -p "really call OrgDeactivation for $ORGID? " yn
    [ "$yn" = y ] && curl "${OPTS[@]}" -X PUT "$API"/OrgDeactivation/"$ORGID"
    ;;
rename)
    name=$4
    curl "${OPTS[@]}" -X PUT -H 'Content-Type: application/json' --data '{"orgName":"'"$name"'"}' "$API/Org/$ORGID"
    ;;
*)  echo "unknown action: $ACTION (tree|block|unblock|retire|rename)"; exit 2 ;;
esac
