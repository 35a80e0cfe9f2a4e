"""Functions, aliases and imports that are called like the command: their calls are its uses, and keep their name."""

from __future__ import annotations

import pytest

from tests.checking import by_line, fixed

SHELL, POWERSHELL, PYTHON, RUBY, SCRIPT = "job.sh", "job.ps1", "job.py", "job.rb", "job.js"
USES = [
    (SHELL, 'code42() { command code42 --profile x "$@"; }\ncode42 cases list\n', [2]),
    (SHELL, 'function code42 {\n  "$VENV/bin/code42" "$@"\n}\ncode42 users list\n', [4]),
    (SHELL, 'code42() { docker run --rm acme/cli:2 "$@"; }\ncode42 cases list\ncode42 users list\n', [2, 3]),
    (SHELL, 'code42() { "$CLI" "$@"; }\nxargs -n1 code42 users deactivate < left.txt\n', [2]),
    (SHELL, 'code42() { command code42 "$@"; }\nC=code42\n$C cases list\n"$C" users list\n', [3, 4]),
    (SHELL, 'code42() { command code42 "$@"; }\nssh hop "code42 devices list"\n', [2]),
    (SHELL, "alias c='code42 --profile x'\nc cases list\n", [2]),
    (SHELL, "alias code42='/opt/bin/code42'\ncode42 cases list\n", [2]),
    (SHELL, "alias c='code42 cases list'\nc\n", [1]),
    (POWERSHELL, "function code42 { & 'C:\\Py\\code42.exe' @args }\ncode42 cases list\n& code42 users list\n", [2, 3]),
    (POWERSHELL, "Set-Alias -Name c -Value code42\nc cases list\n", [2]),
    (POWERSHELL, "Set-Alias c C:\\Py\\code42.exe\nc cases list\n", [2]),
    (PYTHON, "import subprocess\ndef code42(*a):\n    subprocess.run(['code42', *a])\ncode42('cases', 'list')\n", [4]),
    (PYTHON, "import subprocess\ndef cli(a):\n    subprocess.run(['code42'] + a)\ncli(['cases', 'list'])\n", [4]),
    (PYTHON, "import subprocess\ndef cli(a):\n    subprocess.run(['code42', *a])\ncli(['cases', 'list'])\n", [4]),
    (PYTHON, "from sh import code42\ncode42('users', 'list')\n", [2]),
    (RUBY, "def code42(*args) = `code42 #{args.join(' ')}`\ncode42('users', 'list')\n", [2]),
    (SCRIPT, "spawn('code42', ['users', 'list', '--active']);\n", [1]),
]
OTHERS = [
    (SHELL, 'code42() { echo "called with $*"; }\ncode42 cases list\n'),
    (SHELL, 'code42() { curl -s "$URL/$1" "$@"; }\ncode42 cases list\n'),
    (SHELL, 'code42() { grep "$1" log; }\ncode42 cases\n'),
    (SHELL, "alias c='git commit'\nc cases list\n"),
    (SHELL, "which code42 || echo 'install code42 first'\n"),
    (POWERSHELL, "function code42 { Write-Host @args }\ncode42 cases list\n"),
    (POWERSHELL, "Set-Alias c Get-Content\nc cases list\n"),
    (PYTHON, "def code42(*a):\n    return '/'.join(a)\ncode42('cases', 'list')\n"),
    (PYTHON, "import subprocess\ndef cli(a):\n    subprocess.run(['git'] + a)\ncli(['cases', 'list'])\n"),
    (SCRIPT, "labels('code42', 'users');\ntags('code42', ['cases', 'legal']);\n"),
    (SCRIPT, "code42('users', 'please');\nother('users', 'list');\n"),
]


@pytest.mark.parametrize(("name", "script", "lines"), USES)
def test_calls_of_what_stands_for_the_command_are_its_uses(name: str, script: str, lines: list[int]) -> None:
    assert sorted(by_line(script, name)) == lines


@pytest.mark.parametrize(("name", "script"), OTHERS)
def test_other_functions_of_that_name_are_none(name: str, script: str) -> None:
    assert by_line(script, name) == {}


@pytest.mark.parametrize(("name", "script", "_lines"), [row for row in USES if row[0] != SCRIPT])
def test_a_name_that_stands_for_the_command_is_never_rewritten(name: str, script: str, _lines: list[int]) -> None:
    changed = fixed(script, name)
    assert changed == script or "c='incydr" in changed


@pytest.mark.parametrize(
    ("name", "script", "new"),
    [
        (SHELL, "code42 cases list\n", "incydr cases list"),
        (SHELL, "x=1\nsudo code42 cases list\n", "sudo incydr cases list"),
        (POWERSHELL, "code42 cases list\n", "incydr cases list"),
        (PYTHON, "import subprocess\nsubprocess.run(['code42', 'cases', 'list'])\n", "['incydr', 'cases', 'list']"),
        (PYTHON, "import os\nos.system('code42 cases list')\n", "incydr cases list"),
    ],
)
def test_the_command_itself_is(name: str, script: str, new: str) -> None:
    assert new in fixed(script, name)
