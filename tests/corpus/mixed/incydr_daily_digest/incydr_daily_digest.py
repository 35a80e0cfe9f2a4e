import os
from datetime import datetime, timedelta
from incydr import Client, EventQuery
from jinja2 import Template
import smtplib
from email.message import EmailMessage

client = Client()
T = Template("""<h1>Sessions</h1>{% for s in sessions %}<li>{{ s.session_id }} {{ s.actor_id }}{% endfor %}""")


def sessions():
    return list(client.sessions.v1.iter_all(start_time=datetime.utcnow() - timedelta(days=1)))


def big_moves():
    q = EventQuery("P1D").equals("event.action", "removable-media-created").greater_than("file.sizeInBytes", 10 ** 8)
    page = client.file_events.v2.search(q)
    return page.file_events


def departing():
    wl = client.watchlists.v2.get_id_by_name("DEPARTING_EMPLOYEE")
    return [m.actorname for m in client.watchlists.v2.iter_all_members(wl)]


def stale():
    return [a for a in client.agents.v1.iter_all(connected=False)]


msg = EmailMessage()
msg["To"], msg["From"], msg["Subject"] = os.environ["TO"], "incydr@example.com", "Incydr digest"
msg.set_content(T.render(sessions=sessions()) + f"{len(big_moves())} moves, {len(departing())} departing, {len(stale())} stale", subtype="html")
smtplib.SMTP("mail").send_message(msg)
