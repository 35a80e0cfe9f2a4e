"""One self-contained page: no script, no network, everything escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from c42migrate.reports.masking import cover
from c42migrate.reports.schedule import grouped
from c42migrate.reports.terminal import Style, plain
from c42migrate.reports.view import Item, View
from c42migrate.reports.words import certainty, deprecated, instead, lifetime, summary

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """
:root { color-scheme: light dark; --line: #8884; --error: #c62828; --warning: #b26a00; --note: #1565c0; }
@media (prefers-color-scheme: dark) { :root { --error: #ff8a80; --warning: #ffd180; --note: #82b1ff; } }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { border-bottom: 1px solid var(--line); padding: .4rem; text-align: left; vertical-align: top; }
code, pre { font: .9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: .4rem .8rem; }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
@media print { details { break-inside: avoid; } }
"""


def render(view: View, _style: Style) -> str:
    """The whole page."""
    return "\n".join(_page(view)) + "\n"


def _page(view: View) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Deprecated Code42 APIs</title><style>{_STYLE}</style></head><body>"
    yield "<h1>Deprecated Code42 APIs</h1>"
    yield from (f"<p>{_text(line)}</p>" for line in summary(view))
    yield from _timeline(view)
    yield "<h2>Findings</h2>"
    for item in view.items:
        yield from _details(view, item)
    yield from _problems(view)
    yield "</body></html>"


def _timeline(view: View) -> Iterator[str]:
    yield "<h2>What ends when</h2><table><thead><tr><th>Date<th>State<th>Uses<th>Files<th>What</tr></thead><tbody>"
    for group in grouped(view, "date"):
        what = ", ".join(dict.fromkeys(f"{item.code} {item.name}" for item in group.items))
        state = group.items[0].dated
        label = f'<span class="{state.severity}">{_text(state.status)}</span>'
        yield f"<tr><td>{_text(group.title)}<td>{label}<td>{len(group.items)}<td>{group.files}<td>{_text(what)}</tr>"
    yield "</tbody></table>"


def _details(view: View, item: Item) -> Iterator[str]:
    spot = item.spot
    label = f'<span class="{item.dated.severity}">{item.dated.severity}</span>'
    where = f"<code>{_text(spot.path)}:{spot.line}:{spot.column}</code>"
    yield f"<details><summary>{label} {where} {item.code} {_text(item.name)}</summary>"
    source = "\n".join(f"{s.line:>5} | {plain(cover(s.text, s.secrets))}" for s in view.snippet(item))
    yield f"<pre>{escape(source)}</pre><p>{_text(item.message)}</p><table>"
    for name, text in _facts(item):
        yield f"<tr><th>{name}<td>{_text(text)}</tr>"
    yield "</table></details>"


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    if item.rule is None:
        return
    yield "Deprecated", deprecated(item)
    yield "When", lifetime(item.dated)
    yield "Instead", instead(item)
    yield "Certainty", certainty(item.dated)
    yield from (("Fix", f"{fix.applicability}: {fix.description}") for fix in item.fixes)
    yield from (("Step", step) for step in item.rule.steps)
    yield from (("See", f"{spot.path}:{spot.line}: {text}") for spot, text in item.related)


def _problems(view: View) -> Iterator[str]:
    if not view.errors:
        return
    yield "<h2>Not looked at</h2><ul>"
    yield from (f"<li><code>{_text(p.path)}</code> {_text(p.message)}</li>" for p in view.errors)
    yield "</ul>"


def _text(text: str) -> str:
    return escape(plain(text))
