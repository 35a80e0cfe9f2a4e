"""Rules of the user's own: one block of YAML gives findings, a fix, an explanation and an export."""

from __future__ import annotations

import pytest

from c42migrate.catalogue.compiled import CHECKOUT
from c42migrate.catalogue.load import load
from c42migrate.errors import CatalogueError
from tests.checking import DATA, findings
from tests.program import run

BLOCK = (DATA / "custom-rule.yaml").read_text(encoding="utf-8")
SCRIPT = """\
import requests

BASE = "https://api.us.code42.com"


def geese(org):
    return requests.get(BASE + "/v1/geese/" + org + "?grey=true")
"""
FIXED = SCRIPT.replace('"/v1/geese/" + org + "?grey=true"', '"/v2/geese/" + org + "/count?grey=true"')


def _directory(tmp_path, text=BLOCK):
    directory = tmp_path / "my-rules"
    directory.mkdir()
    (directory / "geese.yaml").write_text(text, encoding="utf-8")
    return directory


@pytest.fixture(scope="module")
def geese(tmp_path_factory):
    """A directory with the block."""
    return _directory(tmp_path_factory.mktemp("custom"))


def test_the_block_gives_a_finding(geese):
    found = findings(SCRIPT, rules_dirs=(geese,))
    assert [(item.code, item.certainty.value) for item in found] == [("GEESE-101", "resolved")]
    assert findings(SCRIPT) == []


@pytest.mark.parametrize(
    "code",
    [
        SCRIPT.replace("requests.get", "requests.post"),
        SCRIPT.replace("/v1/geese/", "/v2/geese/"),
        SCRIPT.replace("api.us.code42.com", "farm.example.com"),
        SCRIPT.replace("/v1/geese/", "/v1/mongeese/"),
    ],
)
def test_what_it_does_not_match_is_none(geese, code):
    assert findings(code, rules_dirs=(geese,)) == []


def test_the_block_gives_a_fix(tmp_path, geese):
    script = tmp_path / "geese.py"
    script.write_text(SCRIPT, encoding="utf-8")
    run("fix", "--rules", geese, script)
    assert script.read_text(encoding="utf-8") == FIXED


def test_it_adds_to_the_built_in_rules(geese):
    text = SCRIPT + 'requests.put(BASE + "/api/UserBlock/1")\n'
    assert {item.code for item in findings(text, rules_dirs=(geese,))} == {"GEESE-101", "C42-301"}


def test_its_own_tests_are_run(tmp_path, geese):
    assert run("validate-rules", geese)[0] == 0
    wrong = BLOCK.replace('"POST /v1/geese/', '"GET /v1/geese/')
    status, out, err = run("validate-rules", _directory(tmp_path, wrong))
    assert status == 2
    assert "GEESE-101 not_found[1]" in out + err


@pytest.mark.parametrize(
    "query", ["GEESE-101", "goose-counts", "GET /v1/geese/7", "https://api.us.code42.com/v1/geese/7"]
)
def test_it_can_be_explained(geese, query):
    status, out, err = run("explain", "--rules", geese, query)
    assert status == 0
    assert "2027-03-02" in out + err


def test_it_is_listed(geese):
    _, out, err = run("rules", "geese", "--rules", geese, "--format", "csv")
    assert "GEESE-101" in out + err
    assert "C42-301" not in out + err


CLASHES = {
    "code": BLOCK.replace("GEESE-101", "C42-301"),
    "name": BLOCK.replace("goose-counts", "user-block"),
}


@pytest.mark.parametrize("clash", CLASHES)
def test_a_clash_is_a_clear_error(tmp_path, clash):
    script = tmp_path / "geese.py"
    script.write_text(SCRIPT, encoding="utf-8")
    status, out, err = run("check", "--rules", _directory(tmp_path, CLASHES[clash]), script)
    assert status == 2
    assert "geese.yaml:6" in out + err
    assert "C42-301" in out + err
    assert "override: true" in out + err


@pytest.mark.parametrize("clash", CLASHES)
def test_override_takes_the_place_of_the_other_rule(tmp_path, clash):
    text = CLASHES[clash].replace("    summary:", "    override: true\n    summary:", 1)
    directory = _directory(tmp_path, text)
    found = findings(SCRIPT + 'requests.put(BASE + "/api/v1/UserBlock/1")\n', rules_dirs=(directory,))
    assert [item.code for item in found] == ["C42-301" if clash == "code" else "GEESE-101"]


def test_the_same_path_in_two_rules_is_an_error_too(tmp_path):
    text = BLOCK.replace(
        'method: GET, paths: ["/v1/geese/{orgGuid}"]', 'method: PUT, paths: ["/api/v1/UserBlock/{id}"]'
    )
    with pytest.raises(CatalogueError, match="both match"):
        load([CHECKOUT, _directory(tmp_path, text)])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("announced: march-2026", "anounced: march-2026", "anounced"),
        ("announced: march-2026", "announced: may-2026", "did you mean 'march-2026'"),
        (
            "fix: {applicability: safe}",
            "fix: {applicability: safe, imports: {A: b.A}}",
            "a request rule's fix may have",
        ),
        ("date: 2026-03-02", "basis: hearsay, date: 2026-03-02", "hearsay"),
        ("kind: request", "kind: requests", "requests"),
        ("date: 2026-03-02", "date: 2026-13-02", "date"),
        ("status: live", "status: alive", "alive"),
    ],
)
def test_a_slip_is_shown_with_its_line(tmp_path, old, new, said):
    directory = _directory(tmp_path, BLOCK.replace(old, new, 1))
    status, out, err = run("check", "--rules", directory, tmp_path)
    assert status == 2
    assert f"geese.yaml:{BLOCK[: BLOCK.index(old)].count(chr(10)) + 1}" in out + err
    assert said in out + err


def test_a_circle_of_replacements_is_an_error(tmp_path):
    circle = BLOCK.replace("status: live", "status: deprecated\n      next: goose-counts", 1)
    status, out, err = run("check", "--rules", _directory(tmp_path, circle), tmp_path)
    assert status == 2
    assert "circle" in out + err
