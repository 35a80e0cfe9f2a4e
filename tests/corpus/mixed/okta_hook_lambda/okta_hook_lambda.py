import json, os, boto3, urllib3

http = urllib3.PoolManager()
SM = boto3.client("secretsmanager")


def secret(n):
    return json.loads(SM.get_secret_value(SecretId=n)["SecretString"])


def handler(event, ctx):
    body = json.loads(event["body"])
    login = body["data"]["events"][0]["target"][0]["alternateId"]
    c = secret("code42")
    hdr = urllib3.util.make_headers(basic_auth=f"{c['user']}:{c['pw']}")
    u = json.loads(http.request("GET", c["host"] + "/api/User?q=" + login, headers=hdr).data)["data"]["users"]
    o = http.request("GET", f"https://ex.okta.com/api/v1/users/{login}", headers={"Authorization": "SSWS " + secret("okta")["t"]})
    if u and json.loads(o.data)["status"] == "DEPROVISIONED":
        http.request("PUT", "{}/api/UserDeactivation/{}".format(c["host"], u[0]["userId"]), headers=hdr, body=b"{}")
        print("UserDeactivation", login)
    return {"statusCode": 200}
