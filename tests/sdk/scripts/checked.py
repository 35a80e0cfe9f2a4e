import py42.sdk


def check(response, expected=200):
    if response.status_code != expected:
        raise SystemExit(f"server said {response.status_code}")


def ok(response):
    assert 200 <= response.status_code < 300


sdk = py42.sdk.from_api_client("console.us.code42.com", "key-1", "secret")
response = sdk.users.get_by_uid("u-101")
check(response)
print(response["username"])
case = sdk.cases.get(1)
ok(case)
print(case["name"])
ok(sdk.users.get_by_uid("u-102"))
done = sdk.users.reactivate("u-101")
ok(done)
