"""Fixes of shell scripts are executed, those of PowerShell resolved and judged; SDK fixes are called on the real SDKs."""

from __future__ import annotations

import shutil

import pytest

from c42migrate.catalogue import current
from c42migrate.catalogue.model import CommandMatch, CredentialMatch
from tests.proof import packages, shells
from tests.proof.proofs import cells
from tests.proof.samples import WITH_MORE
from tests.server.world import World

WORLD = World()


@pytest.mark.parametrize("client", list(shells.FORMS))
def test_scripts_of_shells(client: str) -> None:
    if client == shells.SHELL and shutil.which("bash") is None:
        pytest.skip("needs bash")
    results = list(shells.prove(WORLD, client))
    assert len(results) > 100
    assert [(r.cell.sample.rule.name, r.cell.form, r.why) for r in results if r.state != "proven"] == []


def test_calls_of_packages() -> None:
    pytest.importorskip("incydr")
    pytest.importorskip("py42")
    found = packages.outcomes()
    assert [(one.code, one.state, one.why) for one in found if one.state != "proven"] == []
    assert {one.code for one in found} == {rule.code for rule in packages.fixable()}
    silent = {one.code for one in found if one.before == packages.SENDS_NOTHING}
    assert silent == {"C42-925", "C42-950", "C42-1012"}
    unseen = {
        one.code for one in found if not one.before.startswith(("refused: ", "deprecated: ", "warned: "))
    } - silent
    assert unseen == {rule.code for rule in packages.fixable() if isinstance(rule.match, CommandMatch)}


def test_no_rule_has_a_fix_without_a_proof() -> None:
    proven = {cell.sample.rule.code for cell in cells(WORLD)} | {rule.code for rule in packages.fixable()}
    fixable = {rule.code for rule in current().rules.values() if rule.fix.applicability != "manual"}
    with_more = {rule.code for rule in current().rules.values() if rule.name in WITH_MORE}
    credentials = {rule.code for rule in current().rules.values() if isinstance(rule.match, CredentialMatch)}
    assert fixable - with_more - credentials == proven


def test_what_shells_leave_to_a_person_is_proven_in_python() -> None:
    rows = {client: {cell.sample.rule.code for cell in shells.cells(WORLD, client)} for client in shells.FORMS}
    left = {cell.sample.rule.code for cell in cells(WORLD) if shells.changes_body(cell.sample)}
    every = {cell.sample.rule.code for cell in cells(WORLD)}
    assert all(found == every - left for found in rows.values())
