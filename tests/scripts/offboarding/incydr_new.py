import incydr
import requests
from incydr import Client

client = incydr.Client("api.us.code42.com", "key-1", "secret")


def token(client_id, client_secret):
    r = requests.post("https://api.us.code42.com/v1/oauth", params={"grant_type": "client_credentials"}, auth=(client_id, client_secret))
    return r.json()["access_token"]


def main(client_id, client_secret):
    bearer = {"Authorization": "Bearer " + token(client_id, client_secret)}
    requests.get("https://api.us.code42.com/v1/users?active=true", headers=bearer)
    requests.get("https://api.us.code42.com/v1/cases", headers=bearer)
    requests.get("https://api.us.code42.com/v1/customer", headers=bearer)
    requests.post("https://api.us.code42.com/v1/audit/search-audit-log", headers=bearer, json={})
    requests.post("https://api.us.code42.com/v2/file-events", headers=bearer, json={})
    requests.post("https://api.us.code42.com/v1/alerts/query-alerts", headers=bearer, json={})
    requests.get(f"https://api.us.code42.com/v1/watchlists/{client_id}/members", headers=bearer)
    requests.get("https://api.us.code42.com/v1/users/{}/devices".format(client_id), headers=bearer)
    requests.get("https://api.us.code42.com/v1/user-risk-profiles", headers=bearer)
    for a in client.alerts.v1.iter_all():
        print(a)
    client.sessions.v1.iter_all()
    client.watchlists.v2.get_page()
    client.users.v1.get_user("x")


main("a", "b")
