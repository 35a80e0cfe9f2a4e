import requests


class _Res:
    def __init__(self, c, name):
        self.c, self.name = c, name

    def get_all(self, **kw):
        return self.c.call("GET", "/v1/" + self.name, params=kw)["items"]

    def search_all_pages(self, query):
        page = 1
        while True:
            got = self.c.call("POST", f"/v1/{self.name}/_search?page={page}", json=query)
            if not got[self.name]:
                return
            yield got
            page += 1

    def resolve(self, rid, reason=None):
        return self.c.call("PUT", f"/v1/{self.name}/{rid}", json={"state": "resolved", "reason": reason})

    def deactivate(self, rid):
        return self.c.call("DELETE", f"/v1/{self.name}/{rid}")


class Client:
    def __init__(self, url, key):
        self.url = url
        self.key = key
        for n in ("alerts", "cases", "users", "watchlists"):
            setattr(self, n, _Res(self, n))

    def call(self, verb, path, **kw):
        r = requests.request(verb, self.url + path, headers={"X-Api-Key": self.key}, **kw)
        r.raise_for_status()
        return r.json()
