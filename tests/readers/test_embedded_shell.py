"""Programs inside shell scripts, and what stands there but is none."""

from __future__ import annotations

import pytest

from c42migrate.files.source import Source
from c42migrate.readers.containers import parts

CODE = 'import requests\nrequests.get("https://h/api/User")\n'


def found(script: str) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts(Source("a.sh", script, "shell"))]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (f"python3 - <<'EOF'\n{CODE}EOF\n", CODE),
        (f'python - "$1" <<EOF\n{CODE}EOF\n', CODE),
        (f'x=$(python3.9 <<-"PY"\n{CODE}PY\n)\n', CODE),
        (f"/usr/bin/env python <<\\EOF | jq .\n{CODE}EOF", CODE),
        (f'"$PYTHON" - <<EOF\n{CODE}EOF\n', CODE),
        (f"cat > /tmp/tool.py <<'EOF'\n{CODE}EOF\npython /tmp/tool.py", CODE),
        (f"cat <<'EOF' > tool.py\n{CODE}EOF\n", CODE),
        (f"python - <<EOF\r\n{CODE}EOF\r\n", CODE),
        ("python <<EOF\nx = '\\$y \\\\n $z'\nEOF\n", "x = '$y \\n $z'\n"),
        ("python3 -c 'import a; a.b(\"c\")'", 'import a; a.b("c")'),
        ('python -u -c "import a; a.b(\\"$c\\")"', 'import a; a.b("$c")'),
        ("x=\"$(echo 1 | python3 -c 'import a\nprint(a)')\"", "import a\nprint(a)"),
    ],
)
def test_python(script: str, expected: str) -> None:
    assert found(script) == [("python", expected)]


def test_a_script_that_is_written() -> None:
    assert found("cat > run.sh <<'EOF'\ncurl https://h\nEOF\n") == [("shell", "curl https://h\n")]


@pytest.mark.parametrize(
    "script",
    [
        f"# python3 - <<'EOF'\n{CODE}EOF\n",
        f"cat <<'EOF'\n{CODE}EOF\n",
        f": <<'EOF'\n{CODE}EOF\n",
        f"echo python; cat <<EOF\n{CODE}EOF\n",
        f"ssh python.example.com <<EOF\n{CODE}EOF\n",
        f"python - <<'EOF'\n{CODE}",
        "# python -c 'import a'",
        "echo \"try python -c 'import a'\"",
        "python -m http.server",
        "python x.py <<< 'a'",
    ],
)
def test_what_is_none(script: str) -> None:
    assert found(script) == []


def test_places_are_those_of_the_file() -> None:
    script = "é=1\npython - <<'EOF'\nx = 'ü'\ny = 1\nEOF\n"
    (part,) = parts(Source("a.sh", script, "shell", offsets=_offsets(script)))
    start = part.text.index("y")
    assert script.encode()[part.offset(start) : part.offset(start + 5)] == b"y = 1"


def _offsets(text: str) -> list[int]:
    return [len(text[:end].encode()) for end in range(len(text) + 1)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (f"cat <<NEVER\npython3 - <<EOF\n{CODE}EOF\n", [("python", CODE)]),
        (f"diff <<NEVER python - <<EOF\n{CODE}EOF\n", [("python", CODE)]),
        (f"cat <<'A'\npython3 - <<EOF\n{CODE}EOF\nA\n", []),
        (f"python - <<A\n{CODE}A\npython - <<A\n{CODE}  A )\n", [("python", CODE), ("python", CODE)]),
        ("A\npython - <<A\n", []),
        (f"python - <<EOFX\n{CODE}EOF\n", []),
        (f"x=1 # python - <<EOF\n{CODE}EOF\n", []),
    ],
)
def test_where_here_documents_end(script: str, expected: list[tuple[str, str]]) -> None:
    assert found(script) == expected


@pytest.mark.parametrize("line", ["python3 - <<EOF\n", "python3 - <<EOF ", "cat <<EOF\nEOFX\n"])
def test_many_here_documents_without_an_end(line: str) -> None:
    """Looked for one by one, each to the end of the file, this takes minutes."""
    assert found(line * 50_000) == []
