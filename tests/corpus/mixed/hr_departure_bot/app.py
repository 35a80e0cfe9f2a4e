import os
import re
from flask import Flask, request, jsonify
from slack_sdk import WebClient
from incydr_svc import IncydrSvc

app = Flask(__name__)
slack = WebClient(token=os.environ["SLACK_BOT_TOKEN"])
svc = IncydrSvc(os.environ["C42_HOST"], os.environ["C42_ID"], os.environ["C42_SECRET"])


@app.route("/v1/alerts/slack", methods=["POST"])
def alert_hook():
    p = request.json
    slack.chat_postMessage(channel="#dlp", text=f"*{p['name']}* for {p['actor']}")
    return "", 204


@app.route("/api/user/<name>/leaving", methods=["POST"])
def leaving(name):
    m = re.match(r"\d{4}-\d\d-\d\d", request.form["text"])
    if not m:
        return jsonify(text="usage: /leaving user YYYY-MM-DD")
    try:
        svc.depart(name, m.group(0))
    except LookupError as e:
        return jsonify(text=str(e))
    return jsonify(text=f"{name} is on the departing list")


@app.route("/v1/watchlists")
def lists():
    return jsonify([w["title"] for w in svc.watchlists()])
