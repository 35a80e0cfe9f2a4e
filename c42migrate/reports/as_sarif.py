"""SARIF 2.1.0: rules with help, fixes, related locations, suppressions, baseline state, fingerprints."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from c42migrate import __version__
from c42migrate.catalogue.model import Rule
from c42migrate.model import Edit, Fix
from c42migrate.policy.own import OWN_RULES, OwnRule
from c42migrate.reports.parts import Item, Spot
from c42migrate.reports.view import View
from c42migrate.reports.words import instead, lifetime, one_line

if TYPE_CHECKING:
    from c42migrate.reports.as_json import Json
    from c42migrate.reports.terminal import Style

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
HOME = "https://github.com/c42migrate/c42migrate"
Object = dict[str, "Json"]


def render(view: View, _style: Style) -> str:
    """One run. Suppressed and baselined results stay in it, marked, so that alerts do not come and go."""
    items = (*view.items, *view.silenced)
    order = sorted({item.code for item in items})
    run: Object = {
        "tool": {"driver": _driver(view, order)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"uri": Path.cwd().as_uri() + "/"}},
        "invocations": [_invocation(view)],
        "results": [_result(view, item, order) for item in items],
        "properties": {"asOf": view.outcome.as_of.isoformat(), "catalogue": view.outcome.catalogue.version},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _driver(view: View, order: list[str]) -> Object:
    rules = view.outcome.catalogue.rules
    return {
        "name": "c42migrate",
        "informationUri": HOME,
        "semanticVersion": __version__,
        "version": __version__,
        "rules": [
            _rule(rules[code]) if code in rules else _descriptor(OWN_RULES[code], OWN_RULES[code].summary, HOME)
            for code in order
        ],
    }


def _rule(rule: Rule) -> Object:
    steps = [f"{number}. {step}" for number, step in enumerate(rule.steps, 1)]
    parts = [rule.summary, rule.replacement.text, "\n".join(steps), *rule.notes]
    made = _descriptor(rule, "\n\n".join(filter(None, parts)), f"{HOME}/blob/main/rules/README.md")
    properties: Object = {"tags": ["deprecation", rule.family], "precision": _precision(rule), **_dates(rule)}
    return {
        **made,
        "fullDescription": {"text": f"{rule.summary}. {rule.replacement.text}".strip()},
        "properties": properties,
    }


def _descriptor(rule: Rule | OwnRule, about: str, uri: str) -> Object:
    return {
        "id": rule.code,
        "name": _pascal(rule.name),
        "shortDescription": {"text": rule.summary},
        "helpUri": uri,
        "help": {"text": about, "markdown": about},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": [rule.family]},
    }


def _dates(rule: Rule) -> Object:
    life = rule.lifecycle
    steps = {"announced": life.announced, "deprecated": life.deprecated, "endOfSupport": life.end_of_support}
    steps |= {"endOfLife": life.end_of_life, "removed": life.removed}
    return {
        name: {"date": found.date.isoformat(), "basis": str(found.basis), "source": found.source}
        for name, found in steps.items()
        if found is not None
    }


def _precision(rule: Rule) -> str:
    return {"documented": "very-high", "inferred": "medium"}.get(rule.confidence, "high")


def _pascal(slug: str) -> str:
    return "".join(part.capitalize() for part in slug.split("-"))


def _invocation(view: View) -> Object:
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [
            {
                "level": "warning" if problem.kind == "parse" else "error",
                "message": {"text": f"{problem.message} ({problem.kind})"},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(problem.path)}}],
            }
            for problem in view.errors
        ],
    }


def _result(view: View, item: Item, order: list[str]) -> Object:
    dated = item.dated
    result: Object = {
        "ruleId": item.code,
        "ruleIndex": order.index(item.code),
        "level": dated.severity,
        "message": {"text": one_line(item)},
        "locations": [{"physicalLocation": _physical(item.spot)}],
        "partialFingerprints": {"c42migrate/v1": dated.finding.fingerprint},
        "properties": _properties(item),
    }
    if item.related:
        result["relatedLocations"] = [
            {"id": n, "physicalLocation": _physical(spot), "message": {"text": text}}
            for n, (spot, text) in enumerate(item.related, 1)
        ]
    if any(fix.edits for fix in item.fixes):
        result["fixes"] = [_fix(view, fix) for fix in item.fixes if fix.edits]
    if dated.suppressed:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": dated.suppressed}]
    elif dated.baselined:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": "in the baseline"}]
        result["baselineState"] = "unchanged"
    elif view.trend is not None:
        result["baselineState"] = "new" if item.key in view.trend.new else "unchanged"
    return result


def _properties(item: Item) -> Object:
    dated = item.dated
    return {
        "status": dated.status,
        "certainty": str(dated.finding.certainty),
        "product": dated.finding.product,
        "endOfLife": dated.end_of_life.isoformat() if dated.end_of_life else None,
        "basis": dated.basis or None,
        "lifetime": lifetime(dated),
        "instead": instead(item),
        "chain": list(item.chain),
    }


def _physical(spot: Spot) -> Object:
    region: Object = {
        "startLine": spot.line,
        "startColumn": spot.column,
        "endLine": spot.end_line,
        "endColumn": spot.end_column,
    }
    return {"artifactLocation": _artifact(spot.path), "region": region}


def _artifact(path: str) -> Object:
    """Paths below the working directory are relative to SRCROOT, as code scanning wants them."""
    slashed = path.replace(os.sep, "/").removeprefix("./")
    if Path(path).is_absolute():
        base = Path.cwd()
        if not Path(path).is_relative_to(base):
            return {"uri": "file://" + _quoted(slashed)}
        slashed = Path(path).relative_to(base).as_posix()
    return {"uri": _quoted(slashed), "uriBaseId": "SRCROOT"}


def _quoted(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/~")


def _fix(view: View, fix: Fix) -> Object:
    by_path: Mapping[str, list[Edit]] = _grouped(fix.edits)
    return {
        "description": {"text": f"{fix.description} ({fix.applicability})"},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": [_replacement(view, edit) for edit in edits]}
            for path, edits in by_path.items()
        ],
    }


def _grouped(edits: tuple[Edit, ...]) -> Mapping[str, list[Edit]]:
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.place.path, []).append(edit)
    return found


def _replacement(view: View, edit: Edit) -> Object:
    """By lines and columns; by bytes where the file itself is not at hand (merged reports)."""
    place = edit.place
    if not view.known(place.path):
        region: Object = {"byteOffset": place.start, "byteLength": place.end - place.start}
    else:
        region = cast("Object", _physical(view.spot(place))["region"])
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
