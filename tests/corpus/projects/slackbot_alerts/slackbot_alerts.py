import os
import re
import time

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
import incydr
from incydr import AlertQuery
from incydr.enums.alerts import AlertState, AlertTerm

app = App(token=os.environ["SLACK_BOT_TOKEN"])
c = incydr.Client()  # INCYDR_URL and friends


@app.command("/c42-alerts")
def alerts(ack, respond, command):
    ack()
    q = AlertQuery("P1D").equals(AlertTerm.STATE, AlertState.OPEN)
    rows = []
    for a in c.alerts.v1.iter_all(q):
        rows.append(f"*{a.name}* {a.actor} ({a.severity})")
    respond("\n".join(rows) or "nothing open")


@app.command("/c42-who")
def who(ack, respond, command):
    ack()
    user = c.users.v1.get_user(command["text"].strip())
    devs = c.users.v1.get_devices(user.user_id)
    lists = [w.title or w.list_type for w in c.watchlists.v1.get_page(user_id=user.user_id).watchlists]
    actor = c.actors.v1.get_actor_by_name(user.username, prefer_parent=True)
    respond(f"{user.username}: {devs.total_count} devices, on {', '.join(lists) or 'no list'}, actor {actor.actor_id}")


@app.action(re.compile("close_.*"))
def close(ack, body, action):
    ack()
    aid = action["action_id"].split("_", 1)[1]
    c.alerts.v1.change_state(aid, AlertState.RESOLVED, note="closed by %s" % body["user"]["name"])
    c.sessions.v1.add_note(aid, "closed from slack")


@app.event("app_mention")
def hi(event, say):
    say("try /c42-alerts or /c42-who user@example.com")
    time.sleep(0.1)


if __name__ == "__main__":
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()
