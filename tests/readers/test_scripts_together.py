"""Shell and PowerShell scripts that load each other: followed when it is clear which file is meant, and only then."""

from __future__ import annotations

import pytest

from c42migrate.model import Request
from c42migrate.readers import powershell, shell
from tests.readers.script_support import LEXICON, Language

SHELL = Language(shell.read, "shell", "s.sh")
POWERSHELL = Language(powershell.read, "powershell", "s.ps1")
LIBRARY = 'BASE=https://h\nUSER=/api/User\napi() { curl -X "$1" "$BASE/$2"; }\n'
MODULE = '$Base = "https://h"\nfunction Api($Verb, $Path) { irm -Method $Verb -Uri "$Base/$Path" }\n'


@pytest.mark.parametrize(
    "line",
    [
        ". lib.sh",
        "source ./lib.sh",
        '. "$(dirname "$0")/lib.sh"',
        'source "${BASH_SOURCE%/*}/lib.sh"',
        'DIR="$(cd "$(dirname "$0")" && pwd)"\n. "$DIR"/lib.sh',
        "[ -f lib.sh ] && . ./lib.sh",
        'for f in lib.sh; do . "./$f"; done',
        ". /opt/tools/x/lib.sh",
    ],
)
def test_a_sourced_file_is_followed(line: str) -> None:
    found = SHELL.project({"x/run.sh": f"{line}\napi PUT Block/1\ncurl $BASE$USER", "x/lib.sh": LIBRARY})
    assert found == {"x/run.sh": ["GET https://h/api/User"], "x/lib.sh": ["PUT https://h/Block/1"]}


@pytest.mark.parametrize(
    "files",
    [
        {"x/run.sh": ". other.sh\napi PUT Block/1\n", "x/lib.sh": LIBRARY},
        {"x/run.sh": "echo . lib.sh\napi PUT Block/1\n", "x/lib.sh": LIBRARY},
        {"run.sh": '. "$LIB"\napi PUT Block/1\n', "x/lib.sh": LIBRARY},
        {"run.sh": '. "$D/lib.sh"\napi PUT Block/1\n', "x/lib.sh": LIBRARY, "y/lib.sh": LIBRARY},
    ],
)
def test_a_file_that_is_not_clear_is_not(files: dict[str, str]) -> None:
    assert not [line for found in SHELL.project(files).values() for line in found if "https://h/Block" in line]


def test_the_one_beside_comes_first() -> None:
    files = {"x/run.sh": '. "$D/lib.sh"\ncurl $BASE/a', "x/lib.sh": "BASE=https://x", "y/lib.sh": "BASE=https://y"}
    assert SHELL.project(files)["x/run.sh"] == ["GET https://x/a"]


def test_a_function_is_followed_from_every_caller_but_not_without_one() -> None:
    files = {"a.sh": ". ./lib.sh\napi GET a", "b.sh": ". ./lib.sh\napi PUT b", "lib.sh": LIBRARY}
    assert SHELL.project(files)["lib.sh"] == ["GET https://h/a", "PUT https://h/b"]
    assert SHELL.project({"lib.sh": LIBRARY}) == {"lib.sh": []}
    assert len(SHELL.requests(LIBRARY + "f() { curl $BASE/$1; }")) == len(SHELL.requests(LIBRARY)) + 1


def test_files_that_source_each_other_end() -> None:
    files = {"a.sh": "A=https://h\n. ./b.sh\ncurl $A$B", "b.sh": "B=/b\n. ./a.sh\n"}
    assert SHELL.project(files) == {"a.sh": ["GET https://h/b"], "b.sh": []}


def test_a_constant_that_another_file_compares_is_shared() -> None:
    files = {
        "lib.sh": "USER=/api/User\n",
        "a.sh": ". ./lib.sh\ncurl https://h$USER",
        "b.sh": '. ./lib.sh\n[ "$1" = "$USER" ] && echo x',
    }
    readings = SHELL.read([SHELL.source(text, name=name) for name, text in files.items()], LEXICON)
    (request,) = [u for reading in readings for u in reading.usages if isinstance(u, Request) and u.client]
    assert [place.path for place in request.shared] == ["lib.sh"]


@pytest.mark.parametrize(
    "line",
    [
        ". .\\Tools.ps1",
        '. "$PSScriptRoot\\Tools.ps1"',
        ". $PSScriptRoot/Tools.ps1",
        "Import-Module .\\Tools.ps1 -Force",
        "Import-Module -Name (Join-Path $PSScriptRoot 'Tools.ps1')",
        '. (Join-Path -Path $PSScriptRoot -ChildPath "Tools.ps1")',
        "using module .\\Tools.ps1",
    ],
)
def test_a_loaded_script_is_followed(line: str) -> None:
    found = POWERSHELL.project({"x/run.ps1": f"{line}\nApi Put Block/1\nirm $Base/a", "x/Tools.ps1": MODULE})
    assert found == {"x/run.ps1": ["GET https://h/a"], "x/Tools.ps1": ["PUT https://h/Block/1"]}


def test_a_module_is_found_by_its_name() -> None:
    files = {"run.ps1": "Import-Module Tools\nApi Put Block/1", "Tools/Tools.psm1": MODULE}
    assert POWERSHELL.project(files)["Tools/Tools.psm1"] == ["PUT https://h/Block/1"]


@pytest.mark.parametrize(
    "line", ["Import-Module ActiveDirectory", ". .\\Other.ps1", "# . .\\Tools.ps1", "cd .\\Tools.ps1"]
)
def test_what_is_not_loaded_is_not_followed(line: str) -> None:
    found = POWERSHELL.project({"run.ps1": f"{line}\nApi Put Block/1", "Tools.ps1": MODULE})
    assert "PUT https://h/Block/1" not in found["Tools.ps1"]
