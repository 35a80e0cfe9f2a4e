from __future__ import annotations

import pytest

from c42migrate.reports.masking import column_after, cover, mask, secret_spans

S = "hunter2!x"


@pytest.mark.parametrize(
    "line",
    [
        f'password = "{S}"',
        f"PASSWORD = '{S}'",
        f'pw = "{S}"',
        f'config["password"] = "{S}"',
        f'{{"password": "{S}"}}',
        f"{{'client_secret': '{S}'}}",
        f'requests.get(url, auth=("admin", "{S}"))',
        f"""requests.get(url, **{{'auth': ('admin', '{S}')}})""",
        f'"source": "%%bash\\ncurl -u \\"admin:{S}\\" https://x"',
        f'"!curl --user \\"admin\\":\\"{S}\\" https://x"',
        f"requests.get(url)  # user=admin password={S} until May",
        f"# pw: {S}\nrequests.get(url)",
        f"""options["auth"] = ("admin", "{S}")""",
        f'auth: tuple[str, str] = ("admin", "{S}")',
        f"""setattr(session, "auth", ("admin", "{S}"))""",
        f"auth = tuple(['admin', '{S}'])",
        f"credentials = [\n    'admin',\n    '{S}',\n]",
        f'requests.get(url, auth=(\n    "admin",\n    "{S}",\n))',
        f'HTTPBasicAuth("admin", "{S}")',
        f'py42.sdk.from_local_account("https://console.us.code42.com", "me@x.io", "{S}")',
        f"curl -u admin:{S} https://console.us.code42.com/api/User",
        f"curl -su 'admin:{S}' https://console.us.code42.com/api/User",
        f'curl --user "admin:{S}" https://x',
        f'subprocess.run(["curl", "-u", "admin:{S}"])',
        f'url = "https://admin:{S}@console.us.code42.com/api/User"',
        f'headers = {{"Authorization": "v3_user_token {S}"}}',
        f'headers["Authorization"] = "Bearer {S}"',
        f"curl -H 'Authorization: Basic {S}' https://x",
        f'-H "Authorization: token {S}"',
        f'$password = "{S}"',
        f'ConvertTo-SecureString "{S}" -AsPlainText -Force',
        f'api_key="{S}"',
        f"<password>{S}</password>",
        f'b64encode("admin:{S}")',
        f'os.environ.get("C42_PASSWORD", "{S}")',
        f'parser.add_argument("--password", default="x", token="{S}")',
        f'def login(password: str = "{S}"):',
        f'password = """\n{S}\n"""',
        f'secrets = ["{S}"]',
        f'creds = ("admin", "{S}")',
        f'session.auth = "admin", "{S}"',
        f'login("admin", "{S}")',
        f'USERNAME, PASSWORD = "admin", "{S}"',
        f'user, password = ("admin", "{S}")',
        f'auth = "admin:{S}"',
        f'userpass = "admin:{S}"',
        f'os.system("wget --user=admin --password={S} https://x")',
        f'body = "username=admin&password={S}&x=1"',
        f'curl -d "username=admin&password={S}" https://x',
        f'body = "{{\\"password\\": \\"{S}\\"}}"',
        f'<property name="password" value="{S}"/>',
        f"curl -u admin:'{S}' https://x",
        f'curl -u "admin":"{S}" https://x',
        f"echo -n admin:{S} | base64",
        f'new NetworkCredential("admin", "{S}")',
        f'req.basic_auth "admin", "{S}"',
        f'py42.sdk.from_api_client("https://console.us.code42.com", "key-1", "{S}")',
        f'b64encode(bytes("admin:{S}", "utf-8"))',
    ],
)
def test_masks(line: str) -> None:
    assert S not in mask(line, "a.py")


@pytest.mark.parametrize(
    "line",
    [
        f"export PASSWORD={S}",
        f"password: {S}",
        f"code42 profile create --password {S}",
        f"machine x login admin password {S}",
    ],
)
def test_masks_bare_words_of_scripts(line: str) -> None:
    assert S not in mask(line, "a.sh")


@pytest.mark.parametrize(
    "secret",
    [
        "0123456789abcdef0123456789abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "dGhpcyBpcyBhIHZlcnkgc2VjcmV0IHBhc3N3b3Jk==",
    ],
)
def test_masks_long_tokens_anywhere(secret: str) -> None:
    assert secret not in mask(f"call({secret!r})", "a.py")


@pytest.mark.parametrize(
    "line",
    [
        'requests.put(f"{base}/api/UserDeactivation/{uid}", json=payload)',
        'url = "https://console.us.code42.com/c42api/v3/LegalHoldMembershipDeactivation/123456"',
        'headers = {"Authorization": "v3_user_token " + token}',
        'headers = {"Authorization": f"v3_user_token {token}"}',
        "requests.get(url, auth=(user, password))",
        "password = getpass.getpass()",
        'token_url = "https://api.us.code42.com/v1/oauth"',
        'token = session.get("/c42api/v3/auth/jwt").json()["data"]["v3_user_token"]',
        'token = "/c42api/v3/auth/jwt"',
        'curl -u "$USER:$PASS" https://console.us.code42.com/api/User',
        "authorization = 'Bearer {}'.format(token)",
        "def login(user, password=None):",
        "# basic authentication is deprecated, use a bearer token",
        "C42-303 user-deactivate",
        'h = {"Authorization": "v3_user_token " + t}\nrequests.post(url, headers="x")',
        "User name and password sent to the API as basic authentication",
        'headers = {"Authorization": "Basic " + b64encode(user + ":" + pw)}',
        "b64encode('{}:{}'.format(u, p).encode('utf-8'))",
        'requests.get(url, auth=("admin", os.environ["C42_PASSWORD"]))',
        'requests.get(url, auth=(config["user"], config["password"]))',
        'requests.get(url, auth=("admin", getpass("Password: ")))',
        'password = input("Password: ")',
        'print("token:", "nothing", end="")',
        'data["token"], "x"',
        'py42.sdk.from_local_account("console.us.code42.com", "me@example.com", password)',
        'curl -H "Authorization: v3_user_token `cat token`" https://x',
        "$cred = New-Object PSCredential('me', (ConvertTo-SecureString $password))",
    ],
)
def test_leaves_alone(line: str) -> None:
    assert mask(line, "a.py") == line


@pytest.mark.parametrize(
    "line", ['password = ("hun" "ter2")', 'password = "hun" + "ter2"', "password = 'hun' \\\n  'ter2'"]
)
def test_masks_every_piece_of_a_secret(line: str) -> None:
    assert "ter2" not in mask(line, "a.py")


def test_a_user_name_is_no_secret() -> None:
    assert mask('requests.get(url, auth=("admin", "hunter2"))', "a.py") == 'requests.get(url, auth=("admin", "***"))'


def test_columns_follow_the_mask() -> None:
    text = 'password="abcdefgh"; put("/api")'
    spans = secret_spans(text, "a.py")
    shown = cover(text, spans)
    at = text.index("/api")
    assert shown[column_after(at, spans) :].startswith("/api")
    assert column_after(text.index("cdef"), spans) == shown.index("***")
