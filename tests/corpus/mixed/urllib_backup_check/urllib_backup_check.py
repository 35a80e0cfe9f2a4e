# no deps version for the jump host
import base64
import json
import ssl
import urllib.request
import http.client

HOST = "crashplan.example.ac.uk"
U, P = open("/etc/cp.cred").read().split()
AUTH = base64.b64encode(("%s:%s" % (U, P)).encode()).decode("ascii")
ctx = ssl._create_unverified_context()


def servers():
    c = http.client.HTTPSConnection(HOST, 4285, context=ctx)
    c.request("GET", "/api/Server?pgSize=50", headers={"Authorization": "Basic " + AUTH})
    return json.loads(c.getresponse().read())["data"]["servers"]


def req(path, verb="GET"):
    r = urllib.request.Request("https://" + HOST + ":4285" + path, method=verb)
    r.add_header("Authorization", "Basic {}".format(AUTH))
    with urllib.request.urlopen(r, context=ctx) as f:
        return json.load(f)


for s in servers():
    print(s["serverName"])
    for sp in req("/api/storePoint?serverId=%d" % s["serverId"])["data"]["storePoints"]:
        print("   ", sp["name"], sp["freeBytes"])

stale = [c for c in req("/api/Computer?active=true&alerted=true")["data"]["computers"]]
diag = req("/api/Diagnostic")
print(len(stale), "alerted;", diag["data"]["version"] if diag else "?")
