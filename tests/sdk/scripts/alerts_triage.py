import py42.sdk
from py42.sdk.queries.alerts.alert_query import AlertQuery
from py42.sdk.queries.alerts.filters import AlertState

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for alert_id in ["s-1", "s-2"]:
    sdk.alerts.resolve([alert_id], reason="seen by the night shift")
sdk.alerts.update_note("s-3", "look again")
print("done")
