"""Finds devices that have not been seen for long. Level: unsafe. Library: requests."""

import requests

API = "https://api.us.code42.com"
DEVICES = "/v1/devices"
PAGE_SIZE = 2


def session_of(token):
    session = requests.Session()
    session.headers.update({"Authorization": "Bearer %s" % token})
    return session


class Audit(object):
    def __init__(self, session):
        self.session = session
        self.seen = {}

    def page(self, number):
        url = f"{API}{DEVICES}?active=true&sortKey=NAME&sortDirection=ASC&page={number}&pageSize={PAGE_SIZE}"
        return self.session.get(url, timeout=30)

    def device(self, guid):
        reply = self.session.get(API + DEVICES + "/" + guid)
        self.seen[guid] = reply.status_code
        return reply

    def of_user(self, user):
        return self.session.get("{}/v1/users/{}/devices".format(API, user))

    def report(self):
        for guid, status in sorted(self.seen.items()):
            yield "%s: %s" % (guid, status)


def main(token):
    audit = Audit(session_of(token))
    for number in range(1, 4):
        audit.page(number)
    for guid in ("d-1", "d-2"):
        audit.device(guid)
    for user in ("u-1", "u-2"):
        audit.of_user(user)
    audit.session.close()
    return list(audit.report())
