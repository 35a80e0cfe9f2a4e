"""Scripts that talk to several systems: only the requests to Code42 are found, those of the others never."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from c42migrate import config, engine
from c42migrate.model import Applicability
from c42migrate.settings import Given, check_options

CLASSES = """
import requests
from settings import conf
class Inventory:
    def __init__(self): self.base = conf.inventory_url
    def all(self): return requests.get(self.base + "/api/Computer").json()
class Backup:
    def __init__(self): self.base = conf.code42_url
    def all(self): return requests.get(self.base + "/api/Computer").json()  # ours
"""

OPTIONS = """
import argparse, requests
parser = argparse.ArgumentParser()
parser.add_argument("--helpdesk-url")
parser.add_argument("--code42-url")
args = parser.parse_args()
requests.get(args.code42_url + "/api/User")  # ours
requests.get(args.helpdesk_url + "/api/User")
"""

TABLE = """
import requests
SYSTEMS = {"code42": "https://console.us.code42.com", "hr": "https://people.acme-corp.net"}
requests.get(SYSTEMS["code42"] + "/api/User?active=true")  # ours
requests.get(SYSTEMS["hr"] + "/api/User?active=true")
"""

ENVIRONMENT = """
import os, requests
C42 = os.environ["C42_CONSOLE"]
def orgs(): return requests.get(os.environ["GRAFANA_URL"] + "/api/org").json()
def me():
    base = os.getenv("FORGE_URL", "")
    return requests.get(f"{base}/api/v1/user").json()
requests.get(C42 + "/api/Org")  # ours
"""

SCHEME = """
import os, requests
import incydr
incydr.Client()
idp = "https://" + input("domain: ")
requests.get(idp + "/api/v1/users", headers={"Authorization": "SSWS x"})
requests.get(idp + "/api/v1/user/me")
"""

SHELL = """
C42=https://console.us.code42.com
curl -u "$U:$P" "$C42/api/User?q=bob"  # ours
curl -H "Authorization: Bearer $T" "$GRAFANA_HOST/api/org/users"
curl -u "$U:$P" "$MDM/api/user"
"""

POWERSHELL = """
$C42 = "https://console.us.code42.com"
Invoke-RestMethod -Uri "$C42/api/Computer" -Headers @{Authorization="Bearer $t"}  # ours
Invoke-RestMethod -Uri "$($cfg.MdmServer)/api/Computer" -Headers $h
Invoke-RestMethod -Uri "$SnipeUrl/api/user" -Headers $h
"""

SHOWN = """
import requests
def block(archive_url, wiki_url):
    requests.put(archive_url + "/api/UserBlock/1")  # ours
    requests.get(archive_url + "/api/Computer")  # ours
    requests.get(wiki_url + "/api/User")
    requests.get(wiki_url + "/api/widgets")
"""

ALIAS = """
import os, requests
TOOL = "code42 to jira"
JIRA = os.environ["TICKET_BASE"]
def who(): return requests.get(f"{JIRA}/api/user").json()
"""

ONE = """
import requests
import settings
TOOL = "code42 report"
requests.get(settings.authority + "/api/User")  # ours
requests.get(settings.authority + "/api/Computer")  # ours
requests.post("https://hooks.slack.com/services/T0", json={})
"""

ARGUMENT = """
import os, requests
def call(system, path):
    base = os.environ[system + "_URL"]
    return requests.get(base + path).json()
call("CODE42", "/api/User/my")  # ours
call("GRAFANA", "/api/org")
call("JIRA", "/api/user")
"""

PARTS = """
import requests
from conf import SYSTEMS
def call(system, path):
    chosen = SYSTEMS[system]
    return requests.get(chosen["url"] + path, headers={"Authorization": "Bearer " + chosen["token"]}).json()
call("code42", "/api/Computer")  # ours
call("grafana", "/api/org")
"""

CLIENT = """
import os, requests
class Api:
    def __init__(self, name):
        self.base = os.environ["%s_URL" % name]
        self.session = requests.Session()
    def get(self, path): return self.session.get(self.base + path).json()
backup, boards = Api("CODE42"), Api("GRAFANA")
backup.get("/api/Computer")  # ours
boards.get("/api/org")
boards.get("/api/user")
"""

SEVERAL = """
import requests
TOOL = "Code42 mover"
def move(source_url, target_url):
    requests.get(source_url + "/api/User")  # ours
    requests.post(target_url + "/api/User", json={})  # ours
"""


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("classes.py", CLASSES),
        ("options.py", OPTIONS),
        ("table.py", TABLE),
        ("environment.py", ENVIRONMENT),
        ("scheme.py", SCHEME),
        ("shell.sh", SHELL),
        ("power.ps1", POWERSHELL),
        ("shown.py", SHOWN),
        ("alias.py", ALIAS),
        ("one.py", ONE),
        ("several.py", SEVERAL),
        ("argument.py", ARGUMENT),
        ("parts.py", PARTS),
        ("client.py", CLIENT),
    ],
)
def test_only_requests_to_code42_are_found(tmp_path: Path, name: str, script: str) -> None:
    file = tmp_path / name
    file.write_text(script)
    found = engine.check(
        check_options(Given((str(file),), as_of=date(2026, 11, 23)), config.load((str(file),)))
    ).findings
    text = script.encode()
    lines = {1 + text.count(b"\n", 0, dated.finding.place.start) for dated in found}
    assert lines == {number for number, line in enumerate(script.split("\n"), 1) if line.endswith("# ours")}


def test_a_base_that_may_be_another_systems_is_never_rewritten_safely(tmp_path: Path) -> None:
    file = tmp_path / "two.py"
    file.write_text(
        "import os, requests\nTOOL = 'code42'\n"
        'requests.get(os.environ["INVENTORY_URL"] + "/api/widgets")\n'
        'requests.get(os.environ["BASE_URL"] + "/api/User")\n'
    )
    found = engine.check(
        check_options(Given((str(file),), as_of=date(2026, 11, 23)), config.load((str(file),)))
    ).findings
    levels = {fix.applicability for dated in found for fix in dated.finding.fixes}
    assert len(found) == 1
    assert levels <= {Applicability.UNSAFE}


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        ('requests.get(os.environ["CODE42_URL"] + "/api/Computer")', Applicability.SAFE),
        ('requests.get(BASES["code42"] + "/api/Org?active=true")', Applicability.SAFE),
        ('requests.get(PORTAL + "/api/user")', Applicability.UNSAFE),
        ('requests.get(BASES[sys.argv[1]] + "/api/org")', Applicability.UNSAFE),
    ],
)
def test_beside_another_system_only_what_is_named_is_rewritten_safely(
    tmp_path: Path, lines: str, level: Applicability
) -> None:
    file = tmp_path / "two.py"
    file.write_text(
        "import os, sys, requests\nfrom conf import BASES, PORTAL\n"
        'requests.get("https://grafana.example.com/api/dashboards")\n'
        'requests.get(os.environ["CODE42_URL"] + "/api/UserRole")\n'
        f"{lines}\n"
    )
    found = engine.check(check_options(Given((str(file),), as_of=date(2026, 11, 23)), config.load((str(file),))))
    last = [
        dated.finding for dated in found.findings if dated.finding.place.start > file.read_bytes().index(b"UserRole")
    ]
    levels = {fix.applicability for finding in last for fix in finding.fixes}
    assert (Applicability.SAFE in levels) == (level is Applicability.SAFE)
