"""CrashPlan, not Incydr."""
import pycpg.sdk
from pycpg.exceptions import PycpgNotFoundError

sdk = pycpg.sdk.from_api_client("https://console.us2.crashplan.com", "key", "secret")


def run():
    for page in sdk.legalhold.get_all_matters():
        print(page["legalHolds"])
    sdk.users.block(1234)
    sdk.orgs.deactivate("1")
    sdk.legalhold.get_all_events()


run()
