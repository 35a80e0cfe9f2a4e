import py42.sdk
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery
from py42.sdk.queries.fileevents.filters import EventTimestamp, FileName, MD5

sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
query = FileEventQuery.all(FileName.is_in(["plan.docx", "budget.xlsx"]), MD5.exists())
response = sdk.securitydata.search_file_events(query)
print(response["totalCount"])
for event in response["fileEvents"]:
    print(event["fileName"], event["md5Checksum"], event.get("filePath"))
