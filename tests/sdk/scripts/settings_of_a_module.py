import py42.sdk
from py42 import settings

settings.proxies = {"ftp": "http://127.0.0.1:9"}
settings.verify_ssl_certs = False
settings.items_per_page = 77
sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for page in sdk.users.get_all(active=True):
    for user in page["users"]:
        print(user["username"])
