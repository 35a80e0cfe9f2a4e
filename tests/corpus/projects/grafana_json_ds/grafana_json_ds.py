from flask import Flask, jsonify, request
import random

app = Flask(__name__)

# fake of the backup console for the load test of the dashboard. Nothing here calls out.
USERS = [{"userId": i, "username": "user%d@example.com" % i} for i in range(500)]


@app.route("/api/User")
def users():
    n, size = int(request.args.get("pgNum", 1)), int(request.args.get("pgSize", 100))
    return jsonify(data={"users": USERS[(n - 1) * size:n * size]})


@app.route("/c42api/v3/auth/jwt")
def jwt():
    if not request.authorization:
        return "", 401, {"WWW-Authenticate": "Basic realm=fake"}
    return jsonify(data={"v3_user_token": "%032x" % random.getrandbits(128)})


@app.route("/api/UserDeactivation/<int:uid>", methods=["PUT", "DELETE"])
def deact(uid):
    if request.headers.get("Authorization", "").startswith("v3_user_token"):
        return "", 204
    return "", 401


if __name__ == "__main__":
    app.run(port=4285)
