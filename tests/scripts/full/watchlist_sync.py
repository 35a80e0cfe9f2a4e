"""Keeps a watchlist's directory groups in step with a file. Level: safe. Library: httpx."""

import httpx

REGION = "us"
BASE = "https://api.%s.code42.com" % REGION
TIMEOUT = 30


class Watchlists:
    """The part of the API this job needs."""

    ROOT = "/v1/watchlists"
    PATHS = {
        "groups": ROOT + "/{id}/included-directory-groups",
        "add": ROOT + "/{id}/included-directory-groups/add",
        "remove": ROOT + "/{id}/included-directory-groups/delete",
    }

    def __init__(self, token):
        self.client = httpx.Client(base_url=BASE, headers={"Authorization": "Bearer " + token}, timeout=TIMEOUT)

    def close(self):
        self.client.close()

    def page(self, number, size=50):
        return self.client.get(f"{self.ROOT}?page={number}&page_size={size}").json()

    def groups(self, watchlist):
        return self.client.get(self.PATHS["groups"].format(id=watchlist)).json()

    def add(self, watchlist, groups):
        url = self.PATHS["add"].format(id=watchlist)
        return self.client.post(url, json={"groupIds": groups})

    def remove(self, watchlist, groups):
        url = self.PATHS["remove"].format(id=watchlist)
        return self.client.post(url, json={"groupIds": groups})

    def rename(self, watchlist, title):
        return self.client.patch(self.ROOT + "/" + watchlist + "?paths=title", json={"title": title})


def main(token):
    lists = Watchlists(token)
    try:
        lists.page(1)
        lists.groups("w-1")
        lists.add("w-1", ["g-1", "g-2"])
        lists.remove("w-1", ["g-3"])
        lists.rename("w-1", "Leavers")
    finally:
        lists.close()
