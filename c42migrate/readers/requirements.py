"""Declared dependencies on the vendor's packages: which package, which versions, and where exactly it is written.

Structured files are parsed for what they declare; the place of each declaration is then found by searching its text, so
a name in a comment or a description is never taken for a dependency.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from c42migrate.errors import Problem
from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Reading, Requirement


@dataclass(frozen=True, slots=True)
class Declared:
    """A dependency: its name as written, its PEP 440 specifier ("" when any) and ``[start, end)`` of its text."""

    name: str
    specifier: str
    start: int
    end: int


Tree = Mapping[str, "Tree"] | Sequence["Tree"] | str | int | float | bool | object | None

_NAME = r"[A-Za-z0-9][\w.-]*"
_LINE = re.compile(rf"^[ \t]*(?P<text>(?P<name>{_NAME})(?![\w./:\\]).*)$", re.MULTILINE)
_TRAILING = re.compile(r"(?:[ \t]+#|[ \t]+--|[ \t]*\\$).*")


def requirements_txt(text: str) -> Iterator[Declared]:
    """Lines of a pip requirements or constraints file; comments, options and hashes are no part of a requirement."""
    for match in _LINE.finditer(text.replace("\r", "\n")):
        written = _TRAILING.sub("", match["text"]).rstrip()
        yield from requirement(written, match.start("text"))


def requirement(written: str, start: int) -> Iterator[Declared]:
    """Yield a PEP 508 requirement that stands at ``start``; nothing when it is none."""
    from packaging.requirements import InvalidRequirement, Requirement

    try:
        parsed = Requirement(written)
    except InvalidRequirement:
        return
    yield Declared(parsed.name, str(parsed.specifier), start, start + len(written))


def pyproject(text: str) -> Iterator[Declared]:
    """PEP 621, PEP 735, build requirements, Poetry, PDM, uv and Hatch tables of a ``pyproject.toml``."""
    data = _toml(text)
    project, tools = _table(data, "project"), _table(data, "tool")
    lists = [project.get("dependencies"), _table(data, "build-system").get("requires")]
    lists += [*_table(project, "optional-dependencies").values(), *_table(data, "dependency-groups").values()]
    lists += [*_table(_table(tools, "pdm"), "dev-dependencies").values(), *_uv(_table(tools, "uv"))]
    for environment in _table(_table(tools, "hatch"), "envs").values():
        lists += [_table({"e": environment}, "e").get(key) for key in ("dependencies", "extra-dependencies")]
    yield from _strings(text, lists)
    yield from _poetry(text, _table(tools, "poetry"))


def _uv(table: Mapping[str, Tree]) -> list[Tree]:
    return [table.get(key) for key in ("dev-dependencies", "constraint-dependencies", "override-dependencies")]


def _poetry(text: str, table: Mapping[str, Tree]) -> Iterator[Declared]:
    groups = [_table({"g": group}, "g") for group in _table(table, "group").values()]
    for holder in [table, *groups]:
        for key in ("dependencies", "dev-dependencies"):
            yield from _entries(text, _table(holder, key))


def pipfile(text: str) -> Iterator[Declared]:
    """Yield the packages of a ``Pipfile``."""
    data = _toml(text)
    for key, table in data.items():
        if key not in {"requires", "scripts", "pipenv"}:
            yield from _entries(text, _table({"t": table}, "t"))


_SCRIPT = re.compile(r"^# /// script[ \t]*\r?\n(?P<body>(?:#(?: [^\r\n]*)?\r?\n)*?)# ///[ \t]*\r?$", re.MULTILINE)


def script_header(text: str) -> Iterator[Declared]:
    """Yield the dependencies in the inline metadata of a Python script (PEP 723)."""
    for match in _SCRIPT.finditer(text):
        data = _toml(re.sub(r"^# ?", "", match["body"], flags=re.MULTILINE))
        for found in _strings(match.group(), [data.get("dependencies")]):
            yield Declared(found.name, found.specifier, found.start + match.start(), found.end + match.start())


def setup_cfg(text: str) -> Iterator[Declared]:
    """``install_requires``, ``setup_requires``, ``tests_require`` and extras of a ``setup.cfg``."""
    import configparser

    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise ValueError(str(error)) from error
    for section in parser.sections():
        for key, value in parser.items(section):
            if section == "options.extras_require" or (section in {"options", "metadata"} and "require" in key):
                yield from _ini_value(text, key, value or "")


def _ini_value(text: str, key: str, value: str) -> Iterator[Declared]:
    """Yield the lines of a value, looked for after its key."""
    match = re.search(rf"^{re.escape(key)}[ \t]*[=:]", text, re.MULTILINE | re.IGNORECASE)
    at = match.end() if match else len(text)
    for line in filter(None, (line.strip() for line in value.splitlines())):
        start = text.find(line, at)
        if start >= 0:
            at = start + len(line)
            yield from requirement(_TRAILING.sub("", line), start)


_GEM = re.compile(
    r"""^[ \t]*(?P<text>(?:gem|\w+\.add(?:_runtime|_development)?_dependency)[ \t(]+(["'])(?P<name>[\w.-]+)\2)""",
    re.MULTILINE,
)


def gemfile(text: str) -> Iterator[Declared]:
    """Yield the gems of a ``Gemfile`` or ``*.gemspec`` as ``gem:NAME``: Python packages of that name are other
    things."""
    for match in _GEM.finditer(text):
        yield Declared(f"gem:{match['name']}", "", match.start("text"), match.end("text"))


def conda(text: str) -> Iterator[Declared]:
    """Yield the dependencies of an ``environment.yml``, pip's included; conda's ``name=1.2`` is the specifier
    ``==1.2.*``."""
    data = _yaml(text)
    dependencies = data.get("dependencies") if isinstance(data, Mapping) else None
    for entry in _items(dependencies):
        if isinstance(entry, Mapping):
            yield from _strings(text, [entry.get("pip")])
        elif isinstance(entry, str) and (match := re.fullmatch(rf"(?:\S+::)?({_NAME})[ ]*(=?)([<>=!~,.*\w ]*)", entry)):
            start = _find(text, entry)
            specifier = _conda_specifier(match[2] + match[3].strip())
            yield from () if start < 0 else (Declared(match[1], specifier, start, start + len(entry)),)


def _conda_specifier(written: str) -> str:
    version = re.fullmatch(r"=([\w.]+)(?:=\w+)?", written)
    return f"=={version[1]}.*" if version else written.replace(" ", "")


def pre_commit(text: str) -> Iterator[Declared]:
    """Yield the ``additional_dependencies`` of the hooks in a pre-commit configuration."""
    data = _yaml(text)
    repositories = _items(data.get("repos")) if isinstance(data, Mapping) else [{"hooks": data}]
    for repository in repositories:
        hooks = repository.get("hooks") if isinstance(repository, Mapping) else None
        for hook in _items(hooks):
            if isinstance(hook, Mapping):
                yield from _strings(text, [hook.get("additional_dependencies")])


def _toml(text: str) -> Mapping[str, Tree]:
    data: Mapping[str, Tree] = tomllib.loads(text.replace("\r\n", "\n"))
    return data


def _yaml(text: str) -> Tree:
    import yaml

    try:
        data: Tree = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    return data


def _table(data: Mapping[str, Tree], key: str) -> Mapping[str, Tree]:
    value = data.get(key)
    return value if isinstance(value, Mapping) else {}


def _items(value: Tree) -> Sequence[Tree]:
    return value if isinstance(value, list) else []


def _strings(text: str, lists: Sequence[Tree]) -> Iterator[Declared]:
    """Yield requirement strings, each found as a token of its own; the same text declared twice is found twice."""
    last: dict[str, int] = {}
    for entry in [entry for value in lists for entry in _items(value) if isinstance(entry, str)]:
        start = _find(text, entry, last.get(entry, 0))
        if start >= 0:
            last[entry] = start + len(entry)
            yield from requirement(entry, start)


def _find(text: str, written: str, at: int = 0) -> int:
    """Where ``written`` stands between quotes, or alone on an item's line, outside comments; -1 when nowhere."""
    token = re.escape(written)
    pattern = re.compile(
        rf"(?<=[\"']){token}(?=[\"'])|(?<=- ){token}(?=[ \t]*\r?(?:#.*)?$)|(?:(?<=\[)|(?<=[\[,] )){token}(?=[ ]?[,\]])",
        re.MULTILINE,
    )
    for match in pattern.finditer(text, at):
        if not _in_comment(text, match.start()):
            return match.start()
    return -1


def _in_comment(text: str, at: int) -> bool:
    """Whether a ``#`` outside quotes stands before ``at`` on its line (a script header's own mark does not count)."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    line = re.sub(r"^# ", "", line) if "# /// script" in text[:at] else line
    return "#" in re.sub(r"\"[^\"]*\"|'[^']*'", "", line)


def _entries(text: str, table: Mapping[str, Tree]) -> Iterator[Declared]:
    """``name = "^1.2"`` and ``name = {version = "..."}`` of Poetry and Pipenv."""
    for name, value in table.items():
        version = value.get("version", "*") if isinstance(value, Mapping) else value
        pattern = re.compile(
            rf"^[ \t]*[\"']?(?P<name>{re.escape(name)})[\"']?[ \t]*=[ \t]*(?P<value>[^\r\n#]*)", re.MULTILINE
        )
        match = next((m for m in pattern.finditer(text) if isinstance(version, str) and version in m["value"]), None)
        if match and isinstance(version, str):
            yield Declared(
                name, _caret(version), match.start("name"), match.start("value") + len(match["value"].rstrip())
            )


def _caret(version: str) -> str:
    """Poetry's ``^1.2``, ``~1.2``, ``1.2`` and ``*`` as PEP 440 specifiers."""
    return ",".join(filter(None, (_caret_part(part.strip()) for part in version.split(","))))


def _caret_part(part: str) -> str:
    numbers = re.match(r"[~^]?(\d+(?:\.\d+)*)", part)
    if part in {"", "*"} or numbers is None or part.startswith("~="):
        return "" if part in {"", "*"} else part
    release = [int(number) for number in numbers[1].split(".")]
    if part[0] == "^":
        keep = next((i for i, number in enumerate(release) if number), len(release) - 1)
        return _below(numbers[1], release, keep)
    if part[0] == "~":
        return _below(numbers[1], release, min(1, len(release) - 1))
    return f"=={part}"


def _below(lowest: str, release: Sequence[int], keep: int) -> str:
    """From ``lowest`` to before the next value of the number at index ``keep``."""
    upper = [*release[:keep], release[keep] + 1]
    return f">={lowest},<{'.'.join(map(str, upper))}"


_READERS: dict[str, Callable[[str], Iterable[Declared]]] = {
    "requirements": requirements_txt,
    "pyproject": pyproject,
    "setup-cfg": setup_cfg,
    "pipfile": pipfile,
    "conda": conda,
    "pre-commit": pre_commit,
    "gemfile": gemfile,
}
_NAMES = (
    (re.compile(r"(?:^|/)pyproject\.toml$", re.IGNORECASE), "pyproject"),
    (re.compile(r"(?:^|/)setup\.cfg$", re.IGNORECASE), "setup-cfg"),
    (re.compile(r"(?:^|/)pipfile$", re.IGNORECASE), "pipfile"),
    (re.compile(r"(?:^|/)environment[^/]*\.ya?ml$", re.IGNORECASE), "conda"),
    (re.compile(r"(?:^|/)\.pre-commit-(?:config|hooks)\.ya?ml$", re.IGNORECASE), "pre-commit"),
    (re.compile(r"(?:requirements|constraints)(?:[^/]*|/[^/]+)\.(?:txt|in)$", re.IGNORECASE), "requirements"),
)


def read(source: Source, lexicon: Lexicon) -> Reading:
    """Return the requirements of a dependency file that name a package of ``lexicon.packages``.

    A file that is not valid TOML, YAML or ini gives a problem of kind ``parse`` and no usages.
    """
    reader = _READERS.get(_what(source))
    try:
        found = tuple(_usages(source, reader(source.text), lexicon)) if reader else ()
    except RecursionError:
        return Reading(source.path, (), (Problem(source.path, "parse", "too deeply nested"),), parsed=False)
    except ValueError as error:
        return Reading(source.path, (), (Problem(source.path, "parse", str(error).splitlines()[0]),), parsed=False)
    return Reading(source.path, found)


def read_script_header(source: Source, lexicon: Lexicon) -> tuple[Requirement, ...]:
    """Return the dependencies in the inline metadata (PEP 723) of a Python source; () when there is none or it is not
    TOML."""
    try:
        return tuple(_usages(source, script_header(source.text), lexicon))
    except (ValueError, RecursionError):
        return ()


def _what(source: Source) -> str:
    path = source.path.replace("\\", "/")
    by_name = next((kind for pattern, kind in _NAMES if pattern.search(path)), "")
    return source.kind if source.kind in _READERS else by_name


def _usages(source: Source, declared: Iterable[Declared], lexicon: Lexicon) -> Iterator[Requirement]:
    wanted = {normal_name(package) for package in lexicon.packages}
    for item in declared:
        if normal_name(item.name) in wanted:
            yield Requirement(normal_name(item.name), item.specifier, source.place(item.start, item.end))


def normal_name(name: str) -> str:
    """Return a package name as indexes compare it: lower case, runs of ``-_.`` as one dash."""
    return re.sub(r"[-_.]+", "-", name).lower()
