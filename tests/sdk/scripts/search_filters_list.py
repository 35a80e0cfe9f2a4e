import py42.sdk
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import FileName, FileOwner

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
filters = [FileName.eq("plan.docx"), FileOwner.not_eq("root")]
query = FileEventQuery.all(*filters)
events = sdk.securitydata.search_file_events(query)["fileEvents"]
names = sorted({event["fileName"] for event in events})
print(", ".join(names))
