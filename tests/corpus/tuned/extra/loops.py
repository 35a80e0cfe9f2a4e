"""Loops over lists of endpoints."""
import sys
from string import Template
from urllib.parse import urlencode, urlunparse, urljoin
import posixpath
import requests

SERVER = "https://console.us.code42.com"
NAMES = ["User", "Org", "Computer"]
PATHS = ("/api/Archive", "/api/StorePoint", "/api/v1/Server")
LOOKUP = {
    "roles": ("GET", "/api/Role"),
    "deact": ("PUT", "/api/UserDeactivation/{}"),
    "new": ("GET", "/v1/users"),
}
session = requests.Session()
session.headers = {"Authorization": "Bearer x"}

for name in NAMES:
    session.get(SERVER + "/api/" + name)
for path in PATHS:
    session.get(SERVER + path)
verb, path = LOOKUP["deact"]
session.request(verb, SERVER + path.format(3))
session.request(*LOOKUP["roles"])
t = Template("$server/api/Diagnostic?$query")
session.get(t.substitute(server=SERVER, query=urlencode({"a": 1})))
session.get(urljoin(SERVER, posixpath.join("api", "ConnectedServerUrl")))
session.get(urlunparse(("https", "console.us.code42.com", "/api/ServerEnv", "", "", "")))
kwargs = dict(method="POST", url=SERVER + "/api/v1/UserRole", json={})
session.request(**kwargs)
if (r := session.get(f"{SERVER}/api/{sys.argv[1]}")).ok:
    print("ok /api/Role")
match sys.argv[2]:
    case "block":
        session.put(f"{SERVER}/api/v1/UserBlock/{sys.argv[3]}")
    case "users":
        session.get(f"{SERVER}/api/v1/User/{sys.argv[3]}")
