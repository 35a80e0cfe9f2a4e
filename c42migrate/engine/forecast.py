"""What fixing would come to, tried in memory: the plan of a run. Nothing is written."""

from __future__ import annotations

from c42migrate.engine.fix import Asked, repaired
from c42migrate.engine.run import Checker, Tell
from c42migrate.model import Fix
from c42migrate.options import CheckOptions
from c42migrate.reports.parts import Item
from c42migrate.reports.plan import Made, Plan, plan_of
from c42migrate.reports.view import View


def forecast(options: CheckOptions, tell: Tell = lambda _stage: None) -> tuple[View, Plan]:
    """Return what is found, and the plan of what there is to do about it."""
    checker = Checker(options)
    view = View(checker.check(tell))
    made = []
    for level in ("safe", "unsafe"):
        tell(f"trying the {level} fixes in memory")
        repair = repaired(options, checker, Asked(level, writes=False)).repair
        made.append(Made(repair.made, View(repair.remaining)))
    return view, plan_of(view, *made)


def proposed(options: CheckOptions, level: str) -> tuple[View, list[tuple[Item, Fix]]]:
    """Return what is found, and the fixes up to ``level`` that survive their verification, as the files stand now."""
    checker = Checker(options)
    view = View(checker.check())
    made = repaired(options, checker, Asked(level, writes=False)).repair.made
    verified = {one.fix.edits for one in made}
    return view, [(item, fix) for item in view.items for fix in item.fixes if fix.edits in verified]
