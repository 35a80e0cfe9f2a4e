#!/bin/bash
# Actors: the id has moved behind a word of its own.
auth() { curl -sS -H "Authorization: Bearer t" "$@"; }
actors="https://api.us.code42.com/v1/actors"
auth "$actors/actor/a-1"
auth "$actors/actor/${2:-a-2}/parent"
for a in x y; do auth "$actors"/actor/$a; done
