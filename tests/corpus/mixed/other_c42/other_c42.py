"""C42 = Camera 42 PTZ controller; c42api is the vendor's package."""
import c42api
from c42api.alerts import AlertQuery
sdk = c42api.connect("10.0.0.42", user="root", password="pass")
for alert in sdk.alerts.search("motion"):
    print(alert.id)
sdk.users.get_all()
sdk.watchlists.create("night")
sdk.devices.deactivate(7)
