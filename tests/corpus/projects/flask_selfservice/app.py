from flask import Flask, g, jsonify, redirect, render_template, request, session, url_for
import functools
import os
import requests

app = Flask(__name__)
app.secret_key = os.urandom(32)
app.config.from_pyfile("settings.cfg", silent=True)

C42 = app.config.get("C42_URL", "https://backup.example.edu:4285")


def login_required(f):
    @functools.wraps(f)
    def inner(*a, **k):
        if "user" not in session:
            return redirect(url_for("login"))
        return f(*a, **k)
    return inner


def c42_get(path, **params):
    return requests.get(C42 + path, params=params, auth=(app.config["C42_USER"], app.config["C42_PASS"]), timeout=20)


@app.route("/login", methods=["GET", "POST"])
def login():
    if request.method == "POST":
        r = requests.get(C42 + "/api/User/my", auth=(request.form["user"], request.form["password"]))
        if r.status_code == 200:
            session["user"] = r.json()["data"]["username"]
            return redirect(url_for("devices"))
    return render_template("login.html")


@app.route("/api/user/<name>")
@login_required
def api_user(name):
    r = c42_get("/api/User", username=name, incComputers="true")
    return jsonify(r.json()["data"]["users"])


@app.route("/api/computer")
@login_required
def devices():
    r = c42_get("/api/v1/Computer", q=session["user"], active="true")
    return render_template("devices.html", devices=r.json()["data"]["computers"])


@app.route("/api/restore/<guid>", methods=["POST"])
@login_required
def restore(guid):
    s = requests.post(C42 + "/api/WebRestoreSession", json={"computerGuid": guid}, auth=(app.config["C42_USER"], app.config["C42_PASS"]))
    app.logger.info("POST /api/WebRestoreSession for %s -> %s", guid, s.status_code)
    return jsonify(s.json())


@app.errorhandler(404)
def nope(e):
    return jsonify(error="not found, see /api/user/<name> or /api/computer"), 404


if __name__ == "__main__":
    app.run(port=8080)
