"""Reports on legal holds and who is in them. Level: safe. Library: urllib."""

import json
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SERVER = "https://console.us2.code42.com"
MATTERS = SERVER + "/api/LegalHold"


class Holds:
    """Reads matters page by page."""

    members_url = "%s/console/api/LegalHoldMembership" % SERVER

    def __init__(self, token, page_size=2):
        self.headers = {"Authorization": "v3_user_token {}".format(token)}
        self.page_size = page_size

    def _get(self, url, **query):
        text = urlencode(sorted(query.items()))
        request = Request(url + "?" + text if text else url, headers=self.headers)
        try:
            with urlopen(request) as reply:
                return json.loads(reply.read())
        except HTTPError as error:
            error.close()
            return None

    def matters(self, active=True):
        state = "ACTIVE" if active else "INACTIVE"
        return self._get(MATTERS, activeState=state, pgNum=1, pgSize=self.page_size)

    def matter(self, uid):
        return self._get("/".join([MATTERS, uid]))

    def members(self, uid):
        return self._get(self.members_url, legalHoldUid=uid, activeState="ALL")

    def summary(self, uid):
        return self._get(f"{SERVER}/api/legalHoldMembershipSummary/{uid}")


def create(token, name, policy):
    body = json.dumps({"name": name, "holdPolicyUid": policy}).encode("utf-8")
    headers = {"Authorization": f"v3_user_token {token}", "Content-Type": "application/json"}
    with urlopen(Request(MATTERS, data=body, headers=headers, method="POST")) as reply:
        return json.loads(reply.read())


def release(token, uid):
    headers = {"Authorization": "v3_user_token " + token}
    url = f"{SERVER}/api/LegalHoldDeactivation?legalHoldUid={uid}"
    return urlopen(Request(url, headers=headers, method="POST")).status


def main(token):
    holds = Holds(token)
    holds.matters()
    holds.matters(active=False)
    for uid in ("m-1", "m-2"):
        holds.matter(uid)
        holds.members(uid)
        holds.summary(uid)
    create(token, "Quarterly", "p-1")
    release(token, "m-2")
