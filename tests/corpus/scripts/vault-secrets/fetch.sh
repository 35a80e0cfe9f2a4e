#!/bin/bash
# gets Code42 api client from Vault
VT=$(curl -s -X POST -d "{\"password\":\"$VPASS\"}" $VAULT_ADDR/v1/auth/userpass/login/$USER | jq -r .auth.client_token)
curl -s -H "X-Vault-Token: $VT" $VAULT_ADDR/v1/auth/token/lookup-self
C42=$(curl -s -H "X-Vault-Token: $VT" $VAULT_ADDR/v1/secret/data/code42)
curl -s $CONSUL/v1/agent/members
id=$(jq -r .data.data.id <<<$C42); sec=$(jq -r .data.data.secret <<<$C42)
curl -s -u "$id:$sec" -XPOST "https://api.us.code42.com/v1/oauth?grant_type=client_credentials"
curl -s -u "$id:$sec" "https://api.us.code42.com/v1/auth"
