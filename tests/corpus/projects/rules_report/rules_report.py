import json, os, sys
import requests

ENDPOINTS = json.loads("""
{
  "rules": "/v1/alert-rules/query-users",
  "modern": "/v2/alert-rules"
}
""")
API = os.getenv("API", "https://api.us2.code42.com")
BEARER = {"Authorization": "Bearer " + open("token.txt").read().strip()}


def post(p, **body):
    r = requests.post(API + p, json=body, headers=BEARER)
    if r.status_code == 410:
        sys.exit("gone: " + p)
    return r.json()


meta = post("/v1/alerts/rules/query-rule-metadata", tenantId=os.environ["TENANT"], groups=[], pgNum=0, pgSize=100)
for rule in meta["ruleMetadata"]:
    print(rule["name"], rule["severity"], rule["isEnabled"])
    if "--off" in sys.argv:
        post("/v1/alert-rules/update-is-enabled", ruleIds=[rule["observerRuleId"]], isEnabled=False)
new = requests.get(API + ENDPOINTS["modern"], headers=BEARER).json()
print(len(new), "rules by GET /v2/alert-rules")
print(requests.get(f"{API}/v2/actor-risk-profiles?page_size=1", headers=BEARER).json()["totalCount"])
print(requests.get(f"{API}/v1/cases?pgSize=1", headers=BEARER).json()["totalCount"])
