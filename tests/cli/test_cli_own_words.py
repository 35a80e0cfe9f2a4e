"""Hosts, wrappers and products of the configuration, with the whole engine behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import run

GET = 'import requests\nrequests.get("https://backup.corp.example.net/api/User/" + uid)\n'
CALLS = {
    "api.call('put', '/api/User/1')": '"api.call" = {method = 0, path = 1}',
    "api.call(path='/api/User/1', verb='put')": '"api.call" = {method = "verb", path = "path"}',
    "api.fetch('/api/User/1')": '"api.fetch" = {method = "GET", path = 0}',
    "send(1, '/api/User/1')": '"corp.send" = {method = "POST", path = 1}',
}
PROGRAM = 'from corp import api, send\nCONSOLE = "https://console.us.code42.com"\n{}\n'


def concise(directory: Path, *arguments: str) -> list[str]:
    done = run("check", "-f", "concise", *arguments, "a.py", cwd=directory)
    assert done.code in {0, 1}, done.err
    return done.out.splitlines()


@pytest.mark.parametrize(
    ("config", "count"),
    [
        ("", 0),
        ('hosts = ["backup.corp.example.net"]', 1),
        ('hosts = ["*.corp.example.net"]', 1),
        ('hosts = ["BACKUP.corp.example.net"]', 1),
        ('hosts = ["other.example.net"]', 0),
        ('hosts = ["corp.example.net"]', 0),
    ],
)
def test_own_hosts(tmp_path: Path, config: str, count: int) -> None:
    (tmp_path / "a.py").write_text(GET)
    (tmp_path / ".c42migrate.toml").write_text(config)
    assert len(concise(tmp_path)) == count


def test_an_own_host_declared_as_crashplan_gets_the_current_shape(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(GET)
    (tmp_path / ".c42migrate.toml").write_text('hosts = ["backup.corp.example.net"]\nproduct = "crashplan"\n')
    assert any("[*]" in line for line in concise(tmp_path))


@pytest.mark.parametrize("call", CALLS)
def test_own_wrappers(tmp_path: Path, call: str) -> None:
    (tmp_path / "a.py").write_text(PROGRAM.format(call))
    (tmp_path / ".c42migrate.toml").write_text(f"[wrappers]\n{CALLS[call]}\n")
    (found,) = concise(tmp_path)
    assert "C42-102" in found


def test_a_wrapper_of_another_name_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(PROGRAM.format("send(1, '/api/User/1')"))
    without = concise(tmp_path)
    (tmp_path / ".c42migrate.toml").write_text('[wrappers]\n"corp.receive" = {path = 1}\n')
    assert concise(tmp_path) == without
