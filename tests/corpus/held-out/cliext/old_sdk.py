from py42.sdk import SDK
from py42.sdk.file_event_query import FileEventQuery, MD5
import py42.debug_level

py42.settings.debug_level = py42.debug_level.TRACE


def connect(host, user, pw):
    return SDK.create_using_local_account(host, user, pw)


def run(host, user, pw):
    sdk = connect(host, user, pw)
    try:
        resp = sdk.security.search_file_events(FileEventQuery.all(MD5.eq("a")))
        print resp.text
    except Exception, e:
        print "search_file_events failed", e
