"""YAML text to nodes that know their line; refuses what a rule file never needs."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import yaml

from c42migrate.errors import CatalogueError
from c42migrate.files.whole import read_whole

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 30


def compose(path: Path) -> yaml.Node:
    """The root node of the YAML file ``path``. Raises CatalogueError naming file and line."""
    try:
        text = read_whole(path).decode("utf-8-sig")
    except OSError as error:
        raise CatalogueError(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise CatalogueError("is not UTF-8", path=str(path), hint="save the file as UTF-8") from error
    return compose_text(text, str(path))


def compose_text(text: str, path: str) -> yaml.Node:
    """The root node of ``text``; ``path`` is only named in errors."""
    try:
        _refuse_tricks(text, path)
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise CatalogueError(f"is not valid YAML: {error.problem or error.context}", path=path, line=line) from error
    except yaml.YAMLError as error:
        raise CatalogueError(f"is not valid YAML: {error}", path=path) from error
    if root is None:
        raise CatalogueError("is empty", path=path)
    return root


def _refuse_tricks(text: str, path: str) -> None:
    """Refuse aliases (which may expand without end) and depths at which composing exhausts the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise CatalogueError(
                "YAML aliases are not allowed in rule files", path=path, line=line, hint="write it out"
            )
        if depth > DEEPEST:
            raise CatalogueError(f"is nested more than {DEEPEST} levels deep", path=path, line=line)


def fault(path: str, node: yaml.Node, message: str, hint: str = "") -> CatalogueError:
    """An error at the line of ``node``."""
    return CatalogueError(message, path=path, line=node.start_mark.line + 1, hint=hint)


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A hint for a misspelt ``word``: the nearest known one, or all of them when there are few."""
    plain = {name.lower(): name for name in known}
    if near := get_close_matches(word.lower(), list(plain), n=1):
        return f"did you mean {plain[near[0]]!r}?"
    return f"known: {', '.join(sorted(known))}" if known else ""
