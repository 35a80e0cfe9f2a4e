"""What the page's script shows of each finding: plain data, every string harmless, repeated parts said once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

from c42migrate.model import Dated
from c42migrate.reports.as_json import Json
from c42migrate.reports.parts import Item, Snippet
from c42migrate.reports.terminal import plain
from c42migrate.reports.view import View
from c42migrate.reports.words import certainty, deprecated, instead, lifetime, product

PHASES = {"near": "ending soon", "far": "ends later", "past": "ended", "undated": "no end known"}
"""Phase → what it is called, in the order of interest: what can still be met, then what was missed."""

LONGEST = 240
"""Characters quoted before and after the deprecated part of a line."""


def phase(dated: Dated) -> str:
    """Where a finding stands on the timeline: one of ``PHASES``."""
    if dated.status in {"ended", "removed"}:
        return "past"
    if dated.status == "ending":
        return "near"
    return "far" if dated.end_of_life else "undated"


def folders(items: Iterable[Item]) -> list[str]:
    """For each item the repository or folder it counts under: the first part of its path that is not common to all."""
    parents = [PurePosixPath(item.spot.path.replace("\\", "/")).parent.parts for item in items]
    depth = 0
    while parents and len({parts[depth : depth + 1] for parts in parents}) == 1 and parents[0][depth : depth + 1]:
        depth += 1
    return [plain("/".join(parts[: depth + 1])) or "." for parts in parents]


def script_data(view: View) -> str:
    """JSON for a ``<script type="application/json">``: nothing in it can end the element."""
    kinds: dict[str, int] = {}
    rows = [_row(view, item, folder, kinds) for item, folder in zip(view.items, folders(view.items), strict=True)]
    data: dict[str, Json] = {"kinds": [json.loads(kind) for kind in kinds], "rows": rows}
    text = json.dumps(data, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _row(view: View, item: Item, folder: str, kinds: dict[str, int]) -> Json:
    return {
        "k": kinds.setdefault(json.dumps(_kind(item)), len(kinds)),
        "p": plain(item.spot.path),
        "l": item.spot.line,
        "c": item.spot.column,
        "d": folder,
        "s": [_quoted(snippet) for snippet in view.snippet(item)],
        "t": [[plain(f"{spot.path}:{spot.line}"), plain(text)] for spot, text in item.related],
        "n": [plain(note) for note in item.dated.finding.notes],
        "f": [
            [fix.applicability, plain(fix.description), [plain(line) for line in view.patch(fix).splitlines()]]
            for fix in item.fixes
        ],
        "new": bool(view.trend and item.key in view.trend.new),
    }


def _kind(item: Item) -> dict[str, Json]:
    """Return the part that all uses of one thing share."""
    dated, rule = item.dated, item.rule
    return {
        "code": item.code,
        "name": plain(item.name),
        "family": plain(item.family),
        "severity": dated.severity,
        "status": PHASES[phase(dated)] if dated.end_of_life else "",
        "phase": phase(dated),
        "ends": dated.end_of_life.isoformat() if dated.end_of_life else "",
        "message": plain(item.message),
        "deprecated": plain(deprecated(item)),
        "when": plain(lifetime(dated)) if rule else "",
        "instead": plain(instead(item)),
        "sure": certainty(dated) if rule else "",
        "certainty": str(dated.finding.certainty) if rule else "",
        "product": plain(dated.finding.product) if rule else "",
        "whose": plain(product(item)),
        "chain": [item.code, *item.chain] if item.chain else [],
        "changes": [plain(change) for change in rule.changes] if rule else [],
        "steps": [plain(step) for step in rule.steps] if rule else [],
    }


def _quoted(snippet: Snippet) -> Json:
    """Line number, then the text before, inside and after the deprecated part; secrets masked."""
    text, start, end = snippet.text, snippet.start, snippet.end
    before, inside, after = text[:start], text[start:end], text[end:]
    if len(before) > LONGEST:
        before = "…" + before[-LONGEST:]
    shown = (before, _short(inside), _short(after))
    return [snippet.line, *(plain(part.replace("\t", "    ")) for part in shown)]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
