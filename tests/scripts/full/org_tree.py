"""Creates the organizations of a plan and closes those that are gone. Level: unsafe. Library: httpx."""

import httpx

CONSOLE = "https://console.us.code42.com"
PLAN = {
    "Berlin": {"notes": "opened in May", "parent": "o-1"},
    "Madrid": {"notes": "moved", "parent": "o-2"},
}


class Orgs:
    def __init__(self, token):
        self.client = httpx.Client(headers={"Authorization": "Bearer " + token})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()

    def all(self):
        return self.client.get(f"{CONSOLE}/api/Org?active=true")

    def one(self, org):
        reply = self.client.get("https://console.us.code42.com/api/v1/Org/" + org)
        return reply.json() if reply.status_code == 200 else {}

    def create(self, name, notes, parent):
        return self.client.post(
            "https://console.us.code42.com/api/v1/Org",
            json={"orgName": name, "notes": notes, "parentOrgUid": parent},
        )

    def rename(self, org, name):
        url = f"https://console.us.code42.com/api/v1/Org/{org}"
        return self.client.put(url, json={"orgName": name})

    def close(self, org):
        return self.client.put("https://console.us.code42.com/api/OrgDeactivation/%s" % org)

    def reopen(self, org):
        return self.client.delete("https://console.us.code42.com/api/OrgDeactivation/{}".format(org))


def main(token):
    with Orgs(token) as orgs:
        orgs.all()
        for name, row in PLAN.items():
            orgs.create(name, row["notes"], row["parent"])
        orgs.one("o-7")
        orgs.rename("o-7", "Lisbon")
        orgs.close("o-8")
        orgs.reopen("o-9")
