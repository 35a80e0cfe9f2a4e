"""Programs of other languages that stand in here-strings of PowerShell scripts."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.readers.embedded import parts
from c42migrate.readers.powershell.programs import powershell_parts

CODE = "import py42.sdk\nprint(1)"
HERE = f"@'\n{CODE}\n'@"
MANY = 40_000


def found(script: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts(Source("s.ps1", script, "powershell"))]


@pytest.mark.parametrize(
    "script",
    [
        f"{HERE} | python -",
        f"{HERE} | python",
        f"{HERE} | & python3.11 -u -\n",
        f'$code = {HERE}\n$code | & "$env:TEMP\\v\\python.exe" - $a',
        f"$Code={HERE}\r\n$x = $code | py -3 -",
        f"$code = {HERE}\npython -c $code $a",
        f"python -c {HERE}",
        f"{HERE} | Set-Content tool.py\npython tool.py",
        f"Set-Content -Path tool.py -Value {HERE}",
        f'$script:code = {HERE}\n$code | Out-File -Encoding utf8 "$d\\tool.py"',
        f'$code = {HERE}\n[IO.File]::WriteAllText("$d/tool.py", $code)',
        f"{HERE} > tool.py",
        f'$code = @"\n{CODE}\n"@\n$code | python -',
    ],
)
def test_python_that_is_handed_over(script: str) -> None:
    assert [(kind, text.strip()) for kind, text in found(script)] == [("python", CODE)]


@pytest.mark.parametrize(
    "script",
    [
        f"$code = {HERE}\nWrite-Host $code",
        f"$json = {HERE}\n$json | python tool.py",
        f"$json = {HERE}\n$json | python -m json.tool",
        f"$code = {HERE}\n# $code | python -",
        f"# $code = {HERE} | python -",
        f"$text = {HERE}\n$text | Set-Content readme.md",
        f"$a = {HERE}\n$b | python -",
        f"$a = {HERE}\npython tool.py $a",
        "$a = 'import py42'\n$a | python -",
        f"irm https://h/a -Method Post -Body {HERE}",
        "@'\n'@ | python -",
        f"@'\n{CODE}",
    ],
)
def test_other_here_strings(script: str) -> None:
    assert found(script) == []


@pytest.mark.parametrize(
    "script", ["Add-Type -TypeDefinition @'\n{}\n'@", '$c = @"\n{}\n"@\nAdd-Type $c', "@'\n{}\n'@ | Add-Type"]
)
def test_c_sharp_of_add_type(script: str) -> None:
    code = "public class A { int x; }"
    assert [(kind, text.strip()) for kind, text in found(script.replace("{}", code))] == [("cs", code)]
    assert found(script.replace("{}", code).replace("Add-Type", "Set-Thing")) == []


def test_parts_stand_where_they_say() -> None:
    script = '# é\n$c = @"\nprint(`"a é`")\n"@\n$c | python -\n'
    data = script.encode()
    offsets = [len(script[:index].encode()) for index in range(len(script) + 1)]
    (part,) = parts(Source("s.ps1", script, "powershell", offsets=offsets))
    assert part.text == 'print("a é")'
    place = part.place(part.text.index("a"), part.text.index("é") + 1)
    assert data[place.start : place.end].decode() == "a é"


@pytest.mark.parametrize("part", ["@'\n", '@"\n', "@'\nx\n'@\n", "$a | ", "| python ", "Add-Type $a\n", "@'" + " " * 9])
def test_odd_scripts_take_linear_time(part: str) -> None:
    assert list(powershell_parts(Source("s.ps1", part * MANY, "powershell"))) == []
