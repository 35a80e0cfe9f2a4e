# %%
import py42.sdk
# %%
sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
# %%
users = []
for page in sdk.users.get_all():
    users += page["users"]
# %%
len(users)
# %%
rows = [(u["username"], u["active"]) for u in users]
print(rows)
# %%
print(sum(1 for u in users if u["active"]))
