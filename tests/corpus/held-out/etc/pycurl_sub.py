import io
import json
import subprocess
import pycurl
import urllib3
import http.client

HOST = "console.ie.code42.com"
URL = "https://" + HOST


def by_pycurl(user, pw):
    buf = io.BytesIO()
    c = pycurl.Curl()
    c.setopt(pycurl.URL, URL + "/api/Computer?active=true")
    c.setopt(pycurl.USERPWD, "%s:%s" % (user, pw))
    c.setopt(c.WRITEDATA, buf)
    c.perform()
    return json.loads(buf.getvalue())


def by_subprocess(user, pw):
    cmd = ["curl", "-s", "-u", f"{user}:{pw}", "-X", "DELETE", URL + "/api/v1/OrgBlock/12"]
    return subprocess.check_output(cmd)


def by_urllib3(token):
    http_ = urllib3.PoolManager()
    return http_.request("POST", URL + "/svc/api/v1/resolve-alert", headers={"Authorization": "Bearer " + token})


def by_http(token):
    conn = http.client.HTTPSConnection(HOST)
    conn.request("GET", "/api/v1/Role", headers={"Authorization": "Bearer " + token})
    conn.request("GET", "/c42api/v3/usernameId", headers={"Authorization": "V3_USER_TOKEN " + token})
    return conn.getresponse().read()
