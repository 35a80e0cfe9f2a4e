"""One self-contained page: no network, everything escaped, a policy that lets nothing run but its own script.

The page holds the findings as data; its script (``page.js``) builds rows as text nodes, a hundred at a time, so that
ten thousand findings stay usable. Without scripts there are the charts and a plain list.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources

from c42migrate.files.own_reports import GENERATOR
from c42migrate.reports.closing import summary
from c42migrate.reports.html_charts import burn_down, rule_table, timeline
from c42migrate.reports.html_data import PHASES, folders, phase, script_data
from c42migrate.reports.terminal import Style, plain
from c42migrate.reports.view import View
from c42migrate.reports.words import deprecated, lifetime

PLAIN_ROWS = 2000
"""Findings in the list for browsers without scripts."""


def render(view: View, _style: Style) -> str:
    """The whole page."""
    return page(f"Deprecated Code42 APIs, {view.outcome.as_of}", _body(view), _resource("page.js"))


def page(title: str, body: Iterable[str], script: str = "") -> str:
    """A page of its own with our style. ``script``: the only one that may run in it."""
    return "\n".join(part for part in (*_head(title, script), *body, "</body></html>") if part) + "\n"


def _head(title: str, script: str) -> Iterator[str]:
    style = _resource("page.css")
    yield f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">{GENERATOR}'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy(style, script))}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
    yield f"<title>{_text(title)}</title><style>{style}</style></head><body>"


def _body(view: View) -> Iterator[str]:
    yield from _header(view)
    yield "<main>"
    yield from timeline(view)
    yield from rule_table(view)
    yield from burn_down(view)
    yield from _gone(view)
    yield from _findings(view)
    yield from _problems(view)
    yield "</main>"


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _header(view: View) -> Iterator[str]:
    yield "<header><h1>Deprecated Code42 APIs</h1>"
    yield '<button type="button" id="theme" hidden>Dark</button><dl class="tiles">'
    for name, count, kind in _tiles(view):
        yield f'<div class="{kind}"><dt>{name}</dt><dd>{count}</dd></div>'
    yield "</dl>"
    yield from (f"<p>{sentence(line)}</p>" for line in summary(view))
    yield "</header>"


def _tiles(view: View) -> Iterator[tuple[str, int, str]]:
    phases = [phase(item.dated) for item in view.items if item.rule]
    yield "findings", len(view.items), "all"
    yield from ((PHASES[name], phases.count(name), name) for name in ("near", "far", "past"))
    first = [item.levels[0] if item.levels else "" for item in view.items]
    yield "safe to rewrite", first.count("safe"), "good"
    yield "unsafe: review", first.count("unsafe"), "all"
    if view.trend:
        yield "new", len(view.trend.new), "near"
        yield "fixed", len(view.trend.fixed), "good"
        yield "remaining", view.trend.remaining, "all"


def _gone(view: View) -> Iterator[str]:
    """What the earlier report had and this one has not."""
    if not (view.trend and view.trend.fixed):
        return
    yield f"<details><summary>Fixed since {view.trend.since}: {len(view.trend.fixed)}</summary><ul>"
    for entry in view.trend.fixed[:PLAIN_ROWS]:
        where = f"{entry.spot.path}:{entry.spot.line}"
        yield f"<li><code>{_text(where)}</code> {_text(entry.dated.finding.code)} {_text(entry.name)}</li>"
    yield "</ul></details>"


def _findings(view: View) -> Iterator[str]:
    yield '<section aria-labelledby="findings"><h2 id="findings">Findings</h2>'
    if view.items:
        yield from _filters(view)
        yield '<div id="table"></div><noscript>'
        yield from _plain_list(view)
        yield "</noscript>"
        yield f'<script type="application/json" id="data">{script_data(view)}</script>'
        yield f"<script>{_resource('page.js')}</script>"
    else:
        yield "<p>No deprecated APIs found.</p>"
    yield "</section>"


def _filters(view: View) -> Iterator[str]:
    families = sorted({item.family for item in view.items})
    yield '<form id="filters" role="search" hidden><label class="wide">Search <kbd>/</kbd>'
    yield '<input type="search" id="q" autocomplete="off" spellcheck="false"'
    yield ' placeholder="words of path, code, operation, text"></label>'
    yield _select("family", "Family", [(name, name) for name in families])
    yield _select("phase", "Ends", list(PHASES.items()))
    yield _select(
        "folder",
        "Repository or folder",
        [(name, "top folder" if name == "." else name) for name in sorted(set(folders(view.items)))],
    )
    yield _select("fix", "Fix", [(name, name) for name in ("safe", "unsafe", "manual")])
    found = [item.dated.finding for item in view.items if item.rule]
    yield _select("product", "Product", [(name, name) for name in sorted({one.product for one in found})])
    yield _select("certainty", "Certainty", [(name, name) for name in sorted({str(one.certainty) for one in found})])
    if view.trend:
        yield _select("age", "Age", [("new", "new"), ("old", "remaining")])
    yield '<button type="reset">Clear</button></form><p id="count" role="status"></p>'


def _select(key: str, label: str, options: list[tuple[str, str]]) -> str:
    listed = "".join(f'<option value="{_text(value)}">{_text(text)}</option>' for value, text in options)
    return f'<label>{label}<select id="{key}"><option value="">all</option>{listed}</select></label>'


def _plain_list(view: View) -> Iterator[str]:
    yield "<p>Searching and details need scripts, which are off.</p><ul>"
    for item in view.items[:PLAIN_ROWS]:
        where = f"{item.spot.path}:{item.spot.line}:{item.spot.column}"
        what = f"{item.code} {item.name} {deprecated(item)} {lifetime(item.dated)}"
        yield f"<li><code>{_text(where)}</code> {_text(what)}</li>"
    if len(view.items) > PLAIN_ROWS:
        yield f"<li>and {len(view.items) - PLAIN_ROWS} more</li>"
    yield "</ul>"


def _problems(view: View) -> Iterator[str]:
    if not view.errors:
        return
    yield '<section aria-labelledby="unseen"><h2 id="unseen">Skipped, or not parsed</h2><ul>'
    yield from (f"<li><code>{_text(p.path)}</code> {_text(p.message)}</li>" for p in view.errors)
    yield "</ul></section>"


def sentence(text: str) -> str:
    """A sentence of ours; what stands between backticks is code."""
    return re.sub("`([^`]*)`", r"<code>\1</code>", _text(text))


def _text(text: str) -> str:
    return escape(plain(text))
