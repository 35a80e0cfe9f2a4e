import py42.sdk
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import FileName


def build(name):
    query = FileEventQuery(FileName.eq(name))
    return query, name


sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
for event in sdk.securitydata.search_file_events(build("plan.docx")[0])["fileEvents"]:
    print(event["fileName"])
