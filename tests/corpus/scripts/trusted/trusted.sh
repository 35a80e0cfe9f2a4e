#!/bin/sh
B=https://api.gov.code42.com; A="authorization: bearer $TK"
curl -sH "$A" $B/v1/trusted-activities
curl -sH "$A" $B/v2/trusted-activities
curl -sH "$A" -XPOST -d '{"type":"DOMAIN","value":"example.com"}' $B/v1/trusted-activities
curl -sH "$A" -XDELETE $B/v2/trusted-activities/$1
curl -sH "$A" $B/v1/customer
curl -sH "$A" $B/v1/departments
curl -sH "$A" $B/v1/directory-groups
