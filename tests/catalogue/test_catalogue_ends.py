"""Ends of calls of a client: those of its package or of the server operations they make."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from c42migrate.catalogue.load import load
from c42migrate.catalogue.model import Basis, Lifecycle
from c42migrate.catalogue.validate import validate
from c42migrate.errors import CatalogueError
from tests.catalogue.catalogue_examples import rule, write

SAID = "deprecated: {date: 2025-03-21, basis: stated, source: changelog}"
OPERATION = rule()
REMOVED = rule(
    "C42-302",
    "user-gone",
    "{kind: request, method: PUT, paths: [/api/v1/UserGone]}",
    lifecycle="removed: {date: 2023-08-04, basis: stated, source: release notes}\n"
    "end_of_life: {date: 2023-02-28, basis: policy, source: one year later}",
)
PACKAGE = rule(
    "C42-970",
    "pkg-py42",
    "{kind: requirement, packages: [py42], programs: [code42]}",
    lifecycle=SAID + "\nend_of_life: {date: 2027-01-01, basis: stated, source: README}",
)


def client(match: str, server: str = "", lifecycle: str = SAID) -> str:
    return rule("C42-901", "call", match, lifecycle=lifecycle, more=f"server: [{server}]\n" if server else "")


CALL = "{kind: symbol, names: [py42.client.users.block]}"
COMMAND = "{kind: command, program: code42, words: [users]}"


def life(directory: Path, *rules: str) -> Lifecycle:
    return load([write(directory, *rules)]).rules["C42-901"].lifecycle


@pytest.mark.parametrize(
    ("match", "server", "ends", "basis"),
    [
        (CALL, "", date(2027, 1, 1), Basis.STATED),
        (COMMAND, "", date(2027, 1, 1), Basis.STATED),
        (CALL, "user-block", date(2023, 5, 18), Basis.POLICY),
        (CALL, "C42-301", date(2023, 5, 18), Basis.POLICY),
        (COMMAND, "user-block", date(2023, 5, 18), Basis.POLICY),
        (CALL, "user-block, user-gone", date(2023, 2, 28), Basis.POLICY),
        ("{kind: symbol, names: [incydr.client.users]}", "", None, None),
        ("{kind: symbol, names: [incydr.client.users]}", "user-block", date(2023, 5, 18), Basis.POLICY),
    ],
)
def test_what_ends_first_lends_its_end(
    tmp_path: Path, match: str, server: str, ends: date | None, basis: Basis | None
) -> None:
    end = life(tmp_path, OPERATION, REMOVED, PACKAGE, client(match, server)).end_of_life
    assert (end.date if end else None, end.basis if end else None) == (ends, basis)


def test_the_source_names_the_rule_that_the_date_comes_from(tmp_path: Path) -> None:
    found = life(tmp_path, OPERATION, PACKAGE, client(CALL, "user-block"))
    assert found.end_of_life is not None
    assert found.end_of_life.source == "one year later (C42-301 user-block)"


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("code42 users orgs list", date(2023, 5, 18)),
        ("code42 users list", date(2027, 1, 1)),
        ("code42 users list orgs-of-mine", date(2027, 1, 1)),
        ("code42 users", date(2027, 1, 1)),
    ],
)
def test_single_commands_end_with_what_only_they_call(tmp_path: Path, name: str, ends: date) -> None:
    users = rule("C42-901", "call", COMMAND, lifecycle=SAID, more="servers: {users orgs: [user-block]}\n")
    found = load([write(tmp_path, OPERATION, PACKAGE, users)]).rules["C42-901"].of(name).lifecycle
    assert found.end_of_life is not None
    assert (found.end_of_life.date, found.end_of_support) == (ends, None)


def test_what_the_server_removed_is_removed_for_its_clients(tmp_path: Path) -> None:
    found = life(tmp_path, REMOVED, PACKAGE, client(CALL, "user-gone"))
    assert found.removed is not None
    assert found.removed.date == date(2023, 8, 4)


def test_a_method_that_its_package_lost_earlier_keeps_that_day(tmp_path: Path) -> None:
    gone = SAID + "\nremoved: {date: 2021-11-09, basis: stated, source: changelog}"
    found = life(tmp_path, OPERATION, PACKAGE, client(CALL, "user-block", gone))
    assert found.removed is not None
    assert (found.removed.date, found.end_of_life) == (date(2021, 11, 9), None)


@pytest.mark.parametrize(("server", "words"), [("nothing", "no rule 'nothing'"), ("pkg-py42", "no server operation")])
def test_a_server_operation_must_be_known(tmp_path: Path, server: str, words: str) -> None:
    with pytest.raises(CatalogueError, match=words):
        load([write(tmp_path, OPERATION, PACKAGE, client(CALL, server))])


def test_an_end_of_its_own_beside_the_servers_is_refused(tmp_path: Path) -> None:
    own = SAID + "\nend_of_life: {date: 2026-03-21, basis: inferred, source: by analogy}"
    found = [str(problem) for problem in validate(write(tmp_path, OPERATION, client(CALL, "user-block", own)))]
    assert any("an end of its own" in text for text in found)
    found = [str(problem) for problem in validate(write(tmp_path, rule(more="server: [user-block]\n")))]
    assert any("not about calls or commands" in text for text in found)
