import base64
import json
import os
import urllib.request
import urllib.parse

CONSOLE = os.environ["CONSOLE"]


def _req(path, method="GET", body=None, headers=None):
    data = json.dumps(body).encode() if body is not None else None
    req = urllib.request.Request(url=f"https://{CONSOLE}{path}", data=data, method=method, headers=headers or {})
    with urllib.request.urlopen(req) as resp:
        return json.load(resp)


def creds():
    raw = f'{os.environ["C42_USER"]}:{os.environ["C42_PASS"]}'
    return {"Authorization": "Basic " + base64.b64encode(raw.encode()).decode()}


def handler(event, context):
    tok = _req("/c42api/v3/auth/jwt?useBody=true", headers=creds())["data"]["v3_user_token"]
    h = {"Authorization": f"v3_user_token {tok}"}
    users = _req("/api/User?" + urllib.parse.urlencode({"q": event["q"]}), headers=h)
    _req("/api/v1/UserDeactivation/%s" % users["data"]["users"][0]["userId"], "PUT", {"blockUser": True}, h)
    okta = urllib.request.Request("https://acme.okta.com/api/v1/users/me", headers={"Authorization": "SSWS " + tok})
    return {"statusCode": 200, "body": "PUT /api/v1/UserDeactivation done"}
