import datetime as dt
import os

from google.cloud import bigquery
from py42.sdk import from_api_client

TABLE = os.environ["BQ_TABLE"]


def rows(sdk, begin):
    for page in sdk.auditlogs.get_all(begin_time=begin, end_time=dt.datetime.utcnow()):
        for ev in page["events"]:
            yield {
                "ts": ev["timestamp"],
                "type": ev["type$"],
                "actor": ev["actorName"],
                "ip": ev["actorIpAddress"],
            }


def trusted(sdk):
    for page in sdk.trustedactivities.get_all():
        for t in page["trustResources"]:
            yield t["type"], t["value"]


def load(items):
    bq = bigquery.Client()
    errors = bq.insert_rows_json(TABLE, items)
    if errors:
        raise SystemExit(errors)


def main(request=None):
    sdk = from_api_client(os.environ["C42_HOST"], os.environ["C42_ID"], os.environ["C42_SECRET"])
    items = list(rows(sdk, dt.datetime.utcnow() - dt.timedelta(days=1)))
    known = dict((v, k) for k, v in trusted(sdk))
    for i in items:
        i["trusted"] = i["ip"] in known
    load(items)
    return "%d rows from auditlogs.get_all()" % len(items)


if __name__ == "__main__":
    print(main())
