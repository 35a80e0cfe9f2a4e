"""A client object handed around under other names."""
from py42.sdk import from_local_account as login
import py42.sdk.queries.alerts.filters as af


class Backend:
    def __init__(self, host, user, pw):
        self._client = login(host, user, pw)

    @property
    def client(self):
        return self._client

    def leavers(self):
        dl = self.client.detectionlists
        for page in dl.departing_employee.get_all():
            yield from page["items"]

    def raise_risk(self, uid):
        self._client.detectionlists.add_user_risk_tags(uid, ["X"])

    def search(self, q):
        return self._client.securitydata.search_file_events(q)


def run(backend: Backend):
    backend.client.alerts.rules.add_user("r", "u")
    f = af.Severity.eq("HIGH")
    with_note = backend.client.alerts.update_note
    with_note("id", "note")
    for w in backend.client.watchlists.get_all():
        print(w)
    return getattr(backend.client, "cases").get_all()


b = Backend("console.us.code42.com", "u", "p")
run(b)
print(b.client.users.get_current())
