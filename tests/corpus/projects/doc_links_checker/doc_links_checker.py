"""Check that documentation links in our runbooks still resolve."""
import concurrent.futures
import re
import requests

PAGES = [
    "https://support.code42.com/hc/en-us/articles/14827649057815",
    "https://developer.code42.com/api/",
    "https://py42docs.code42.com/en/stable/",
    "https://clidocs.code42.com/en/latest/guides.html",
    "https://console.us.code42.com/apidocviewer/#User",
    "https://www.crashplan.com/apidocviewer/",
]

TERMS = {
    "departing-employee": "code42 departing-employee add",
    "basic": re.compile(r"curl -u \S+"),
    "old header": re.compile("v3_user_token"),
}


def check(u):
    try:
        r = requests.head(u, allow_redirects=True, timeout=10)
        return u, r.status_code
    except requests.RequestException as e:
        return u, str(e)


with concurrent.futures.ThreadPoolExecutor() as ex:
    for u, st in ex.map(check, PAGES):
        print(st, u)
for path in ("runbooks/leaver.md", "runbooks/restore.md"):
    txt = open(path).read()
    for k, rx in TERMS.items():
        if re.search(rx, txt):
            print(path, "mentions", k)
