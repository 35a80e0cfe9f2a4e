#!/usr/bin/env bash
# close all LOW alerts of a rule with a canned note
set -eu

usage() {
    cat <<-USAGE
	usage: ${0##*/} -r RULE_NAME [-s STATE] [-n NOTE]
	   Closes alerts using POST /v1/alerts/query-alerts and /v1/alerts/update-state
	   needs C42_CLIENT and C42_SECRET in the environment
	USAGE
    exit 2
}

state=RESOLVED note="closed in bulk" rule=
while getopts r:s:n: opt; do
    case "$opt" in
        r) rule=$OPTARG ;;
        s) state=$OPTARG ;;
        n) note=$OPTARG ;;
        *) usage ;;
    esac
done
[[ $rule ]] || usage

base=https://api.${C42_REGION:-us}.code42.com
oauth() { curl -sf -X POST -u "$C42_CLIENT:$C42_SECRET" "$base/v1/oauth?grant_type=client_credentials" | jq -er .access_token; }
token=$(oauth)

post() {
    local path=$1
    curl -sf -X POST "$base$path" \
        -H "Authorization: Bearer $token" \
        -H "Content-Type: application/json" \
        --data @-
}

tenant=$(curl -sf -H "Authorization: Bearer $token" "$base/v1/customer" | jq -r .tenantId)

ids=$(jq -n --arg t "$tenant" --arg r "$rule" '{tenantId:$t, groupClause:"AND", pgNum:0, pgSize:500, srtKey:"CreatedAt", srtDirection:"DESC",
      groups:[{filterClause:"AND",filters:[{term:"name",operator:"IS",value:$r},{term:"riskSeverity",operator:"IS",value:"LOW"},{term:"state",operator:"IS",value:"OPEN"}]}]}' |
    post /v1/alerts/query-alerts | jq -r '.alerts[].id')

for id in $ids; do
    printf 'closing %s\n' "$id"
    jq -n --arg t "$tenant" --arg i "$id" --arg s "$state" --arg n "$note" '{tenantId:$t,alertIds:[$i],state:$s,note:$n}' | post "/v1/alerts/update-state" >/dev/null
done
