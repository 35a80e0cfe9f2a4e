import py42.sdk
import py42.settings
import py42.settings.debug as debug

py42.settings.items_per_page = 200
py42.settings.verify_ssl_certs = False
debug.level = debug.NONE
py42.settings.set_user_agent_suffix("inventory")
sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
print([d["name"] for p in sdk.devices.get_all() for d in p["computers"]])
