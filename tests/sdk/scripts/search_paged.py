import py42.sdk
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters.file_filter import FileName

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
query = FileEventQuery(FileName.eq("plan.docx"))
query.page_size = 50
query.sort_direction = "desc"
found = sdk.securitydata.search_file_events(query)
for event in found["fileEvents"]:
    print(event["fileName"])
