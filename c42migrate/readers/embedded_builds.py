"""Programs that build tools, schedulers and launchd start from XML, with the properties their command lines name."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from c42migrate.readers.embedded_chars import Chars, cut, decoded, join

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_EXEC = re.compile(
    r"<exec(?P<attributes>\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>(?:(?P<words>(?:\s|<arg\s[^<>]*/>)*+)</exec>)?"
)
_MAVEN = re.compile(
    r"<executable>(?P<program>[^<]*)</executable>\s*+(?:<arguments>(?P<words>(?:\s|<argument>[^<]*</argument>)*+)"
    r"</arguments>|<commandlineArgs>(?P<line>[^<]*)</commandlineArgs>)"
)
_LAUNCHD = re.compile(r"<key>\s*ProgramArguments\s*</key>\s*+<array>(?P<words>(?:\s|<string>[^<]*</string>)*+)</array>")
_TASK = re.compile(r"<Command>(?P<program>[^<]*)</Command>\s*+<Arguments>(?P<line>[^<]*)</Arguments>")
_PROGRAM = re.compile(r"\b(?:executable|program|command)\s*=\s*(?P<quote>[\"'])(?P<value>[^<]*?)(?P=quote)")
_LINE = re.compile(r"\bcommandline\s*=\s*(?P<quote>[\"'])(?P<value>[^<]*?)(?P=quote)")
_WORD = re.compile(
    r"\s(?P<how>value|file|path|line)\s*=\s*(?P<quote>[\"'])(?P<value>[^<]*?)(?P=quote)|>(?P<text>[^<>]*\S[^<>]*)</"
)
_PLAIN = re.compile(r"[\w./:@%+=,{}$-]+")
_SPECIAL = re.compile(r"[\"\\`]|\$(?!\{)")
_SHELL = re.compile(r"(?:\S*/)?(?:ba|z|k|da)?sh")
_GIVEN = re.compile(r"-\w*c")
_PROPERTY = re.compile(r"<property\s+name=\"(?P<name>[\w.-]+)\"\s+value=\"(?P<value>[^\"<]*)\"")
_LEAF = re.compile(r"<(?P<name>[\w.-]++)>(?P<value>[^<>\r\n]*)</(?P=name)>")
_DOTTED = re.compile(r"\$\{[\w.-]+\}")
_MSBUILD = re.compile(r"\$\([\w.]+\)")
_COMPUTED = re.compile(r"\$\((?!\w+\))|[\"\\`]|&quot;")
_MOST = 32
"""Properties of one command line."""


def command_lines(text: str) -> Iterator[Chars]:
    """The command lines of Ant, NAnt, Maven, launchd and Windows' task scheduler, as a shell would have them."""
    plain = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    for match in _EXEC.finditer(plain):
        program = _PROGRAM.search(plain, *match.span("attributes"))
        line = _LINE.search(plain, *match.span("attributes"))
        if program:
            yield _joined(
                [_cut(text, program), *([_cut(text, line)] if line else []), *_words(text, match.span("words"))]
            )
    for match in _MAVEN.finditer(plain):
        last = [_cut(text, match, "line")] if match["line"] is not None else _words(text, match.span("words"))
        yield _joined([_cut(text, match, "program"), *last])
    for match in _LAUNCHD.finditer(plain):
        yield _joined(_words(text, match.span("words")))
    for match in _TASK.finditer(plain):
        yield _joined([_cut(text, match, "program"), _cut(text, match, "line")])


def _joined(words: list[Chars]) -> Chars:
    """The words as one line; of ``sh -c script`` the script."""
    if len(words) > 2 and _SHELL.fullmatch(words[0].text) and _GIVEN.fullmatch(words[1].text):
        script = words[2].text
        return decoded(words[2][1:-1], re.compile(r"\\."), lambda escape: escape[1]) if script[:1] == '"' else words[2]
    return join(words, " ")


def _cut(text: str, match: re.Match[str], group: str = "value") -> Chars:
    return decoded(cut(text, *match.span(group)), _ENTITY, _unescape)


def _words(text: str, span: tuple[int, int]) -> list[Chars]:
    """Each argument between quotes where a shell needs them; an argument ``line`` is several."""
    if span[0] < 0:
        return []
    found = []
    for match in _WORD.finditer(text, *span):
        word = _cut(text, match, "value" if match["how"] else "text")
        found.append(word if match["how"] == "line" else _quoted(word))
    return found


def _quoted(word: Chars) -> Chars:
    if _PLAIN.fullmatch(word.text):
        return word
    first, last = word.at[0], word.at[-1]
    inner = decoded(word, _SPECIAL, lambda written: f"\\{written}")
    return join([Chars('"', [first, first]), inner, Chars('"', [last, last])])


def with_properties(text: str, line: Chars, *, windows: bool = False) -> tuple[list[Chars], Chars]:
    """Assignments of the properties that ``line`` names, and ``line`` with names a shell has.

    ``${a.b}`` of Ant and Maven becomes ``${a_b}``; in a project of MSBuild ``$(A)`` becomes ``${A}``, or ``%A%`` where
    the line is still to be read as Windows has it.
    """
    reference = _MSBUILD if "<Project" in text else _DOTTED
    names = _names(reference, line.text)
    if not names:
        return [], line
    values = _values(text)
    for name in names:
        more = _names(reference, values[name]["value"]) if name in values and len(names) < _MOST else []
        names += [inner for inner in more if inner not in names]
    known = [
        _assigned(text, values[name], reference)
        for name in reversed(names)
        if name in values and _is_plain(values[name])
    ]
    return known, _spelled(line, reference, "%{}%" if windows and reference is _MSBUILD else "${{{}}}")


@lru_cache(maxsize=1)
def _values(text: str) -> dict[str, re.Match[str]]:
    """The properties of a file, which each of its command lines asks for; the last of a name counts."""
    return {match["name"]: match for pattern in (_LEAF, _PROPERTY) for match in pattern.finditer(text)}


def _is_plain(match: re.Match[str]) -> bool:
    """Whether the value of a property stands there, and is not computed."""
    return _COMPUTED.search(match["value"]) is None


def _names(reference: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match[0][2:-1] for match in reference.finditer(text)))


def _assigned(text: str, match: re.Match[str], reference: re.Pattern[str]) -> Chars:
    name, value = cut(text, *match.span("name")), _spelled(_cut(text, match), reference)
    end = value.at[-1]
    return join([join([name.replace(_as_name(name.text)), value], '="'), Chars('"\n', [end, end, end])])


def _spelled(line: Chars, reference: re.Pattern[str], form: str = "${{{}}}") -> Chars:
    return decoded(line, reference, lambda written: form.format(_as_name(written[2:-1])))


def _as_name(name: str) -> str:
    return re.sub(r"\W", "_", name)


def _unescape(written: str) -> str:
    """An entity as the character it stands for; ``int`` refuses numbers of thousands of digits."""
    return html.unescape(written) if len(written) < 16 else written
