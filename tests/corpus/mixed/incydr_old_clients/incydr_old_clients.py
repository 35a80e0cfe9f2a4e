from incydr import Client
import sys
client = Client("https://api.us.code42.com", sys.argv[1], sys.argv[2])
for d in client.devices.v1.iter_all(active=True):
    print(d.name)
for w in client.watchlists.v1.iter_all():
    print(w.title)
for c in client.cases.v1.iter_all():
    print(c.number)
user = client.users.v1.get_user("a@example.com")
print(client.trusted_activities.v2.get_page().total_count, user.user_id)
