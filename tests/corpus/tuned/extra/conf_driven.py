import configparser
import json
import logging.handlers
import os
import sys
import requests

cfg = configparser.ConfigParser()
cfg.read(os.path.expanduser("~/.c42"))
API_USER_ENDPOINT = "https://" + cfg["code42"]["host"] + "/api/User/{userid}"
FILE_EVENTS = os.environ.get("C42_FE", "https://forensicsearch-east.us.code42.com/forensic-search/queryservice/api/v1/fileevent")
AUTH_URL = os.getenv("C42_AUTH") or "https://console.us.code42.com/c42api/v3/auth/jwt?useBody=true"


def getToken():
    resp = requests.get(AUTH_URL, auth=(cfg["code42"]["user"], cfg["code42"]["pass"]))
    if resp.status_code != 200:
        sys.exit("GET /c42api/v3/auth/jwt: %s" % resp.text)
    return json.loads(resp.content)["data"]["v3_user_token"]


def search(q, token):
    headers = {}
    headers["Content-Type"] = "application/json"
    headers["Authorization"] = "v3_user_token " + token
    return requests.post(FILE_EVENTS, headers=headers, data=json.dumps(q)).json()


def user(uid, token):
    h = {"Authorization": "v3_user_token {}".format(token)}
    return requests.get(API_USER_ENDPOINT.format(userid=uid), headers=h).json()


def send_siem(events):
    s = requests.post("https://splunk.example.com:8088/services/collector", headers={"Authorization": "Splunk abc"}, json=events)
    requests.post("https://siem.example.com/api/v1/events", auth=("siem", "pw"), json=events)


token = getToken()
send_siem(search({"groups": [{"filters": [{"operator": "IS", "term": "md5Checksum", "value": "x"}]}], "srtKey": "eventTimestamp"}, token))
