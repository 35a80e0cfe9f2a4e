from __future__ import annotations

import io

import pytest

from c42migrate.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "environ", "wanted"),
    [
        (True, {"TERM": "xterm"}, True),
        (True, {"TERM": "dumb"}, False),
        (True, {}, False),
        (True, {"TERM": "xterm", "CI": "true"}, False),
        (False, {"TERM": "xterm"}, False),
    ],
)
def test_only_a_person_at_a_terminal_sees_it(terminal: bool, environ: dict[str, str], wanted: bool) -> None:
    assert progress.wanted(Terminal() if terminal else io.StringIO(), environ) is wanted


def test_a_short_run_shows_nothing() -> None:
    stream = Terminal()
    line = progress.Line(stream, clock=lambda: 0.0)
    line.tell("reading 3 files")
    line.tick()
    line.clear()
    assert stream.getvalue() == ""


def test_a_long_run_shows_one_line_and_takes_it_away() -> None:
    stream, now = Terminal(), [0.0]
    line = progress.Line(stream, clock=lambda: now[0])
    line.tell("reading 3 files")
    now[0] = 7.0
    line.tick()
    line.tell("comparing 3 files")
    now[0] = 8.0
    line.tick()
    line.clear()
    assert stream.getvalue() == (
        "\r\x1b[Kc42migrate: reading 3 files … 7 s\r\x1b[Kc42migrate: comparing 3 files … 8 s\r\x1b[K"
    )


def test_a_pipe_gets_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.progress(quiet=False) as tell:
        tell("reading")
    assert capsys.readouterr() == ("", "")


def test_the_thread_ends_with_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(progress, "wanted", lambda _: True)
    monkeypatch.setattr(progress, "DELAY", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    before = threading.active_count()
    with progress.progress(quiet=False) as tell:
        tell("reading")
        while "reading" not in stream.getvalue():
            pass
    assert threading.active_count() == before
    assert stream.getvalue().endswith("\r\x1b[K")
