"""What a PowerShell variable may hold: a text, a table (hashtable, header collection, client object) or a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from c42migrate.model import Place, Text, hole, is_index, literal
from c42migrate.readers import texts
from c42migrate.readers.choices import Choice, Choices, product, union

_SLOT = re.compile(r"\{\{|\}\}|\{(\d+)(?:[,:][^}]*)?\}")


@dataclass(frozen=True, slots=True)
class Table:
    """Keys and values in order; ``place`` is where it is written, ``kind`` the lower-case class of an object."""

    entries: tuple[tuple[Text, Value], ...] = ()
    place: Place | None = None
    kind: str = ""

    def get(self, name: str) -> Value | None:
        """Return the value of a key in any case, None when it is not known."""
        found = [value for key, value in self.entries if str(key).lower() == name.lower()]
        return found[-1] if found else None

    def put(self, key: Text, value: Value) -> Table:
        """Return the table with one key set."""
        kept = tuple(entry for entry in self.entries if str(entry[0]).lower() != str(key).lower())
        return replace(self, entries=(*kept, (key, value)))


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    values: tuple[Value, ...] = ()


Value = Text | Table | Items
Values = Choices[Value]


def as_text(value: Value) -> Text:
    """Return the value as it stands in a string: a list is joined with blanks, a table is unknown."""
    if isinstance(value, Text):
        return value
    if isinstance(value, Items):
        return texts.join([as_text(item) for item in value.values])
    return hole()


def as_list(value: Value) -> tuple[Value, ...]:
    """Return the value as the list PowerShell would make of it."""
    return value.values if isinstance(value, Items) else (value,)


def texts_in(value: Value) -> Iterator[Text]:
    """All texts of a value, those of lists and tables too (their keys left out)."""
    if isinstance(value, Text):
        yield value
        return
    for item in value.values if isinstance(value, Items) else (item for _, item in value.entries):
        yield from texts_in(item)


def mapped(value: Value, change: Callable[[Text], Text]) -> Value:
    """Return the value with ``change`` applied to every text in it."""
    if isinstance(value, Text):
        return change(value)
    if isinstance(value, Items):
        return Items(tuple(mapped(item, change) for item in value.values))
    return replace(value, entries=tuple((key, mapped(item, change)) for key, item in value.entries))


def stored(value: Value, path: Sequence[Text], new: Value) -> Value:
    """``value`` with ``new`` stored under the keys ``path``; what is no table becomes one."""
    if not path:
        return new
    table = value if isinstance(value, Table) else Table()
    inner = table.get(str(path[0]))
    return table.put(path[0], stored(inner if inner is not None else Table(), path[1:], new))


def formatted(template: Text, values: Sequence[Value]) -> Text:
    """``template -f values``, also ``[string]::Format``."""
    result, at = Text(), 0
    for match in _SLOT.finditer(template.marked):
        result += template.cut(at, match.start())
        if match[1] is None:
            result += template.cut(match.start(), match.start() + 1)
        else:
            index = int(match[1]) if is_index(match[1]) else -1
            result += as_text(values[index]) if 0 <= index < len(values) else hole(match[1])
        at = match.end()
    return result + template.cut(at)


def concatenated(left: Value, right: Value) -> Value:
    """``left + right``: tables merge, lists grow, anything else is text."""
    if isinstance(left, Table) and isinstance(right, Table):
        return replace(left, entries=left.entries + right.entries)
    if isinstance(left, Items):
        return Items(left.values + as_list(right))
    return as_text(left) + as_text(right)


def combined(operator: str, left: Value, right: Value) -> Value | None:
    """``left OPERATOR right``; None for an operator that makes no text of them."""
    match operator:
        case "+":
            return concatenated(left, right)
        case "-f":
            return formatted(as_text(left), as_list(right))
        case "-join":
            return texts.join([as_text(item) for item in as_list(left)], as_text(right).known or "")
        case "-replace" | "-creplace" | "-ireplace":
            return _replaced(left, as_list(right))
        case _:
            return None


def _replaced(value: Value, arguments: Sequence[Value]) -> Value:
    """``-replace`` takes a regular expression: only one without special characters is followed."""
    old, *new = [as_text(argument) for argument in arguments]
    pattern = old.known
    if not pattern or set(pattern) & set(".*+?()[]{}|^$\\"):
        return hole()
    return mapped(value, lambda text: texts.replaced(text, pattern, new[0] if new else Text()))


def got(value: Value, name: str) -> Value | None:
    """Return the member or element ``name`` of a value, None when it is not known."""
    if isinstance(value, Table):
        return value.get(name)
    if isinstance(value, Items):
        return value.values[int(name)] if is_index(name) and int(name) < len(value.values) else None
    return value if name.lower() in ("absoluteuri", "originalstring") else None


def variable_name(text: str) -> str:
    """``$script:Base`` → ``base``; ``$env:X`` keeps its drive."""
    name = text.lstrip("$@").strip("{}").lower()
    drive, colon, rest = name.partition(":")
    return rest if colon and drive in ("global", "script", "local", "private", "using", "variable") else name


def word(text: str) -> Text:
    """Return a key that stands nowhere in the script."""
    return literal(text)


def stepped(values: Values | None, place: Place, note: str) -> Values | None:
    """Values with one more step on their trails; None for a switch."""
    if values is None:
        return None
    return tuple(Choice(mapped(c.value, lambda text: texts.stepped(text, place, note)), c.arms) for c in values)


def as_stored(text: Text, place: Place, note: str) -> Text:
    """Return a text as it is stored; one of which nothing is known at least stands where it was stored."""
    return hole("", place) if text.pieces == hole().pieces else texts.stepped(text, place, note)


def as_used(value: Value, label: str, place: Place) -> Value:
    """Return the value of variable ``label`` as it is used at ``place``."""
    if isinstance(value, Text):
        return texts.used(value, label, place)
    return mapped(value, lambda text: texts.stepped(text, place, f"{label} is used here"))


def summed(parts: Sequence[Choices[Text]]) -> Values:
    """Return the parts of a text put together, every combination of their alternatives."""
    return tuple(Choice(sum(row.value, Text()), row.arms) for row in product(parts))


def all_known(made: Choices[Value | None]) -> Values | None:
    """Return the alternatives when all of them are known, else None."""
    known = tuple(Choice(choice.value, choice.arms) for choice in made if choice.value is not None)
    return known if len(known) == len(made) else None


def coalesced(first: Values, second: Values) -> Values:
    """``first ?? second``."""
    known = tuple(choice for choice in first if not isinstance(choice.value, Text) or choice.value.literals)
    return first if len(known) == len(first) else union([known, second])
