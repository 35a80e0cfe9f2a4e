# createOrgsFromCSV.py
# Input: csv with columns parentOrgId, orgName, quotaGB, blocked
#
# Tested against 4.3.4 only!!

import csv
import json
import sys
import getpass
import httplib
from base64 import b64encode

SERVER = 'proserver.example.com'
PORT = 4285

class Client:

  def __init__(self, user, pw):
    self.h = {'Content-Type': 'application/json'}
    self.h['Authorization'] = "Basic " + b64encode(user + ":" + pw)

  def send(self, verb, resource, payload=None):
    conn = httplib.HTTPSConnection(SERVER, PORT)
    body = None
    if payload is not None:
      body = json.dumps(payload)
    conn.request(verb, "/api/" + resource, body, self.h)
    res = conn.getresponse()
    txt = res.read()
    conn.close()
    if res.status not in (200, 201, 204):
      print "ERROR", res.status, verb, resource, txt[:200]
      return None
    if txt == '': return {}
    return json.loads(txt).get('data')

def createOrg(c, parent, name):
  return c.send("POST", "Org", {"parentId": int(parent), "orgName": name})

def setQuota(c, orgId, gb):
  q = -1
  if gb:
    q = int(gb) * 1024 * 1024 * 1024
  return c.send("PUT", "OrgSettings/%d" % orgId, {"inheritQuotas": False, "orgQuota": q})

def blockOrg(c, orgId):
  return c.send("PUT", "OrgBlock/%d" % orgId)

if len(sys.argv) < 2:
  print __doc__ or "usage: createOrgsFromCSV.py file.csv [undo]"
  sys.exit(1)

c = Client(raw_input("user: "), getpass.getpass("password: "))
existing = {}
pg = 1
while 1:
  d = c.send("GET", "Org?pgNum=%d&pgSize=100" % pg)
  if not d or not d["orgs"]: break
  for o in d["orgs"]:
    existing[(o["parentOrgId"], o["orgName"])] = o["orgId"]
  pg = pg + 1

for row in csv.DictReader(open(sys.argv[1], "rb")):
  key = (int(row["parentOrgId"]), row["orgName"])
  if "undo" in sys.argv:
    if key in existing:
      c.send("PUT", "OrgDeactivation/" + str(existing[key]))
    continue
  if key in existing:
    print "exists:", row["orgName"]
    continue
  org = createOrg(c, key[0], key[1])
  if org is None:
    continue
  setQuota(c, org["orgId"], row["quotaGB"])
  if row.get("blocked", "").lower() in ("y", "yes", "1"):
    blockOrg(c, org["orgId"])
  print "created", org["orgId"], org["orgName"]
