"""Vectra / Carbon Black alert triage. The client objects are called sdk and client, like in our old py42 bot."""
import os
from vendor_sdk import Client

sdk = Client(os.environ["VS_URL"], os.environ["VS_KEY"])


def run():
    for page in sdk.alerts.search_all_pages({"severity": "HIGH"}):
        for a in page["alerts"]:
            sdk.alerts.resolve(a["id"], reason="auto")
    for c in sdk.cases.get_all():
        print(c["number"])
    for u in sdk.users.get_all():
        if not u["active"]:
            sdk.users.deactivate(u["id"])
    print(sdk.watchlists.get_all())


if __name__ == "__main__":
    run()
