"""Other people's clients."""
import boto3
import pycpg.sdk
from falconpy import Alerts
from incydr import Client

sdk = pycpg.sdk.from_local_account("console.us1.crashplan.com", "u", "p")
sdk.legalhold.add_to_matter("1", "2")
sdk.archive.get_all_by_device_guid("1")
sdk.userriskprofile.get_by_username("x")

client = Client()
client.cases.v1.create("x")
client.users.v1.get_page()
client.devices.v1.get_page()
client.risk_profiles.v1.get_page()

alerts = Alerts()
alerts.query_alerts()
s3 = boto3.client("s3")
s3.get_object(Bucket="api/User", Key="/api/User/1")
requests_made = {"v3_user_token": "x"}
