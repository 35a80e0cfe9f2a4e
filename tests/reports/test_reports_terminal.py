from __future__ import annotations

import io

import pytest

from c42migrate.reports.terminal import Style, plain, underline, wants_colour, wants_links


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "expected"),
    [
        (_Terminal(), {}, True),
        (_Terminal(), {"NO_COLOR": "1"}, False),
        (_Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (_Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (io.StringIO(), {"FORCE_COLOR": "0"}, False),
        (_Terminal(), {"NO_COLOR": ""}, True),
    ],
)
def test_colour(stream: io.StringIO, environ: dict[str, str], expected: bool) -> None:
    assert wants_colour(stream, environ) is expected


@pytest.mark.parametrize(
    ("stream", "environ", "expected"),
    [
        (_Terminal(), {"TERM": "xterm"}, True),
        (_Terminal(), {}, False),
        (_Terminal(), {"TERM": "dumb"}, False),
        (_Terminal(), {"TERM": "xterm", "NO_COLOR": "1"}, False),
        (_Terminal(), {"TERM": "xterm", "CI": "true"}, False),
        (_Terminal(), {"TERM": "xterm", "FORCE_HYPERLINK": "0"}, False),
        (io.StringIO(), {"TERM": "xterm"}, False),
        (io.StringIO(), {"FORCE_HYPERLINK": "1"}, True),
    ],
)
def test_links(stream: io.StringIO, environ: dict[str, str], expected: bool) -> None:
    assert wants_links(stream, environ) is expected


def test_a_link_names_the_file_and_cannot_be_broken_out_of() -> None:
    assert Style().link("a.py:1", "a.py") == "a.py:1"
    shown = Style(links=True).link("a.py:1", "/tmp/a b\x1b\\\udcff.py")
    assert shown == "\x1b]8;;file:///tmp/a%20b%1B%5C%FF.py\x1b\\a.py:1\x1b]8;;\x1b\\"


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\rb", "a\x9bb", "x\u202ey", "\udcff", "a\nb", "\x07"])
def test_nothing_reaches_the_terminal_raw(text: str) -> None:
    shown = plain(text)
    assert shown.isprintable()
    assert text not in shown


@pytest.mark.parametrize(
    ("line", "start", "end", "carets"),
    [
        ("put(/api)", 4, 8, "    ^^^^"),
        ("\tput(/api)", 5, 9, "        ^^^^"),
        ("漢字(/api)", 3, 7, "     ^^^^"),
        ("e\u0301(/api)", 3, 7, "  ^^^^"),
        ("abc", 3, 3, "   ^"),
        ("漢", 0, 1, "^^"),
    ],
)
def test_underline(line: str, start: int, end: int, carets: str) -> None:
    assert underline(line, start, end)[1] == carets
