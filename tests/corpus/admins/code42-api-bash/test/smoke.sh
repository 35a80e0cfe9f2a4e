#!/bin/bash
# runs against a mock server only; nothing here is a real resource
. ../code42.sh
C42_URL=http://localhost:8080
C42_TOKEN=x-y
c42_get Foo "a=b" | grep -q ok || echo "FAIL Foo"
c42_get Widget "" | grep -q ok || echo "FAIL Widget"
echo "expected 'Authorization: token x-y'"
