import json
import os
import sys
import requests

B = 'https://api.us-2.crowdstrike.com'


class Falcon(object):
    TOKEN = '/oauth2/token'
    DEVICES = '/devices/queries/devices/v1'
    ENTITIES = '/devices/entities/devices/v2'
    ALERTS = '/alerts/queries/alerts/v1'
    CASES = '/message-center/entities/cases/v1'

    def __init__(self):
        r = requests.post(B + self.TOKEN, data={'client_id': os.environ['FID'], 'client_secret': os.environ['FSEC']})
        self.h = {'Authorization': 'Bearer ' + r.json()['access_token']}

    def ids(self, flt):
        return requests.get(B + self.DEVICES, params={'filter': flt, 'limit': 5000}, headers=self.h).json()['resources']

    def details(self, ids):
        return requests.post(B + self.ENTITIES, json={'ids': ids}, headers=self.h).json()['resources']


f = Falcon()
found = f.ids("product_type_desc:'Workstation'+tags:!'FalconGroupingTags/Code42'")
for d in f.details(found[:100]):
    print(d['hostname'], d['device_id'])
# Code42 side was: GET /api/Computer?active=true (removed, the inventory comes from Jamf now)
json.dump(found, sys.stdout)
