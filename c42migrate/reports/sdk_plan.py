"""The plan off the old SDK and its command line: per file what is used, what a rewrite does, what a person must do.

Files stand in the order of work: the one with the fewest things left to a person comes first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from c42migrate.catalogue.model import CommandMatch, RequirementMatch, SymbolMatch
from c42migrate.files.own_reports import MARKDOWN
from c42migrate.reports.as_markdown import code, escape
from c42migrate.reports.closing import plural
from c42migrate.reports.parts import Item
from c42migrate.reports.terminal import Style, plain
from c42migrate.reports.view import View
from c42migrate.reports.words import instead, manual_reasons

FORMATS = ("text", "markdown", "json")


@dataclass(frozen=True, slots=True)
class Task:
    """One rule in one file: how often it is met, how many of those a rewrite does, and why a person does the rest."""

    item: Item
    uses: tuple[str, ...]
    """What is used there, in the catalogue's words."""
    lines: tuple[int, ...]
    mechanical: int
    reasons: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return len(self.lines)

    @property
    def manual(self) -> int:
        """How many of them a person must do."""
        return self.count - self.mechanical


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The tasks of one file, or of all files when ``path`` is empty."""

    path: str
    tasks: tuple[Task, ...]

    @property
    def mechanical(self) -> int:
        """How many uses are rewritten by ``--unsafe-fixes`` at most."""
        return sum(task.mechanical for task in self.tasks)

    @property
    def manual(self) -> int:
        """How many uses a person must move."""
        return sum(task.manual for task in self.tasks)


def plans(view: View) -> list[FilePlan]:
    """A plan per file that uses an old SDK, its command line or its package; least manual work first."""
    by_path: dict[str, list[Item]] = {}
    for item in view.items:
        if item.rule is not None and isinstance(item.rule.match, SymbolMatch | CommandMatch | RequirementMatch):
            by_path.setdefault(item.spot.path, []).append(item)
    found = [FilePlan(path, _tasks(items)) for path, items in by_path.items()]
    return sorted(found, key=lambda plan: (plan.manual, plan.mechanical, plan.path))


def _tasks(items: Iterable[Item]) -> tuple[Task, ...]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(item.code, []).append(item)
    tasks = [_task(group) for group in groups.values()]
    return tuple(sorted(tasks, key=lambda task: (task.manual, task.item.code)))


def _task(group: list[Item]) -> Task:
    manual = [item for item in group if not item.fixes]
    reasons = [reason for item in manual for reason in manual_reasons(item)]
    return Task(
        group[0],
        tuple(sorted({item.dated.finding.deprecated.path for item in group})),
        tuple(item.spot.line for item in group),
        len(group) - len(manual),
        tuple(dict.fromkeys(reasons)),
    )


def render(name: str, view: View, style: Style) -> str:
    """The plan in format ``name`` (one of ``FORMATS``)."""
    found = plans(view)
    if name == "json":
        return json.dumps(_data(found, view), indent=2, ensure_ascii=False) + "\n"
    lines = _markdown(found, view) if name == "markdown" else _text(found, view, style)
    return "".join(f"{line}\n" for line in lines)


def _sum(found: Iterable[FilePlan]) -> str:
    found = list(found)
    mechanical, manual = sum(p.mechanical for p in found), sum(p.manual for p in found)
    return f"{plural(mechanical + manual, 'use')}: {mechanical} by a rewrite, {manual} by a person"


def _features(found: Iterable[FilePlan]) -> Counter[str]:
    """How often each thing is used in the whole tree."""
    return Counter({
        name: sum(task.count for plan in found for task in plan.tasks if task.item.name == name)
        for name in sorted({task.item.name for plan in found for task in plan.tasks})
    })  # fmt: skip


def _text(found: list[FilePlan], view: View, style: Style) -> Iterator[str]:
    yield style(f"Migration plan, as of {view.outcome.as_of}", "bold")
    yield f"{plural(len(found), 'file')}, {_sum(found)}"
    for name, count in _features(found).most_common():
        yield f"  {count:>4}  {plain(name)}"
    for plan in found:
        yield ""
        yield f"{style(plan.path, 'bold')}  {_sum([plan])}"
        for task in plan.tasks:
            lines = ", ".join(map(str, task.lines))
            name = plain(task.item.name)
            yield f"  {task.item.code} {name}: {task.count} ({task.mechanical} by a rewrite), line {lines}"
            yield f"    {style('used', 'dim')}     {plain(', '.join(task.uses))}"
            yield f"    {style('instead', 'dim')}  {plain(instead(task.item))}"
            yield from (f"    {style('why', 'dim')}      {plain(reason)}" for reason in task.reasons)


def _markdown(found: list[FilePlan], view: View) -> Iterator[str]:
    yield MARKDOWN
    yield from (f"# Migration plan, as of {view.outcome.as_of}", "", f"{plural(len(found), 'file')}, {_sum(found)}", "")
    yield from ("| Used | Times |", "|---|---|")
    yield from (f"| {escape(name)} | {count} |" for name, count in _features(found).most_common())
    for plan in found:
        yield from ("", f"## {escape(plan.path)}", "", _sum([plan]), "")
        yield from ("| What | Times | By a rewrite | Lines | Instead | Why a person |", "|---|---|---|---|---|---|")
        for task in plan.tasks:
            what = f"**{task.item.code}** {escape(task.item.name)}<br>{code(', '.join(task.uses))}"
            cells = (what, str(task.count), str(task.mechanical), ", ".join(map(str, task.lines)))
            yield f"| {' | '.join(cells)} | {escape(instead(task.item))} | {escape('; '.join(task.reasons))} |"


def _data(found: list[FilePlan], view: View) -> dict[str, object]:
    return {
        "schema": "c42migrate/sdk-plan/1",
        "as_of": view.outcome.as_of.isoformat(),
        "mechanical": sum(plan.mechanical for plan in found),
        "manual": sum(plan.manual for plan in found),
        "features": dict(_features(found).most_common()),
        "files": [
            {
                "path": plan.path,
                "mechanical": plan.mechanical,
                "manual": plan.manual,
                "tasks": [_task_data(task) for task in plan.tasks],
            }
            for plan in found
        ],
    }


def _task_data(task: Task) -> dict[str, object]:
    return {
        "code": task.item.code,
        "name": task.item.name,
        "uses": list(task.uses),
        "lines": list(task.lines),
        "mechanical": task.mechanical,
        "manual": task.manual,
        "instead": instead(task.item),
        "reasons": list(task.reasons),
    }
