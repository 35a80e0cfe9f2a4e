# Chronicle ingestion function
from common import ingest, utils
import datetime as dt
import requests

URL = "https://api.us.code42.com/v1/alerts/query-alerts"
DETAIL_URL = "https://api.us.code42.com/v1/alerts/query-details"
TOKEN_URL = "https://api.us.code42.com/v1/oauth?grant_type=client_credentials"
CHRONICLE_DATA_TYPE = "CODE42_INCYDR"


def main(request):
    cid, sec = utils.get_env_var("ID"), utils.get_env_var("SECRET", is_secret=True)
    t = requests.post(TOKEN_URL, auth=(cid, sec)).json()["access_token"]
    head = {"authorization": "Bearer {}".format(t)}
    start = (dt.datetime.utcnow() - dt.timedelta(minutes=10)).isoformat() + "Z"
    body = {"groups": [{"filters": [{"term": "CreatedAt", "operator": "ON_OR_AFTER", "value": start}]}], "pgNum": 0, "pgSize": 250}
    alerts = requests.post(URL, json=body, headers=head).json().get("alerts", [])
    print(f"{len(alerts)} from /v1/alerts/query-alerts")
    if alerts:
        full = requests.post(DETAIL_URL, json={"alertIds": [a["id"] for a in alerts]}, headers=head).json()["alerts"]
        ingest.ingest(full, CHRONICLE_DATA_TYPE)
    return "ok"
