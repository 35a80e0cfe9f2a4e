"""The user has the last word on the product, for all files or by pattern."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from c42migrate import config, engine
from c42migrate.model import Dated
from c42migrate.settings import Given, check_options, warnings

PORT = "# the console is backup.corp.local:4285\n"
CALL = 'curl -X POST -H "Authorization: Bearer $t" "$server/api/UserBlock/$id"\n'
CLOUD = 'curl -X POST "https://console.us.code42.com/api/UserBlock/$id"\n'
CRASHPLAN = 'curl -X POST "https://console.us2.crashplan.com/api/UserBlock/$id"\n'
OTHER = 'curl "https://jira.example.org/api/UserBlock/$id"\n'


def said(paths: tuple[str, ...], product: str | None = None) -> list[Dated]:
    given = Given(paths, as_of=date(2026, 11, 23), product=product)
    return list(engine.check(check_options(given, config.load(paths))).findings)


@pytest.mark.parametrize("text", [CALL + PORT, PORT + CALL, CLOUD, CLOUD + PORT, CRASHPLAN], ids=range(5))
@pytest.mark.parametrize("product", ["incydr", "crashplan"])
def test_a_declared_product_counts_whatever_the_text_says(tmp_path: Path, text: str, product: str) -> None:
    file = tmp_path / "a.sh"
    file.write_text(text)
    found = said((str(file),), product)
    assert {dated.finding.product for dated in found} <= {product}
    assert found or product == "crashplan"


@pytest.mark.parametrize("product", ["incydr", "crashplan"])
def test_another_vendors_server_is_neither(tmp_path: Path, product: str) -> None:
    (tmp_path / "a.sh").write_text(OTHER)
    assert said((str(tmp_path),), product) == []


def test_a_port_in_a_comment_changes_nothing_once_the_product_is_declared(tmp_path: Path) -> None:
    fixes = []
    for name, text in {"a": CALL, "b": CALL + PORT}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.sh").write_text(text)
        found = said((str(tmp_path / name),), "incydr")
        fixes.append(
            [(d.finding.code, d.finding.certainty, [fix.description for fix in d.finding.fixes]) for d in found]
        )
    assert fixes[0] == fixes[1]
    assert fixes[0]


BY_PATTERN = '[per-file-product]\n"legacy/*" = "crashplan"\n"legacy/new.sh" = "incydr"\n'


@pytest.mark.parametrize(
    ("settings", "product", "products"),
    [
        ("", None, {"a.sh": "unknown", "legacy/a.sh": "unknown", "legacy/new.sh": "unknown"}),
        ('product = "incydr"\n', None, dict.fromkeys(["a.sh", "legacy/a.sh", "legacy/new.sh"], "incydr")),
        (BY_PATTERN, None, {"a.sh": "unknown", "legacy/a.sh": "crashplan", "legacy/new.sh": "incydr"}),
        (f'product = "incydr"\n{BY_PATTERN}', None, {"a.sh": "incydr", "legacy/a.sh": "crashplan", "legacy/new.sh": "incydr"}),
        (BY_PATTERN, "incydr", dict.fromkeys(["a.sh", "legacy/a.sh", "legacy/new.sh"], "incydr")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("alone", [False, True])
def test_products_by_pattern(
    tmp_path: Path, settings: str, product: str | None, products: dict[str, str], alone: bool
) -> None:
    (tmp_path / ".c42migrate.toml").write_text(settings)
    (tmp_path / "legacy").mkdir()
    for name in products:
        (tmp_path / name).write_text(CALL)
    groups = [(str(tmp_path / name),) for name in products] if alone else [(str(tmp_path),)]
    if alone:
        (tmp_path / ".git").mkdir()
    found = {dated.finding.place.path: dated.finding.product for group in groups for dated in said(group, product)}
    wanted = {str(tmp_path / name): value for name, value in products.items()}
    assert found == {path: value for path, value in wanted.items() if value != "crashplan" or path in found}


@pytest.mark.parametrize(
    ("settings", "product", "count"),
    [("", None, 0), ("", "any", 1), ('product = "any"\n', None, 1), ('[per-file-product]\n"*" = "any"\n', None, 1)],
)
def test_any_is_an_older_word_for_auto(tmp_path: Path, settings: str, product: str | None, count: int) -> None:
    (tmp_path / ".c42migrate.toml").write_text(settings)
    (tmp_path / "a.sh").write_text(CALL + PORT)
    given = Given((str(tmp_path),), product=product)
    assert len(list(warnings(given, config.load(given.paths)))) == count
    assert [json.dumps(str(d)) for d in said(given.paths, product)] == [
        json.dumps(str(d)) for d in said(given.paths, "auto")
    ]
