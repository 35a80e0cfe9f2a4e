"""Loading rule files: what is understood, and what each mistake is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from c42migrate.catalogue.load import load, load_rules, load_vocabulary
from c42migrate.catalogue.model import Basis, FieldMatch, LineTest, RequestMatch, ScriptTest, SymbolMatch
from c42migrate.errors import CatalogueError
from tests.catalogue.catalogue_examples import rule, rule_file, write


def rules_of(tmp_path: Path, text: str):
    path = tmp_path / "users.yaml"
    path.write_text(text, encoding="utf-8")
    return load_rules(path)


def test_a_rule_is_read_with_its_dates_and_its_line(tmp_path):
    (found,) = rules_of(tmp_path, rule_file(rule()))
    assert found.code == "C42-301"
    assert found.family == "users"
    assert found.match == RequestMatch(("PUT",), ("/api/v1/UserBlock/{userId}",))
    assert found.lifecycle.end_of_life.date == date(2023, 5, 18)
    assert found.lifecycle.end_of_life.basis is Basis.POLICY
    assert found.verified_on == date(2026, 11, 23)
    assert (found.source_file, found.source_line) == (str(tmp_path / "users.yaml"), 4)


def test_the_second_rule_knows_its_own_line(tmp_path):
    text = rule_file(rule(), rule("C42-302", "other", match="{kind: host, hosts: [a.b]}"))
    second = rules_of(tmp_path, text)[1]
    assert text.splitlines()[second.source_line - 1].lstrip().startswith("- code: C42-302")


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ("{kind: request, method: [PUT, DELETE], paths: /x}", RequestMatch(("PUT", "DELETE"), ("/x",))),
        (
            "{kind: request, method: '*', paths: [/x], body: {active: ''}}",
            RequestMatch(("*",), ("/x",), (), {"active": ""}),
        ),
        (
            "{kind: symbol, names: py42.x, argument: use_v2, argument_absent: true}",
            SymbolMatch(("py42.x",), "use_v2", -1, True),
        ),
        (
            "{kind: field, direction: response, operations: [GET /x], names: [a], renames: {a: b}}",
            FieldMatch("response", ("GET /x",), ("a",), {"a": "b"}),
        ),
    ],
)
def test_match_kinds(tmp_path, match, expected):
    assert rules_of(tmp_path, rule_file(rule(match=match)))[0].match == expected


def test_tests_of_a_rule(tmp_path):
    more = """\
        tests:
          found:
            - PUT /api/UserBlock/{id}
            - {line: "PUT /api/UserBlock", fixed: "PUT /api/v1/UserBlock"}
            - {code: "a", fixed: "b"}
            - {code: "c", kind: shell, finds: [C42-1234]}
          not_found:
            - code: |
                d
        """
    (found,) = rules_of(tmp_path, rule_file(rule(more=more)))
    assert found.found == (
        LineTest("PUT /api/UserBlock/{id}"),
        LineTest("PUT /api/UserBlock", fixed="PUT /api/v1/UserBlock"),
        ScriptTest("a", fixed="b"),
        ScriptTest("c", "shell", ("C42-1234",)),
    )
    assert found.not_found == (ScriptTest("d\n"),)


ANNOUNCED = (
    "announcements: {may-2022: {date: 2022-05-18, source: release-notes}}\nsources: {release-notes: The notes}\n"
)
STATED = "{date: 2026-02-28, basis: stated, source: release-notes}"
DATES = [
    # the announcement has besides, the rule says, end of life, deprecated
    ("", "announced: may-2022", "2023-05-18 policy", "2022-05-18 stated"),
    ("", "announced: {date: 2024-02-29, basis: observed, source: a mark}", "2025-03-01 policy", "2024-02-29 observed"),
    (", deprecated: none", "announced: may-2022", "2023-05-18 policy", None),
    (f", end_of_life: {STATED}", "announced: may-2022", "2026-02-28 stated", "2022-05-18 stated"),
    (f", end_of_life: {STATED}", "announced: may-2022\nend_of_life: none", None, "2022-05-18 stated"),
    ("", f"announced: may-2022\nend_of_life: {STATED}", "2026-02-28 stated", "2022-05-18 stated"),
    ("", f"deprecated: {STATED}", None, "2026-02-28 stated"),
    ("", f"announced: none\ndeprecated: {STATED}", None, "2026-02-28 stated"),
]


@pytest.mark.parametrize(("shared", "own", "end", "deprecated"), DATES)
def test_dates_follow_from_the_announcement(tmp_path, shared, own, end, deprecated):
    top = ANNOUNCED.replace("release-notes}}", f"release-notes{shared}}}}}")
    (found,) = rules_of(tmp_path, top + rule_file(rule(lifecycle=own)))
    life = found.lifecycle
    shown = [mark and f"{mark.date} {mark.basis}" for mark in (life.end_of_life, life.deprecated)]
    assert shown == [end, deprecated]
    assert {mark.source for mark in (life.announced, life.deprecated) if mark} <= {"The notes", "a mark"}


def test_what_is_left_out_has_a_default(tmp_path):
    (found,) = rules_of(tmp_path, rule_file(rule().replace("    confidence: documented\n", "")))
    assert (found.confidence, found.facts, found.product) == ("documented", ("user-block",), "incydr")


def test_notes_and_sources_are_given_by_name(tmp_path):
    top = "notes: {look-up: Look the id up.}\nsources: {spec: The portal specification}\n"
    more = "steps: [look-up, Call it.]\nnotes: look-up\nsources: [spec, https://example.com/spec]\n"
    (found,) = rules_of(tmp_path, top + rule_file(rule(more=more)))
    assert found.steps == ("Look the id up.", "Call it.")
    assert found.notes == ("Look the id up.",)
    assert found.sources == ("The portal specification", "https://example.com/spec")


@pytest.mark.parametrize(
    ("more", "line", "words"),
    [
        ("notes: [look-upp]", 14, ["C42-301: notes", "there is no 'look-upp'", "did you mean 'look-up'"]),
        ("removed: may-2022", 14, ["C42-301: removed", "'may-2022' is no date"]),
    ],
)
def test_names_that_stand_for_nothing(tmp_path, more, line, words):
    text = rule_file(rule(more=more + "\n")) + "notes: {look-up: Look the id up.}\n"
    with pytest.raises(CatalogueError) as caught:
        rules_of(tmp_path, text)
    assert caught.value.line == line
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_an_unknown_announcement(tmp_path):
    with pytest.raises(CatalogueError, match=r"users.yaml:9: C42-301: announced: there is no announcement 'may-2022'"):
        rules_of(tmp_path, rule_file(rule(lifecycle="announced: may-2022")))


MISTAKES = [
    # what is replaced, by what, the line of the error, words of the message
    ("    summary:", "    sumary:", 6, ["rules[0].sumary", "unknown key", "did you mean 'summary'"]),
    ("confidence: documented", "confidence: documentd", 7, ["rules[0].confidence", "did you mean 'documented'"]),
    ("basis: policy", "basis: polcy", 11, ["rules[0].end_of_life.basis", "did you mean 'policy'"]),
    ("kind: request", "kind: requst", 8, ["match.kind", "did you mean 'request'"]),
    ("status: none", "status: zzz", 12, ["replacement.status", "unknown value 'zzz'", "known: deprecated, live"]),
    ("kind: request, ", "", 8, ["missing key 'kind'"]),
    ("method: PUT", "method: put", 8, ["match.method", "did you mean"]),
    ("method: PUT", "methods: PUT", 8, ["match.methods", "did you mean 'method'"]),
    ("paths: ['/api/v1/UserBlock/{userId}']", "paths: [[x]]", 8, ["match.paths[0]", "expected text, found a list"]),
    ("paths: ['/api/v1/UserBlock/{userId}']", "paths: []", 8, ["match.paths", "must not be empty"]),
    ("    summary: Blocking a user", "    summary: ''", 6, ["rules[0].summary", "must not be empty"]),
    ("paths: ['/api/v1/UserBlock/{userId}']", "paths: [5]", 8, ["match.paths[0]", "found a number", "quotes"]),
    ("    summary: Blocking a user", "    summary: yes", 6, ["rules[0].summary", "true or false", "quotes"]),
    ("    summary: Blocking a user", "    summary: ", 6, ["expected text, found nothing"]),
    ("date: 2023-05-18", "date: 2023-02-30", 11, ["end_of_life.date", "2023-02-30", "is not a date"]),
    ("date: 2023-05-18", "date: soon", 11, ["end_of_life.date", "is not a date"]),
    ("date: 2023-05-18", "date: 5", 11, ["end_of_life.date", "expected a date, found a number"]),
    ("status: none", "status: gone", 12, ["replacement.status", "unknown value 'gone'", "did you mean 'none'"]),
    (", text: Nothing replaces it.", "", 12, ["replacement: missing key 'text'"]),
    ("code: C42-301", "code: c42_301", 4, ["rules[0].code", "does not have the form"]),
    ("    name: user-block", "    name: User Block", 5, ["rules[0].name", "does not have the form"]),
    ("    name: user-block", "    code: C42-302", 5, ["rules[0].code", "given twice"]),
    ("family: users", "familly: users", 1, ["familly", "did you mean 'family'"]),
    ("family: users\n", "", 1, ["missing key 'family'"]),
    ("    summary: Blocking a user", "    summary: &a Blocking\n    notes: [*a]", 7, ["aliases"]),
    ("    summary: Blocking a user", "    summary: !!python/name:os.system x", 6, ["expected text", "python/name"]),
    ("    summary: Blocking a user", "    summary: 'open", 8, ["not valid YAML"]),
    ("fix: {", "fix: {host: [api, x], ", 13, ["fix.host", "expected text, found a list"]),
    ("fix: {", "fix: {imports: {a: b}, ", 13, ["fix.imports", "unknown key", "a request rule's fix may have"]),
    ("fix: {applicability: manual", "fix: {applicability: always", 13, ["fix.applicability", "unknown value"]),
    ("verified_on: 2026-11-23", "verified_on: today", 2, ["verified_on", "is not a date"]),
    ("rules:\n", "rules: 5\nother:\n", 4, ["other", "unknown key"]),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), MISTAKES, ids=lambda value: str(value)[:40])
def test_mistakes_name_file_line_and_key(tmp_path, old, new, line, words):
    text = rule_file(rule())
    assert old in text
    with pytest.raises(CatalogueError) as caught:
        rules_of(tmp_path, text.replace(old, new, 1))
    error = caught.value
    assert error.path.endswith("users.yaml")
    for word in words:
        assert word in str(error), str(error)
    assert error.line == line, str(error)


def test_an_alias_bomb_is_refused_without_being_expanded(tmp_path):
    levels = "\n".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 60))
    with pytest.raises(CatalogueError, match="aliases"):
        rules_of(tmp_path, f"x0: &x0 lol\n{levels}\n")


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b"\xff\xfe\x00", b"[]\n", b"rules: *x\n", b"a: b\n---\nc: d\n"])
def test_files_that_are_no_rule_files(tmp_path, data):
    path = tmp_path / "users.yaml"
    path.write_bytes(data)
    with pytest.raises(CatalogueError):
        load_rules(path)


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a: " + "[" * 40 + "]" * 40])
def test_bottomless_nesting_is_refused(tmp_path, text):
    with pytest.raises(CatalogueError):
        rules_of(tmp_path, text)


def test_one_file_may_stand_for_a_directory(tmp_path):
    directory = write(tmp_path / "r", rule())
    assert set(load([directory / "users.yaml"]).rules) == {"C42-301"}


def test_the_catalogue_does_not_remember_the_directory(tmp_path):
    assert load([write(tmp_path / "r", rule())]).rules["C42-301"].source_file == "users.yaml"


def test_a_missing_directory_is_an_error(tmp_path):
    with pytest.raises(CatalogueError, match="no rule files"):
        load([tmp_path / "nowhere"])


def test_a_live_line_without_a_verb_is_an_error(tmp_path):
    directory = write(tmp_path / "r", rule(), vocabulary="live: [/v1/users]\n")
    with pytest.raises(CatalogueError, match="METHOD /path"):
        load([directory])


def test_the_vocabulary_is_read(tmp_path):
    catalogue = load([write(tmp_path / "r", rule())])
    assert catalogue.vocabulary.resources["userblock"] == "UserBlock"
    assert catalogue.vocabulary.live[0] == ("GET", "/v1/users/{userId}")
    assert catalogue.lexicon.resources == catalogue.vocabulary.resources
    assert catalogue.lexicon.client_members == {"py42": frozenset({"detectionlists", "alerts"})}


def test_a_custom_vocabulary_adds_words(tmp_path):
    first = write(tmp_path / "a", rule())
    second = write(
        tmp_path / "b",
        rule("ACME-001", "acme", match="{kind: host, hosts: [x.example]}"),
        vocabulary="resources: [Widget]\nlexicon: {client_members: {py42: [widgets]}}\n",
    )
    catalogue = load([first, second])
    assert {"userblock", "widget"} <= set(catalogue.vocabulary.resources)
    assert catalogue.lexicon.client_members["py42"] == {"detectionlists", "alerts", "widgets"}


def test_fields_of_the_lexicon_come_from_the_rules(tmp_path):
    match = "{kind: field, direction: response, operations: [GET /v1/users], names: [lastLoginDate]}"
    assert load([write(tmp_path / "r", rule(match=match))]).lexicon.fields == {"lastLoginDate"}


def test_vocabulary_errors_have_lines(tmp_path):
    path = tmp_path / "vocabulary.yaml"
    path.write_text("webapps: [console]\nlexicon:\n  package: [py42]\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"vocabulary.yaml:3: lexicon.package: unknown key .*'packages'"):
        load_vocabulary(path)
