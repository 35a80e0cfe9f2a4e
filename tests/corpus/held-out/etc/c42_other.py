import requests

# "C42" is our building 42 controller
C42_HOST = "http://c42-building.local"


def lights(room):
    return requests.get(C42_HOST + "/devices/" + room, auth=("hvac", "x")).json()


def people():
    return requests.get(C42_HOST + "/api/v2/users", auth=("hvac", "x")).json()


def alert(i):
    return requests.post(C42_HOST + "/v1/alert/" + i, headers={"Authorization": "token " + i})


def ping():
    return requests.get(C42_HOST + "/api/ping")
