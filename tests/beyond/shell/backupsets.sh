#!/bin/bash
# /c42api/v3, and the API's first host.
guid=$1
curl -s -H "Authorization: Bearer t" "https://console.us.code42.com/c42api/v3/BackupSets/${guid:=11}/22"
curl -s -H "Authorization: Bearer t" "https://api.prod.ffs.us2.code42.com/v1/users/u-1"
FFS="https://api.prod.ffs.us2.code42.com"
curl -s -H "Authorization: Bearer t" "$FFS/v1/users/u-2"
