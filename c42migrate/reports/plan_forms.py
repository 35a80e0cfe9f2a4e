"""The plan as text, Markdown, a page and JSON, and plans read back from JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from c42migrate.files.own_reports import MARKDOWN
from c42migrate.reports.as_markdown import code, escape, sentence
from c42migrate.reports.closing import plural
from c42migrate.reports.plan import EFFORTS, SCHEMA, Effort, Plan, Repository, Script, Step, Use, data, efforts, totals
from c42migrate.reports.reading import Node
from c42migrate.reports.terminal import Style, fact, plain, wrapped

FEW = 20
"""So many scripts are unfolded on a page."""
FORMATS = ("text", "markdown", "html", "json")


def render(name: str, plan: Plan, style: Style) -> str:
    """Return the plan in format ``name`` (one of ``FORMATS``)."""
    if name == "json":
        return json.dumps(document(plan), indent=1) + "\n"
    if name == "html":
        return _page(plan)
    return "".join(f"{line}\n" for line in (_markdown(plan) if name == "markdown" else _text(plan, style)))


def document(plan: Plan) -> dict[str, object]:
    """Return the plan as JSON has it."""
    repositories = [
        {"name": each.name, **totals(each.scripts), "efforts": efforts(each.scripts), "scripts": data(each.scripts)}
        for each in plan.repositories
    ]
    return {
        "schema": SCHEMA,
        "as_of": plan.as_of,
        "next_end": plan.next_end or None,
        "totals": {**totals(plan.scripts), "efforts": efforts(plan.scripts)},
        "effort_means": EFFORTS,
        "repositories": repositories,
    }


def read(root: Node) -> Plan:
    """Return a plan from its JSON. Raises ConfigError when it is none of this version."""
    repositories = tuple(
        Repository(node.text("name"), tuple(_script(found) for found in node.nodes("scripts")))
        for node in root.nodes("repositories")
    )
    next_end = root.day("next_end").isoformat() if root.value.get("next_end") else ""
    return Plan(root.day("as_of").isoformat(), next_end, repositories)


def _script(node: Node) -> Script:
    return Script(
        path=node.text("path"),
        effort=node.word("effort", Effort),
        product=node.text("product"),
        clients=node.texts("clients"),
        lookups=node.texts("lookups"),
        steps=tuple(_step(found) for found in node.nodes("steps")),
    )


def _step(node: Node) -> Step:
    return Step(
        code=node.code(),
        name=node.text("name"),
        ends=node.text("ends"),
        end=node.text("end"),
        has_ended=node.flag("has_ended"),
        uses=node.number("uses"),
        safe=node.number("safe"),
        unsafe=node.number("unsafe"),
        left=node.number("left"),
        does=node.texts("does"),
        review=node.texts("review"),
        by_hand=tuple(_use(found) for found in node.nodes("by_hand")),
        reasons=node.texts("reasons"),
        steps=node.texts("steps"),
    )


def _use(node: Node) -> Use:
    return Use(node.number("line"), node.text("cell"), node.text("used"), node.text("instead"), node.flag("is_exact"))


def _sentences(plan: Plan) -> Iterator[str]:
    """Yield the sums over everything."""
    sums = totals(plan.scripts)
    if not plan.scripts:
        yield "Nothing to do."
        return
    soon = f"; the next end is {plan.next_end}" if plan.next_end else ""
    yield f"{plural(sums['scripts'], 'script')}, {_counts(sums)}"
    yield f"{plural(sums['ended'], 'use')} past {'its' if sums['ended'] == 1 else 'their'} end{soon}."
    yield f"Effort: {_efforts(plan.scripts)} ({EFFORTS})."


def _counts(sums: dict[str, int]) -> str:
    """Return what is found, and who does it; a use may be rewritten and still be left."""
    parts = [
        f"`fix` rewrites {sums['safe']}" if sums["safe"] else "",
        f"`fix --unsafe-fixes` rewrites {sums['unsafe']}, to be reviewed" if sums["unsafe"] else "",
        f"{sums['left']} remain to be done by hand" if sums["left"] else "nothing remains",
    ]
    return f"{plural(sums['uses'], 'use')}: {'; '.join(filter(None, parts))}."


def _efforts(scripts: Iterable[Script]) -> str:
    return ", ".join(f"{count} {effort}" for effort, count in efforts(scripts).items() if count) or "none"


def _once(script: Script) -> Iterator[tuple[str, str]]:
    """(label, text) of what is needed once for a script."""
    if script.product:
        yield "product", script.product
    yield from (("first", text) for text in script.clients)
    yield from (("look up", text) for text in script.lookups)


def _facts(step: Step, script: Script) -> Iterator[tuple[str, str]]:
    """(label, text) of what is done about a rule; ``does`` begins with the level."""
    if step.ends:
        yield "when", step.ends
    for text in step.does:
        level, _, what = text.partition(": ")
        count = step.safe if level == "safe" else step.unsafe
        yield ("fix" if level == "safe" else "unsafe"), f"{what} ({plural(count, 'place')})" if count else what
    yield from (("review", text) for text in step.review)
    if not step.left and not step.does:
        yield "fix", "goes away with the other fixes"
    if step.left:
        yield "by hand", f"{plural(step.left, 'use')}: {'; '.join(step.reasons) or 'review what the fixes changed'}"
        once = (*script.clients, *script.lookups)
        yield from (("then", text) for text in step.steps if text not in once)


def _text(plan: Plan, style: Style) -> Iterator[str]:
    yield style(f"Migration plan, as of {plan.as_of}", "bold")
    for line in _sentences(plan):
        yield from wrapped(plain(line), "", style.width)
    for repository in plan.repositories:
        if repository.name:
            yield from ("", style(f"{repository.name}: {_counts(totals(repository.scripts))}", "bold", "cyan"))
        for number, script in enumerate(repository.scripts, 1):
            yield ""
            yield from _text_script(number, script, style)


def _text_script(number: int, script: Script, style: Style) -> Iterator[str]:
    title = f"{number}. {script.path}"
    yield f"{style(title, 'bold')}  effort {script.effort}, {plural(script.total('uses'), 'use')}, {script.ended} ended"
    for label, text in _once(script):
        yield from fact(label, text, style, indent=3)
    for step in script.steps:
        yield f"   {style(step.code, 'cyan')} {plain(step.name)}  {_uses(step)}"
        for label, text in _facts(step, script):
            yield from fact(label, text, style, indent=5, column=14)
            for use in step.by_hand if label == "by hand" else ():
                yield from wrapped(plain(f"{_where(use)}: {use.used} → {use.instead}"), " " * 14, style.width)


def _uses(step: Step) -> str:
    """How often a rule is met in a script; it may be met only in what the fixes of others make of it."""
    return plural(step.uses, "use") if step.uses else "after the other fixes"


def _where(use: Use) -> str:
    return use.cell or (f"line {use.line}" if use.line else "after the fixes")


def _markdown(plan: Plan) -> Iterator[str]:
    yield from (MARKDOWN, f"# Migration plan, as of {plan.as_of}", "")
    yield from (f"{sentence(line)}  " for line in _sentences(plan))
    for repository in plan.repositories:
        if repository.name:
            yield from ("", f"## {escape(repository.name)}", "", sentence(_counts(totals(repository.scripts))))
        for script in repository.scripts:
            yield from ("", f"### {code(script.path)} ({script.effort})", "")
            yield from (f"- {label}: {escape(text)}" for label, text in _once(script))
            for step in script.steps:
                yield f"- [ ] **{step.code}** {escape(step.name)}, {_uses(step)}"
                for label, text in _facts(step, script):
                    yield f"  - {label}: {escape(text)}"
                    for use in step.by_hand if label == "by hand" else ():
                        yield f"    - {escape(_where(use))}: {code(use.used)} → {escape(use.instead)}"


def _page(plan: Plan) -> str:
    from c42migrate.reports.pages import page

    return page(
        "plan.html",
        f"Migration plan, {plan.as_of}",
        plan=plan,
        sentences=list(_sentences(plan)),
        few=FEW,
        totals=totals,
        efforts=_efforts,
        sums=_counts,
        once=_once,
        facts=_facts,
        uses=_uses,
        plural=plural,
    )
