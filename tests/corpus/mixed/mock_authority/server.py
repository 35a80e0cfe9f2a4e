# Tiny fake of an authority server for integration tests. Serves what the real one serves.
from flask import Flask, request, jsonify
app = Flask("mock-authority")


@app.route("/api/User")
@app.route("/api/v1/User")
def user():
    return jsonify(data={"users": [{"userId": 1, "userUid": "u1"}], "totalCount": 1})


@app.route("/c42api/v3/auth/jwt")
def jwt():
    if not request.authorization:
        return "", 401
    return jsonify(data={"v3_user_token": "abc"})


@app.post("/api/AuthToken")
def authtoken():
    return jsonify(data=["a", "b"])


@app.before_request
def check():
    h = request.headers.get("Authorization", "")
    if h.startswith("v3_user_token "):
        app.logger.warning("old scheme v3_user_token used")


if __name__ == "__main__":
    app.run(port=4280)
