# %% [markdown]
# Exfil hunting, exported from Jupyter
# %%
import pandas as pd
import py42.sdk as c42sdk
from py42.sdk.queries.fileevents.file_event_query import FileEventQuery as FEQ
from py42.sdk.queries.fileevents.filters import *

conn = c42sdk.from_local_account("https://console.us.code42.com", "hunter@example.com", pw) if (pw := open(".pw").read()) else None
# %%
q = FEQ.all(EventTimestamp.within_the_last(EventTimestamp.SEVEN_DAYS), ExposureType.is_in(["CloudStorage"]))
q.sort_key = "fileSize"
events = conn.securitydata.search_file_events(q)["fileEvents"]
df = pd.DataFrame(events)
# %%
df.groupby("deviceUserName")["fileSize"].sum().sort_values()
# %%
top = df.sort_values("fileSize").tail(5)
for sha in top["sha256Checksum"]:
    open(sha, "wb").write(conn.securitydata.stream_file_by_sha256(sha).content)
# %%
searches = conn.securitydata.savedsearches.get()
print("securitydata.savedsearches.get gave", len(searches["searches"]))
