"""The machine contract, ``c42migrate/1``; its JSON Schema is ``schema.json`` beside this file."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from c42migrate import __version__
from c42migrate.model import Fix
from c42migrate.outcome import Outcome
from c42migrate.reports.parts import SCHEMA, Item, Snippet
from c42migrate.reports.trend import Trend
from c42migrate.reports.view import View
from c42migrate.reports.words import review

if TYPE_CHECKING:
    from c42migrate.reports.terminal import Style

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def render(view: View, _style: Style) -> str:
    """One object, ASCII only, so that no path or quotation can upset a terminal or a decoder."""
    return json.dumps(document(view), indent=1) + "\n"


def document(view: View) -> dict[str, Json]:
    """Return the whole report as plain data; keys in the published order."""
    outcome = view.outcome
    catalogue = outcome.catalogue
    made: dict[str, Json] = {
        "schema": SCHEMA,
        "tool": {"name": "c42migrate", "version": __version__},
        "catalogue": {"version": catalogue.version, "verified_on": catalogue.verified_on.isoformat()},
        "as_of": outcome.as_of.isoformat(),
        "summary": _summary(view, outcome),
        "findings": [_finding(view, item) for item in view.items],
        "errors": [{"path": _slashed(e.path), "kind": e.kind, "message": e.message} for e in view.errors],
    }
    return {**made, "trend": _trend(view.trend)} if view.trend else made


def _summary(view: View, outcome: Outcome) -> dict[str, Json]:
    made: dict[str, Json] = {
        "files": outcome.files,
        "parsed": outcome.parsed,
        "prefiltered": outcome.prefiltered,
        "unparsed": outcome.unparsed,
        "findings": len(view.items),
        "fixable": sum(bool(item.fixes) for item in view.items),
        "safe_if_incydr": sum(item.dated.finding.safe_if_incydr for item in view.items),
        "suppressed": view.suppressed,
        "baselined": view.baselined,
        "own_reports": outcome.own_reports,
        "left_out": dict(outcome.left_out),
    }
    return {**made, "kinds": _kinds(outcome)} if outcome.read else made


def _kinds(outcome: Outcome) -> dict[str, Json]:
    """Kind → way of reading → number of files."""
    made: dict[str, dict[str, Json]] = {}
    for (kind, way), count in sorted(outcome.read.items()):
        made.setdefault(kind, {})[way] = count
    return dict(made)


def _trend(trend: Trend) -> Json:
    """Only in reports made with ``--trend``."""
    counts: dict[str, Json] = {"new": len(trend.new), "fixed": len(trend.fixed), "remaining": trend.remaining}
    return {"since": trend.since.isoformat(), **counts}


def _finding(view: View, item: Item) -> dict[str, Json]:
    dated, spot = item.dated, item.spot
    finding = dated.finding
    made: dict[str, Json] = {
        "code": item.code,
        "name": item.name,
        "family": item.family,
        "severity": dated.severity,
        "status": dated.status,
        "path": _slashed(spot.path),
        "line": spot.line,
        "column": spot.column,
        "end_line": spot.end_line,
        "end_column": spot.end_column,
        "message": item.message,
        "certainty": str(finding.certainty),
        "confidence": str(item.rule.confidence) if item.rule else None,
        "product": finding.product,
        "product_evidence": finding.product_evidence or None,
        "deprecated": {"method": finding.deprecated.method, "path": finding.deprecated.path},
        "replacement": _replacement(item),
        "chain": list(item.chain),
        "announced": item.announced.date.isoformat() if item.announced else None,
        "end_of_life": dated.end_of_life.isoformat() if dated.end_of_life else None,
        "removed": dated.removed.isoformat() if dated.removed else None,
        "basis": dated.basis or None,
        "days_left": dated.days_left,
        "related": [
            {"path": _slashed(where.path), "line": where.line, "column": where.column, "message": message}
            for where, message in item.related
        ],
        "fixes": [fix_data(view, item, fix) for fix in item.fixes],
        "safe_if_incydr": finding.safe_if_incydr,
        "fingerprint": finding.fingerprint,
    }
    if finding.notes:
        made["notes"] = list(finding.notes)
    if item.cell:
        made["cell"] = {"number": item.cell.number, "line": item.cell.line}
    return {**made, "source": [_source(snippet) for snippet in view.snippet(item)]} if view.with_source else made


def _source(snippet: Snippet) -> Json:
    """Return a quoted line, secrets masked; the columns are those of the masked text. Only with ``--with-source``."""
    return {"line": snippet.line, "text": snippet.text, "column": snippet.start + 1, "end_column": snippet.end + 1}


def _replacement(item: Item) -> Json:
    found = item.replacement
    text = item.successor or (found.text if found else "")
    return {"method": found.method, "path": found.path, "text": text} if found else None


def fix_data(view: View, item: Item, fix: Fix) -> dict[str, Json]:
    """Return a fix as JSON has it; edits are byte ranges of the files as they are."""
    edits: list[Json] = [
        {"path": _slashed(e.place.path), "start": e.place.start, "end": e.place.end, "text": e.text} for e in fix.edits
    ]
    made: dict[str, Json] = {
        "applicability": fix.applicability,
        "description": fix.description,
        "reason": review(item, fix) or None,
        "edits": edits,
    }
    return {**made, "diff": view.patch(fix)} if view.with_source else made


def _slashed(path: str) -> str:
    """Return the path as given, joined with ``/`` (Windows joins with a backslash)."""
    return path.replace(os.sep, "/")
