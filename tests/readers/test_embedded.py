"""Programs cut out of other files: what is found, what it says, and that every byte is where it says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.files.source import Source
from c42migrate.readers.containers import parts


def source(text: str, kind: str, path: str = "f") -> Source:
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + len(char.encode()))
    return Source(path, text, kind, offsets=offsets)


def cut(text: str, kind: str, path: str = "f") -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in parts(source(text, kind, path))]


def notebook(*cells: str | list[str], **metadata: object) -> str:
    code = [{"cell_type": "code", "source": cell} for cell in cells]
    return json.dumps({"cells": [{"cell_type": "markdown", "source": ["x = 1"]}, *code], "metadata": metadata})


CASES = [
    ("markdown", "```python\nx = 1\n```\n", [("python", "x = 1\n")]),
    ("markdown", "~~~sh\ncurl x\n~~~~\n", [("shell", "curl x\n")]),
    ("markdown", "- a\n  ```bash\n  $ curl \\\n      x\n  output\n  ```\n", [("shell", "curl \\\n    x\n")]),
    ("markdown", "> ```sh\n> curl x\n> ```\n", [("shell", "curl x\n")]),
    ("markdown", "```\n$ code42 users list\n```\n", [("shell", "code42 users list\n")]),
    ("markdown", "```pycon\n>>> x = 1\n1\n>>> y\n```\n", [("python", "x = 1\ny\n")]),
    ("markdown", "```{.python .numberLines}\nx\n```\n", [("python", "x\n")]),
    ("markdown", "```PowerShell\n$x\n```", [("powershell", "$x\n")]),
    ("markdown", "````md\n```python\nx\n```\n````\n", []),
    ("markdown", "```http\nGET /x\n```\n", [("http", "GET /x\n")]),
    ("markdown", "```ruby\nx\n```\n", [("rb", "x\n")]),
    ("markdown", "```sh\ncurl x", [("shell", "curl x")]),
    ("markdown", "Call `curl /api/User`.\n\n    curl indented\n", [("prose", "curl /api/User")]),
    ("markdown", "```\nplain text\n```\n```mermaid\ncurl x\n```\n", []),
    (
        "rst",
        ".. code-block:: bash\n   :linenos:\n\n   curl x\n\n   code42 y\n\ntext\n",
        [("shell", "\ncurl x\n\ncode42 y\n\n")],
    ),
    ("rst", "prose::\n\n    $ code42 users\n\nmore\n", [("shell", "code42 users\n")]),
    ("rst", "prose::\n\n    anything\n\n.. note::\n\n   curl x\n", []),
    ("xml", "<a><b>#!/bin/sh\rcurl &quot;x?a=1&amp;b&quot;\r</b></a>", [("shell", '#!/bin/sh\ncurl "x?a=1&b"\n')]),
    (
        "xml",
        "<b><![CDATA[#!/usr/bin/env python3\nx = 1 < 2 && y]]></b>",
        [("python", "#!/usr/bin/env python3\nx = 1 < 2 && y")],
    ),
    ("xml", "<script_contents>curl -u a:b https://x</script_contents>", [("shell", "curl -u a:b https://x")]),
    ("xml", "<a>\nInvoke-RestMethod x\n</a>", [("powershell", "Invoke-RestMethod x\n")]),
    ("xml", "<a>use curl for it</a><!-- #!/bin/sh\ncurl x --><b c='#!/bin/sh'/>", []),
    (
        "yaml",
        "- run: |\n    curl x\n    if y; then\n      z\n    fi\n- x: 1\n",
        [("shell", "curl x\nif y; then\n  z\nfi\n")],
    ),
    ("yaml", "run: >-\n  curl -X PUT\n  https://x\n\n", [("shell", "curl -X PUT https://x\n")]),
    ("yaml", "run: curl x # note\n", [("shell", "curl x")]),
    ("yaml", 'run: "curl \\"x\\""\n', [("shell", 'curl "x"')]),
    ("yaml", "run: 'curl ''x'''\n", [("shell", "curl 'x'")]),
    ("yaml", "script:\n- a b\n- |\n  c d\n  e\nnext: curl x\n", [("shell", "a b\nc d\ne\n")]),
    ("yaml", "a:\n  script:\n    - curl x\n  other: y z\n", [("shell", "curl x")]),
    ("yaml", 'command: ["sh", "-c", "curl x"]\n', [("shell", "curl x")]),
    ("yaml", "run: echo ${{ secrets.X }}\n", [("shell", "echo ${__secrets_X__}")]),
    (
        "yaml",
        "- shell: pwsh\n  run: |\n    Get-Item x\n- run: a b\n",
        [("powershell", "Get-Item x\n"), ("shell", "a b")],
    ),
    ("yaml", "- run: a b\n- run: |\n    c d\n  shell: python\n", [("shell", "a b"), ("python", "c d\n")]),
    ("yaml", "shell: bash\nrun: single\ndescription: run curl x\nscript: *anchor here\n", []),
    ("dockerfile", "FROM x\nRUN a && \\\n  # no\n  b c\nCOPY d e\n", [("shell", "a && \\\n  b c\n")]),
    ("dockerfile", 'CMD ["code42", "users", "list"]\n', [("shell", "code42 users list")]),
    ("dockerfile", 'ENTRYPOINT ["sh", "-c", "curl x"]\n', [("shell", "curl x")]),
    ("dockerfile", "RUN --mount=type=x <<EOF\ncurl x\nEOF\nCMD y z\n", [("shell", "curl x\n"), ("shell", "y z\n")]),
    ("dockerfile", "# RUN curl x\nLABEL run=curl\n", []),
    ("makefile", "B := https://x\na: b\n\t@curl $$U $(B)/y\n", [("shell", "B=https://x\ncurl $U ${B}/y\n")]),
    ("makefile", "a: b\n\t-x \\\n\t  y\n", [("shell", "x \\\n\t  y\n")]),
    ("makefile", "A = curl\nb: c\n", []),
    ("crontab", "# c\nX=1\n*/5 * * * 1-5 curl x\n@daily date +\\%d\n", [("shell", "X=1\ncurl x\ndate +%d\n")]),
    ("crontab", "# 1 2 3 4 5 curl x\n\n", []),
    ("python", "'''```sh\ncurl x\n```'''", []),
    ("text", "```sh\ncurl x\n```", []),
    ("notebook", "not json", []),
    ("markdown", "Try:\n\n    curl https://x/\n\nText\n", [("shell", "curl https://x/\n")]),
    ("markdown", "Try:\n\n\t$ curl -k https://x/", [("shell", "curl -k https://x/")]),
    ("markdown", "Text that goes on\n    curl https://x/\n", []),
    ("markdown", "Text:\n\n    see https://x/ for more\n", []),
    ("notebook", '{"cells": [', []),
    ("notebook", notebook("import x", ["y = 1\n", "z"]), [("python", "import x\ny = 1\nz")]),
    ("notebook", notebook("%%bash\ncurl x", "y"), [("shell", "curl x"), ("python", "y")]),
    ("notebook", notebook("%%script sh\ncurl x"), [("shell", "curl x")]),
    ("notebook", notebook("%%time\nf()\n!curl x\nq = !ls y\n%matplotlib inline\n"), None),
    ("notebook", notebook("%time f(1)\nx = (1\n  %y)"), [("python", "f(1)\nx = (1\n  %y)")]),
    ("notebook", notebook("curl x", language_info={"name": "bash"}), [("shell", "curl x")]),
    ("notebook", notebook("é = '\\\\ \t😀\"'"), [("python", "é = '\\\\ \t😀\"'")]),
    ("notebook", json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": ["x"]}]}]}), [("python", "x")]),
]


@pytest.mark.parametrize(("kind", "text", "expected"), CASES)
def test_parts(kind: str, text: str, expected: list[tuple[str, str]] | None) -> None:
    found = cut(text, kind)
    if expected is None:
        expected = [("shell", "curl x\n"), ("shell", "ls y\n"), ("python", "f()\n\n\n\n")]
    assert found == expected
    for part in parts(source(text, kind)):
        assert_offsets(text.encode(), part)


def assert_offsets(data: bytes, part: Source) -> None:
    assert part.offsets is not None
    offsets = list(part.offsets)
    assert len(offsets) == len(part.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] <= len(data)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("etc/cron.d/job", "1 2 * * * root curl x\n", "curl x\n"),
        ("my.cron", "1 2 * * * root curl x\n", "curl x\n"),
        ("my.cron", "@daily svc-c42 /opt/bin/code42 x > y-\\%d\n# a\nA=b\n", "/opt/bin/code42 x > y-%d\nA=b\n"),
        ("my.cron", "1 2 * * 1-5 _c42 T=1 code42 x\n1 2 * * 1-5 bin cd /x && a\n", "T=1 code42 x\ncd /x && a\n"),
        ("my.cron", "1 2 * * * curl /x\n1 3 * * * root curl x\n", "curl /x\ncurl x\n"),
        ("my.cron", "1 2 * * * python3 /opt/x.py\n", "python3 /opt/x.py\n"),
        ("my.cron", "1 2 * * * echo curl x\n", "echo curl x\n"),
        ("my.cron", "1 2 * * * /opt/x.sh curl x\n", "/opt/x.sh curl x\n"),
        ("my.cron", "1 2 * * * report --all\n", "report --all\n"),
    ],
)
def test_crontabs_that_name_a_user(path: str, text: str, expected: str) -> None:
    assert cut(text, "crontab", path) == [("shell", expected)]


def test_scripts_in_html_pages_are_left_to_the_lexical_reader() -> None:
    assert cut("<script>fetch('/api/User')</script><p>curl x</p>", "text", "a.html") == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("notebook", notebook('é = 1\nr("/api/User")\n', "s('/api/Ünit')")),
        ("notebook", json.dumps(json.loads(notebook('é\nr("/api/User")')), ensure_ascii=False, indent=2)),
        ("markdown", "é\n  ```sh\n  curl '/api/User' é\n  ```\n"),
        ("xml", "<é><b>#!/bin/sh\ncurl &quot;/api/User&quot;\n</b></é>"),
        ("yaml", "é: 1\nrun: |\n  curl é\n  curl /api/User\n"),
        ("makefile", "é: x\n\tcurl $$é /api/User\n"),
    ],
)
def test_words_are_where_the_offsets_say(kind: str, text: str) -> None:
    data = text.encode()
    for part in parts(source(text, kind)):
        start = part.text.find("/api/U")
        if start < 0:
            continue
        place = part.place(start, start + len("/api/U"))
        assert data[place.start : place.end] == b"/api/U"
        literal = part.literal(start, start + len("/api/U"))
        assert literal.place == place


@pytest.mark.parametrize(
    ("kind", "text", "escaped"),
    [
        ("notebook", notebook("x"), True),
        ("markdown", "```sh\nx\n```", False),
        ("xml", "<a>#!/bin/sh\n</a>", True),
        ("xml", "<a><![CDATA[#!/bin/sh\n]]></a>", False),
        ("yaml", "run: 'a b'", True),
        ("yaml", "run: |\n  a b", False),
    ],
)
def test_escaped(kind: str, text: str, escaped: bool) -> None:
    assert [part.escaped for part in parts(source(text, kind))] == [escaped]


@given(st.text(max_size=30), st.booleans())
def test_notebook_strings_are_decoded_with_their_places(content: str, ascii_only: bool) -> None:
    cell = f"# {content}".replace("\ud800", "")
    text = json.dumps(
        {"cells": [{"cell_type": "code", "source": cell}], "metadata": {"language_info": {"name": "r"}}},
        ensure_ascii=ascii_only,
    )
    data = text.encode()
    (part,) = parts(source(text, "notebook"))
    assert part.text == cell
    for index, char in enumerate(cell):
        place = part.place(index, index + 1)
        written = data[place.start : place.end].decode()
        assert json.loads(f'"{written}"') == char


@given(
    st.sampled_from(["markdown", "rst", "xml", "yaml", "dockerfile", "makefile", "crontab", "notebook"]),
    st.text(st.sampled_from("`~:|>-#<!$ \n\r\t\\\"'é[]{}RUNrun: sh*1&;"), max_size=60),
)
def test_any_text_is_survived(kind: str, text: str) -> None:
    for part in parts(source(text, kind)):
        assert_offsets(text.encode(), part)


BATCH = [
    ('curl -X PUT "%BASE%/api/User/%1"\r\n', 'curl -X PUT "${BASE}/api/User/${A1}"\r\n'),
    ('set "BASE=https://h"\r\nset P=/api\r\n', 'BASE="https://h"\r\nP="/api"\r\n'),
    ("C:\\tools\\curl.exe -d 'x' ^\r\n  https://h/a\r\n", "C:/tools/curl.exe -d \\'x\\'    https://h/a\r\n"),
    ("for /f \"tokens=*\" %%i in ('curl -s https://h/a') do echo %%i\n", "curl -s https://h/a\n"),
    ("rem curl https://h/a\n:: curl https://h/b\necho curl https://h/c\ncall x.cmd\n", "x.cmd\n"),
]


@pytest.mark.parametrize(("text", "expected"), BATCH)
def test_batch_files_as_a_shell_has_them(text: str, expected: str) -> None:
    assert cut(text, "text", "a.bat") == [("shell", expected)]


def test_what_a_batch_file_gives_to_powershell() -> None:
    text = 'powershell.exe -NoProfile -ExecutionPolicy Bypass -Command "irm \\"%B%/api/User\\""\r\n'
    assert cut(text, "text", "a.cmd") == [("powershell", 'irm "${B}/api/User"')]


LINES_IN_XML = [
    ('<Cmd>curl -k "$U/a?b=1&amp;c=2"</Cmd>', [("shell", 'curl -k "$U/a?b=1&c=2"')]),
    ("<script>if [ -x a ]; then curl -s https://h/a; fi</script>", [("shell", "if [ -x a ]; then curl -s https://h/a; fi")]),
    ("<command>Invoke-RestMethod -Uri &apos;https://h/a&apos;</command>", [("powershell", "Invoke-RestMethod -Uri 'https://h/a'")]),
    ("<Command>cmd</Command><Arguments>/c dir</Arguments>", []),
    ("<Text>curl -s https://h/a shows it</Text>", []),
    ('<p title="curl -s https://h/a/b/c"/>', []),
    ("<string>curling is a sport</string>", []),
    ('<Var name="U">https://h</Var>', []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINES_IN_XML)
def test_command_lines_in_xml(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text, "xml") == expected


MAKEFILES = [
    ("H ?= h\nA := https://$(H)/api\na:\n\tcurl $(A)/x > $@\n", "H=h\nA=https://${H}/api\ncurl ${A}/x > ${_}\n"),
    ('C = curl -H "A: $(T)"\na:\n\t@$(C) x\n', 'C=(curl -H "A: ${T}")\n${C[@]} x\n'),
    ("T := $(shell curl -s https://h/a)\n", "T=$( curl -s https://h/a)\n"),
    (
        "F := $(wildcard *.x)\na: $(F)\n\tfor i in $$x; do \\\n\t curl $$i; \\\n\tdone\n",
        "\nfor i in $x; do \\\n\t curl $i; \\\n\tdone\n",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MAKEFILES)
def test_variables_of_makefiles(text: str, expected: str) -> None:
    assert cut(text, "makefile") == [("shell", expected)]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("crontab.txt", "# m h\nA=b\n*/15 * * * *  curl x\n", [("shell", "A=b\ncurl x\n")]),
        ("jobs", "@daily /usr/bin/code42 users list\n", [("shell", "/usr/bin/code42 users list\n")]),
        ("jobs.conf", "0 6 * * mon-fri curl x\n", [("shell", "curl x\n")]),
        ("notes.txt", "Run it like this:\n*/15 * * * * curl x\n", []),
        ("table.txt", "1 2 3 4 5\n", []),
        ("table.txt", "1 2 3 77 88 curl\n", []),
        ("a.txt", "A=b\n", []),
    ],
)
def test_crontabs_by_what_stands_in_them(path: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text, "text", path) == expected


SCRIPTS = [
    ("<S>#!/bin/sh_x000D__x000A_curl _x0022_h_x0022_ &amp;</S>", [("shell", '#!/bin/sh\r\ncurl "h" &')]),
    ("<S>#!/bin/sh\ncurl a_x0041_x0009 _x000_</S>", [("shell", "#!/bin/sh\ncurl a_x0041_x0009 _x000_")]),
    ("<command>pip3 install py42 &amp;&amp; a</command>", [("shell", "pip3 install py42 && a")]),
    ("<s>#!/bin/sh\rcurl a\recho '<r>$x</r>'\r</s><t>u</t>", [("shell", "#!/bin/sh\ncurl a\necho '<r>$x</r>'\n")]),
    ("<script>#!/bin/sh\necho <b>`curl a&amp;b`</b></script>", [("shell", "#!/bin/sh\necho <b>`curl a&b`</b>")]),
    (
        "<script>\nDim a\nSet a = CreateObject(&quot;x&quot;)\n</script>",
        [("vbs", 'Dim a\nSet a = CreateObject("x")\n')],
    ),
    ("<w>On Error Resume Next\rb.open c &amp; d\r</w>", [("vbs", "On Error Resume Next\nb.open c & d\n")]),
    ("<s>#!/bin/sh\ncurl a\n<r>b</r>", [("shell", "#!/bin/sh\ncurl a\n")]),
    ("<text>pip3 install py42</text>", []),
    ("<note>Dim the light</note>", []),
    ("<note>\nThe lights dim slowly\nover the script\n</note>", []),
    ("<script><name>a</name><value>b</value></script>", []),
    ('<echo message="cmd is a shell"/>', []),
    ("<array><string>code42</string><string>users</string></array>", []),
]


@pytest.mark.parametrize(("text", "expected"), SCRIPTS)
def test_scripts_in_xml(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text, "xml") == expected


@pytest.mark.parametrize(
    "text",
    ["<script>#!/bin/sh\n<b>", "<script>a<b>c</b>", "<script>#!/bin/sh\ncurl a</script>", "<s a='curl -s https://h'>"],
)
def test_many_scripts(text: str) -> None:
    """Looked for one by one, each to the end of the file, this takes minutes."""
    assert len(cut(text * 10_000, "xml")) in {0, 10_000}
