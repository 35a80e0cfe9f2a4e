#!/usr/bin/env python
# coding: utf-8

# # File exfiltration hunting with Code42
#
# Exported from Jupyter. Old cells used `/forensic-search/queryservice/api/v1/fileevent`.

# In[1]:


import pandas as pd
import requests
import getpass

CONSOLE = "https://console.us.code42.com"
FFS = "https://forensicsearch-east.us.code42.com"

user = getpass.getpass("user")
password = getpass.getpass("password")


# In[2]:


token = requests.get(CONSOLE + "/c42api/v3/auth/jwt?useBody=true", auth=(user, password)).json()["data"]["v3_user_token"]
hdr = {"Authorization": "v3_user_token " + token}
len(token)


# In[3]:


def search(filters, size=1000):
    q = {"groups": [{"filters": filters, "filterClause": "AND"}], "groupClause": "AND",
         "pgNum": 1, "pgSize": size, "srtDir": "asc", "srtKey": "eventId"}
    res = requests.post(FFS + "/forensic-search/queryservice/api/v1/fileevent", json=q, headers=hdr)
    return pd.DataFrame(res.json()["fileEvents"])


df = search([{"operator": "IS", "term": "exposure", "value": "RemovableMedia"},
             {"operator": "ON_OR_AFTER", "term": "eventTimestamp", "value": "2020-05-01T00:00:00.000Z"}])
df.head()


# In[4]:


df.groupby("fileCategory")["fileSize"].sum().sort_values().plot.barh()


# In[5]:


# saved searches
saved = requests.get(f"{FFS}/forensic-search/queryservice/api/v1/saved", headers=hdr).json()["searches"]
pd.DataFrame(saved)[["id", "name", "createdByUsername"]]


# In[6]:


# current state of the same, after the migration
API = "https://api.us.code42.com"
t2 = requests.post(API + "/v1/oauth", params={"grant_type": "client_credentials"}, auth=(getpass.getpass("id"), getpass.getpass("secret"))).json()
new = requests.get(API + "/v2/file-events/saved-searches", headers={"Authorization": "Bearer " + t2["access_token"]}).json()
[s["name"] for s in new["searches"]]
