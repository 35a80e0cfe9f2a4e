import requests
import json

# Swimlane inputs
h = sw_context.inputs["console"]
u, p = sw_context.inputs["user"], sw_context.inputs["password"]
name = sw_context.inputs["username"]

a = (u, p)
user = requests.get(h + "/console/api/v1/User?username=" + name, auth=a).json()["data"]["users"][0]
r = requests.get(h + "/api/v1/UserRole/" + str(user["userId"]), auth=a)
roles = [x["roleName"] for x in r.json()["data"]]
if "Customer Cloud Admin" in roles:
    sw_outputs = [{"result": "refused: UserRole shows an admin"}]
else:
    b = requests.put(h + "/api/v1/UserBlock/" + str(user["userId"]), auth=a)
    requests.delete(f"{h}/api/v1/UserRole?userId={user['userId']}&roleId=4", auth=a)
    sw = requests.post(sw_context.config["url"] + "/api/user/login", json={"userName": "x"}, auth=("svc", "pw"))
    sw_outputs = [{"result": b.status_code}]
