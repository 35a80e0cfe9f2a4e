import argparse
import logging
from datetime import datetime, timedelta

from pycpg.sdk import from_local_account

log = logging.getLogger("cleanup")


def stale(sdk, days):
    limit = (datetime.utcnow() - timedelta(days=days)).isoformat()
    for page in sdk.users.get_all(active=True):
        for user in page["users"]:
            devices = [d for p in sdk.devices.get_all(user_uid=user["userUid"]) for d in p["computers"]]
            if all(d["lastConnected"] < limit for d in devices):
                yield user


def main():
    p = argparse.ArgumentParser()
    p.add_argument("host")
    p.add_argument("user")
    p.add_argument("password")
    p.add_argument("--days", type=int, default=180)
    a = p.parse_args()
    sdk = from_local_account(a.host, a.user, a.password)
    for u in stale(sdk, a.days):
        log.warning("deactivate %s", u["username"])
        sdk.users.deactivate(u["userId"])
        sdk.users.block(u["userId"])


main()
