"""Secrets in every position that scripts have them in, and what a reader of a report has to see."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from c42migrate.cli.group import group
from c42migrate.reports.masking import mask

HERE = Path(__file__).parent
SECRET = "Zq7hunterX"
ENCODED = base64.b64encode(f"bob:{SECRET}".encode()).decode()
URL = "https://console.us.code42.com/api/UserDeactivation/1"


def positions(name: str) -> Iterator[tuple[str, str]]:
    """File name and text, of each line."""
    path = ""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            path = line.removeprefix("== ")
        elif path:
            yield path, line.replace("§", SECRET).replace("¤", ENCODED).replace("⏎", "\n")


@pytest.mark.parametrize(("path", "text"), [*positions("secret_positions.txt")])
def test_masks(path: str, text: str) -> None:
    assert SECRET in text or ENCODED in text
    shown = mask(text, path)
    assert SECRET not in shown
    assert ENCODED not in shown


@pytest.mark.parametrize(("path", "text"), [*positions("plain_positions.txt")])
def test_leaves_alone(path: str, text: str) -> None:
    assert mask(text, path) == text


@pytest.mark.parametrize(
    "text", ['auth=("bob", "a)b§")', 'auth=("bob", "a(b§")', "auth=('bob', 'a]}b§')", 'f(auth=("b)ob", "§"), x=1)']
)
def test_brackets_in_a_password_end_no_call(text: str) -> None:
    assert SECRET not in mask(text.replace("§", SECRET), "a.py")


@pytest.mark.parametrize(
    "repeated",
    ["password token secret ", "password=", "<password>", '"key":"token","value":"x",', "auth=(", "-u a:", "a:\n "],
)
@pytest.mark.parametrize("path", ["a.py", "a.sh", "a.yml", "a.ini"])
def test_grows_with_the_text(repeated: str, path: str) -> None:
    """A line of 200 kB is masked at the speed of a short one: the test's time limit is the whole suite's."""
    assert len(mask(repeated * (200_000 // len(repeated)), path)) > 0


FILES = {
    "a.py": f'import requests\np = "§"\nrequests.put("{URL}", None, None, None, ("bob", "§"))\n'
    f'requests.put("{URL}", auth=("bob", p))\nsession.auth = ("bob", "§"); requests.put("{URL}", headers={{"totp-auth": "§"}})\n'
    f'requests.put("{URL}", auth=requests.auth.HTTPBasicAuth("bob", "§"))\n'
    f'requests.put("{URL}", headers={{"Authorization": "Basic " + "¤"}}, json={{"passwords": {{"bob": "§"}}}})\n',
    "a.sh": f'AUTH=(bob §)\nexport C42_PASSWORD=§\ncurl -ubob:§ -X PUT {URL} --data \'{{"password":"§"}}\'\n'
    f"wget --http-user=bob --http-password=§ --method=PUT {URL}\ncurl --user=bob:§ -X PUT https://bob:§@console.us.code42.com/api/UserBlock/1\n",
    "a.ps1": '$c = New-Object PSCredential("bob", (ConvertTo-SecureString "§" -AsPlainText -Force)); '
    f'Invoke-RestMethod -Method Put -Uri "{URL}" -Credential $c\n$env:C42_PASSWORD = "§"\n',
    "a.xml": f'<r><password>§</password><add key="password" value="§"/><url>{URL}</url><script>curl -u "bob:§" -X PUT {URL}</script></r>\n',
    "a.postman_collection.json": f'{{"item": [{{"request": {{"method": "PUT", "url": "{URL}", "auth": {{"type": "basic", '
    '"basic": [{"key": "password", "value": "§"}]}, "header": [{"key": "Authorization", "value": "Basic ¤"}]}}]}\n',
    "a.groovy": f'conn.setPassword("§"); new URL("{URL}"); given().auth().basic("bob", "§").put("{URL}")\n',
    "a.yml": f'steps:\n  - uri: {{url: "{URL}", method: PUT, url_username: bob, url_password: §}}\n    password: §\n',
    "a.ini": f"password = §\nurl = {URL}  ; password=§\n",
}
RUNS = (
    *(["check", "--format", name] for name in ("text", "concise", "json", "sarif", "github", "gitlab", "junit", "markdown", "csv", "html", "ics")),
    ["check", "--format", "json", "--with-source"],
    ["check", "--diff"],
    ["check", "--diff", "--unsafe-fixes"],
    ["fix", "--diff", "--annotate"],
    ["report"],
)  # fmt: skip


@pytest.mark.parametrize("arguments", RUNS, ids=" ".join)
def test_no_output_has_a_secret(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text.replace("§", SECRET).replace("¤", ENCODED), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(group, [*arguments, "."])
    assert done.exit_code in {0, 1}, done.output
    assert "UserDeactivation" in done.output or "C42-303" in done.output or "user-deactivate" in done.output
    assert SECRET not in done.output
    assert ENCODED not in done.output
