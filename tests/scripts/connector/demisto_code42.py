import demistomock as demisto
from CommonServerPython import *
from CommonServerUserPython import *

import py42.sdk
import py42.settings
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import MD5, SHA256, Actor, EventTimestamp
from py42.sdk.queries.alerts.filters import DateObserved, Severity, AlertState
from py42.sdk.queries.alerts.alert_query import AlertQuery
from py42.exceptions import Py42NotFoundError

CODE42_EVENT_CONTEXT_FIELD_MAPPER = {"eventTimestamp": "EventTimestamp", "fileName": "FileName"}


class Code42Client(BaseClient):
    def __init__(self, sdk, base_url, auth, verify=True, proxy=False):
        super().__init__(base_url, verify=verify, proxy=proxy)
        self._base_url = base_url
        self._auth = auth
        self._sdk = sdk

    def _get_sdk(self):
        if self._sdk is None:
            self._sdk = py42.sdk.from_local_account(self._base_url, self._auth[0], self._auth[1])
        return self._sdk

    def add_user_to_departing_employee(self, username, departure_date=None, note=None):
        user_id = self._get_user_id(username)
        self._get_sdk().detectionlists.departing_employee.add(user_id, departure_date=departure_date)
        if note:
            self._get_sdk().detectionlists.update_user_notes(user_id, note)
        return user_id

    def remove_user_from_high_risk(self, username):
        user_id = self._get_user_id(username)
        sdk = self._get_sdk()
        sdk.detectionlists.high_risk_employee.remove(user_id)
        return user_id

    def fetch_alerts(self, start_time, event_severity_filter):
        query = AlertQuery.all(DateObserved.on_or_after(start_time), AlertState.eq(AlertState.OPEN))
        res = self._get_sdk().alerts.search(query)
        return res["alerts"]

    def resolve_alert(self, id):
        self._get_sdk().alerts.resolve(id)
        return id

    def search_file_events(self, payload):
        return self._get_sdk().securitydata.search_file_events(payload)["fileEvents"]

    def _get_user_id(self, username):
        res = self._get_sdk().users.get_by_username(username)["users"]
        return res[0]["userUid"]

    def raw(self, suffix):
        return self._http_request(method="POST", url_suffix="/api/v1/UserMoveProcess", json_data={"userId": 1})

    def users(self):
        return self._http_request("GET", url_suffix="/api/v1/User", params={"active": "true"})


def main():
    params = demisto.params()
    credentials = params.get("credentials")
    client = Code42Client(None, params.get("console_url"), (credentials["identifier"], credentials["password"]))
    if demisto.command() == "code42-departingemployee-add":
        client.add_user_to_departing_employee(demisto.args().get("username"))


if __name__ in ("__main__", "builtins", "builtin"):
    main()
