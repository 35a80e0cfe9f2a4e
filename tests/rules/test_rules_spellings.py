"""Every spelling of every deprecated operation is found, however plainly or not its URL is put together."""

from __future__ import annotations

from collections import defaultdict

import pytest
from rules_support import WRITTEN, absolute, by_line, catalogue, findings, table

SPELLINGS = table("spellings.csv")
HOSTS = {"C42-121", "C42-122", "C42-123"}
"""A retired host is a finding of its own, beside the operation that is asked for there."""
STORAGE = "https://storage-7.us.code42.com"


def _families() -> dict[str, list[dict[str, str]]]:
    families: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in SPELLINGS:
        families[_rules_of(row["id"])[0].family].append(row)
    return families


def _rules_of(fact: str):
    return [rule for rule in catalogue().rules.values() if fact in rule.facts]


def _url(row: dict[str, str]) -> str:
    """The spelling on a host that it is about: AuthToken is gone from storage servers, not from consoles."""
    aside = any(getattr(rule.match, "except_hosts", ()) for rule in _rules_of(row["id"]))
    return STORAGE + row["spelling"] if aside else absolute(row["spelling"])


def _program(rows, write) -> str:
    lines = ["import requests", "def go(session):"]
    lines += [f"    requests.{row['method'].lower()}({write(_url(row))})" for row in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("style", WRITTEN)
@pytest.mark.parametrize("family", _families())
def test_every_spelling_is_found_once_as_its_own_rule(family, style):
    rows = _families()[family]
    text = _program(rows, WRITTEN[style])
    lines = by_line(findings(text, f"{family}.py"), text)
    wrong = []
    for number, row in enumerate(rows, 2):
        wanted = {rule.code for rule in _rules_of(row["id"])}
        got = [code for code in lines[number] if code not in HOSTS]
        if len(got) != 1 or got[0] not in wanted:
            wrong.append((row["method"], row["spelling"], got, sorted(wanted)))
    assert wrong == []


def test_every_operation_of_the_facts_is_spelled():
    operations = {row["id"] for row in table("facts.csv") if row["kind"] == "rest-endpoint"}
    assert operations <= {row["id"] for row in SPELLINGS}
    assert len(SPELLINGS) > 5 * len(operations)
