"""Programs and commands in files of other kinds: Python in YAML, units of service managers, tables of cron, settings."""

from __future__ import annotations

import pytest

from tests.checking import by_line, codes

USER = "https://console.us.code42.com/api/User"
ALERTS = "https://api.us.code42.com/v1/alerts/query-alerts"
PY = "import requests\nrequests.get('https://console.us.code42.com/api/User')\n"


def block(key: str, text: str, more: str = "") -> str:
    return f"{key}: |\n" + "".join(f"  {line}\n" for line in text.splitlines()) + more


@pytest.mark.parametrize(
    "text",
    [
        block("script", PY),
        block("script", PY.splitlines()[1], "type: python\n"),
        block("script", PY.splitlines()[1], "subtype: python3\ntype: 'python'\n"),
        block("script", "# generated\n\n" + PY),
        block("script", "def main():\n    requests.get('https://console.us.code42.com/api/User')\n"),
        block("script", "url = 'https://console.us.code42.com/api/User'\nr = requests.get(url)\n"),
        "script:\n  type: python\n" + block("  script", PY).replace("\n  ", "\n    "),
        "script:\n" + block("  script", PY).replace("\n  ", "\n    ") + "  type: python\n",
        block("ZipFile", PY),
        block("sync.py", PY.splitlines()[1]),
        block("script", "Invoke-RestMethod -Uri https://console.us.code42.com/api/User", "type: powershell\n"),
        block("script", "curl https://console.us.code42.com/api/User"),
    ],
)
def test_programs_in_yaml_send_one_request(text: str) -> None:
    assert codes(text, "a.yml") == ["C42-102"]


@pytest.mark.parametrize(
    "text",
    [
        block("description", "import users from the sheet\nand see https://acme.com/api/User\n"),
        block("script", "x = 'https://acme.com/api/User'\nr = requests.get(x)\n"),
        block("script", "import requests\ndef api_User(): pass\n", "type: python\n"),
    ],
)
def test_other_texts_in_yaml_send_none(text: str) -> None:
    assert codes(text, "a.yml") == []


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("c.service", "[Service]\nExecStart=/usr/bin/code42 cases list\n", [2]),
        ("c.service", f"[Service]\nExecStartPre=-/usr/bin/curl -sf \\\n  {USER}\nExecStart=/bin/true\n", [3]),
        ("c.service", f"[Service]\nExecStart=/bin/sh -c 'curl -sf {USER}'\n", [2]),
        ("c.conf", "[program:c]\ncommand=/usr/bin/code42 --profile %(ENV_P)s cases list\n", [2]),
        ("c.ini", '[program:c]\ncommand = "code42 cases list"\n', [2]),
        ("c.cfg", f"define command {{\n  command_line  /usr/bin/curl -s {USER}\n}}\n", [2]),
        ("crontab", "0 3 * * * root /usr/bin/code42 cases list\n5 * * * * code42 users list\n", [1, 2]),
        ("crontab", f"0 3 * * * svc curl -s {USER}\n5 * * * * /opt/job.sh\n", [1]),
        ("c.conf", f'input {{\n  http {{\n    url => "{ALERTS}"\n    method => post\n  }}\n}}\n', [3]),
        ("c.conf", f"url = {ALERTS}\n", [1]),
        ("c.py", f"def job(c):\n    c.run('curl -s {USER}')\n", [2]),
        ("c.py", f"Task(cmd=['curl', '-s', '{USER}'])\n", [1]),
    ],
)
def test_commands_and_addresses_in_settings(name: str, text: str, lines: list[int]) -> None:
    assert sorted(by_line(text, name)) == lines


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("c.service", "[Unit]\nDescription=Runs code42 cases list\n"),
        ("c.service", "[Service]\n# ExecStart=/usr/bin/code42 cases list\nExecStart=/bin/true\n"),
        ("c.conf", "commandeer=the code42 cases list\n"),
        ("crontab", "0 3 * * * root /usr/bin/git users list\n"),
        ("c.conf", 'url => "https://acme.com/v1/alerts/query-alerts"\n'),
        ("c.conf", f'x >= "{ALERTS[:20]}"\n'),
        ("c.py", f'"""To look: curl {USER} by hand."""\nx = 1\n'),
        ("c.py", f"log.info('curl {USER} failed')\n"),
        ("c.py", "c.run('curl -s https://acme.com/api/User')\n"),
    ],
)
def test_other_settings_and_texts(name: str, text: str) -> None:
    assert by_line(text, name) == {}
