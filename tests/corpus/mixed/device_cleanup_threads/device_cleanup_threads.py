from concurrent.futures import ThreadPoolExecutor
import argparse, json, requests, urllib3
urllib3.disable_warnings()

class Server(object):
    def __init__(self, url, login):
        self.url, self.auth = url, tuple(login.split(":", 1))

    def _rest(self, path, method="get", **kw):
        r = getattr(requests, method)(f"{self.url}/{path}", auth=self.auth, verify=False, **kw)
        return r.json().get("data") if r.content else None

    def devices(self, org):
        pg = 1
        while True:
            cs = self._rest(f"api/Computer?orgUid={org}&active=true&pgNum={pg}")["computers"]
            if not cs:
                return
            yield from cs
            pg += 1

    def children(self, org):
        return [o["orgUid"] for o in self._rest("api/v1/Org?pgSize=1000")["orgs"] if o["parentOrgUid"] == org]

    def deactivate(self, dev):
        return self._rest("api/ComputerDeactivation/{}".format(dev["computerId"]), method="put")

    def unblock(self, dev):
        return self._rest("api/ComputerBlock/%d" % dev["computerId"], "delete")

    def close_org(self, oid):
        self._rest("console/api/OrgDeactivation/" + str(oid), "put")

ap = argparse.ArgumentParser(); ap.add_argument("url"); ap.add_argument("login"); ap.add_argument("org")
a = ap.parse_args()
srv = Server(a.url, a.login)
with ThreadPoolExecutor(8) as ex:
    for o in [a.org] + srv.children(a.org):
        list(ex.map(srv.deactivate, srv.devices(o)))
