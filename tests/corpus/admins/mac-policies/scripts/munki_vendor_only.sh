#!/bin/zsh --no-rcs
# compares MunkiReport with Snipe-IT; no backup product involved
snipe="https://assets.example.com/api/v1"
mr="https://munkireport.example.com"
for s in $(curl -s -u "$MRUSER:$MRPASS" "$mr/index.php?/api/v1/machines" | jq -r '.[].serial'); do
    asset=$(curl -s -H "Authorization: Bearer $SNIPE" -H "Accept: application/json" "$snipe/hardware/byserial/$s")
    user=$(curl -s -H "Authorization: Bearer $SNIPE" "$snipe/users?search=$(jq -r '.rows[0].assigned_to.username' <<< $asset)")
    [[ -z $user ]] && curl -s -X POST -H "Authorization: Bearer $SNIPE" "$snipe/users" -d '{"username":"unknown"}'
    curl -s "https://inventory.example.com/api/Computer/$s" -H "X-Api-Key: $KEY"
done
