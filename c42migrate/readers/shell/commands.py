"""What single commands do: HTTP clients, ``code42``, printing, ``sudo`` and the like, the script's own functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from c42migrate.files.source import Source
from c42migrate.lexicon import Lexicon
from c42migrate.model import Command, Place, Text, Verb, hole, is_index
from c42migrate.readers import curl, texts, web
from c42migrate.readers.choices import LIMIT, Choice, only
from c42migrate.readers.collect import is_path
from c42migrate.readers.flow import ANYWHERE
from c42migrate.readers.installs import installed
from c42migrate.readers.shell import words as w
from c42migrate.readers.shell.variables import Values
from c42migrate.readers.shell.words import Words
from c42migrate.readers.syntax import Script

if TYPE_CHECKING:
    from c42migrate.readers.shell.machine import Machine


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PREFIXES = _names(
    """sudo doas env time timeout gtimeout nohup nice ionice stdbuf setsid xargs parallel exec command builtin then do
    watch retry run find fd docker podman kubectl chronic torsocks proxychains caffeinate flock
    $ % > if while until !"""
)
_SHELLS = _names("bash sh zsh ksh dash eval ssh su trap")
_SILENT = _names(
    """test [ [[ cd pushd mkdir rmdir rm cp mv ln ls cat tac head tail touch chmod chown grep egrep fgrep rg sed awk
    gawk cut sort uniq wc tr jq tee install tar zip unzip gzip gunzip
    true false exit return logger die log
    warn error info debug msg notify alias man
    which type hash cmp diff basename dirname mktemp date sleep kill"""
)
_CONTAINERS = _names("docker podman kubectl")
_FINDERS = _names("find fd")
_FOR_EACH = _names("-exec -execdir -ok -okdir -x -X --exec --exec-batch")
_AS_WHOM = _names("-u --user -g --group -U")
"""Options of prefixes whose value is a user or group, which may be called like a program."""
_ASKING = (["-v"], ["-V"], ["-P"], ["-p"])
_PRINT_FLAGS = frozenset(["-n", "-e", "-ne", "-en", "-E", "-r", "--"])


class Commands:
    """Runs one simple command after its words were expanded."""

    def __init__(self, machine: Machine, lexicon: Lexicon) -> None:
        self._machine = machine
        self._programs = lexicon.programs
        self._packages = lexicon.packages
        self._builtins: dict[str, Callable[[Words], None]] = {
            "echo": self._echo,
            "print": self._echo,
            "printf": self._printf,
            "cat": self._cat,
            "shift": self._shift,
            "set": self._set,
            "read": self._read,
            "alias": self._alias,
            "source": self._source,
            ".": self._source,
        }

    def run(self, words: Words, place: Place) -> None:
        """Run ``words``, the program first; ``place`` is the command in the file."""
        name = curl.program(words[0]) if words else ""
        own = words[0].known if words else None
        if _asks(words, name):
            self._machine.variables.print(only(words[-1]))
            return
        builtin = self._builtins.get(name)
        if own in self._machine.functions and own is not None:
            self._machine.call(own, w.stepped(words[1:], place, f"passed to {own} here"))
        elif builtin is not None:
            builtin(words[1:])
        elif words:
            self._machine.variables.print(only(hole()))
            self._program(words, name, place)

    def _program(self, words: Words, name: str, place: Place) -> None:
        machine = self._machine
        for found in () if name in _SILENT | _FINDERS else installed(words, self._packages, place):
            machine.collector.add(found)
        if name in curl.CLIENTS:
            machine.collector.requests(
                curl.requests(words, place, scope=machine.scope, stdin=machine.stdin, files=machine.files)
            )
        elif name in self._programs:
            if len(words) > 1:
                certainty = web.certainty_of(*words)
                machine.collector.add(Command(name, words[1:], place, certainty, machine.scope))
        elif (inner := self._inner(words, name)) is not None:
            self.run(_ended(words[inner:]) if name in _FINDERS else words[inner:], place)
        elif name in _SHELLS:
            self._shell(words, place)
        elif (text := self._quoted(words, name)) is not None:
            self._text(text, place)
        else:
            self._unknown(words, name, place)

    def _inner(self, words: Words, name: str) -> int | None:
        """Where the command starts that a prefix such as ``sudo -u root`` runs."""
        if name not in _PREFIXES:
            return None
        known = {*curl.CLIENTS, *self._programs, *self._machine.functions, *_SHELLS}
        first = _after_container(words) if name in _CONTAINERS else 1
        if name in _FINDERS:
            first = next((i + 1 for i, word in enumerate(words) if word.known in _FOR_EACH), len(words))
        called = (i for i, word in enumerate(words) if i >= first and {curl.program(word), word.known} & known)
        return next((i for i in called if words[i - 1].known not in _AS_WHOM), None)

    def _quoted(self, words: Words, name: str) -> Text | None:
        """A whole command line in one word that a prefix such as ``parallel`` runs."""
        found = (word for word in words[1:] if len(w.split(word)) > 1) if name in _PREFIXES else iter(())
        return next((word for word in found if curl.program(w.split(word)[0]) in curl.CLIENTS | self._programs), None)

    def _shell(self, words: Words, place: Place) -> None:
        """``bash -c TEXT``, ``eval TEXT``, ``trap TEXT EXIT``, ``ssh host TEXT``, or a shell with a here-document."""
        plain = [word for word in words[1:] if word.known != "--"]
        given = {"eval": plain, "trap": plain[:1]}.get(curl.program(words[0]), plain[-1:])
        text = texts.join(given)
        if len(words) == 1 or not any(blank in text.marked for blank in " \n"):
            text = self._machine.stdin or Text()
        self._text(text, place)

    def _text(self, text: Text, place: Place) -> None:
        pieces = text.literals
        if len(text.pieces) == 1 and pieces and pieces[0].place is not None and pieces[0].editable:
            start = pieces[0].place.start
            source = Source(place.path, pieces[0].text, "shell", base=start, offsets=pieces[0].bounds)
            self._machine.nested(Script(source, self._machine.language, escape="\\"))
            return
        for line in w.command_lines(text):
            if line and line[0].literals:
                self.run(line, place)

    def _unknown(self, words: Words, name: str, place: Place) -> None:
        """A program or function from elsewhere: its arguments may be paths, with a verb beside them."""
        collector = self._machine.collector
        for word in words[1:]:
            collector.touch(word)
        if name in _SILENT | _FINDERS or not name:
            return
        verb = _verb(words[1:])
        for word in words[1:]:
            if is_path(word):
                collector.bare(word, place, self._machine.scope, verb=verb)

    def _echo(self, words: Words) -> None:
        shown = [word for word in words if word.known not in _PRINT_FLAGS]
        self._machine.variables.print(only(texts.join(shown)))

    def _printf(self, words: Words) -> None:
        if words and words[0].known == "-v":
            name = words[1].known if len(words) > 1 else None
            self._machine.variables.assign(name or "", only((w.formatted(words[2:]),)))
            return
        self._machine.variables.print(only(w.formatted(tuple(word for word in words if word.known != "--"))))

    def _cat(self, words: Words) -> None:
        named = [word for word in words if word.known != "-"]
        text = self._machine.files.get(named[0].known or "") if len(named) == 1 else None
        text = self._machine.stdin if not named else text
        self._machine.variables.print(only(text if text is not None else hole()))

    def _shift(self, words: Words) -> None:
        arguments = self._machine.variables.arguments
        count = words[0].known if words else "1"
        if arguments is not None:
            self._machine.variables.arguments = arguments[int(count) if count and is_index(count) else 1 :]

    def _source(self, words: Words) -> None:
        if words:
            self._machine.source(words[0])

    def _alias(self, words: Words) -> None:
        """``alias name='command line'``: the command is run once."""
        for word in words:
            text = word.cut(word.marked.find("=") + 1)
            if "=" in word.marked and (place := next((p.place for p in text.literals if p.place), None)):
                self._text(text, place)

    def _set(self, words: Words) -> None:
        if words and words[0].known == "--":
            self._machine.variables.arguments = words[1:]

    def _read(self, words: Words) -> None:
        """``read -r verb path``: each line that is known is an alternative; the last name takes the rest of it."""
        names = [word.known for word in words if word.known and word.known.isidentifier()]
        stdin = self._machine.stdin or Text()
        rows = [w.fields(line, len(names)) for line in w.lines(stdin)] if stdin.literals else []
        number = self._machine.variables.number()
        for at, name in enumerate(names):
            arms = [frozenset({(number, n)}) if len(rows) > 1 else ANYWHERE for n in range(len(rows))]
            cells: Values = tuple(Choice((row[at],), arm) for row, arm in zip(rows[:LIMIT], arms, strict=False))
            self._machine.variables.assign(name, cells or None)


def _asks(words: Words, name: str) -> bool:
    """``command -v curl``, ``which curl``: where a program is, which is as good as its name."""
    flags = [word.known for word in words[1:-1]]
    return len(words) > 1 and (name == "which" or (name in ("command", "type") and flags[:1] in _ASKING))


def _ended(words: Words) -> Words:
    """The command of ``find -exec COMMAND \\;``."""
    return words[: next((i for i, word in enumerate(words) if word.known in (";", "+")), len(words))]


def _after_container(words: Words) -> int:
    """Where the command may start in ``docker exec -it NAME COMMAND``: the name may be that of a program."""
    start = next((i for i, word in enumerate(words) if word.known == "exec"), 0)
    plain = (i for i, word in enumerate(words) if i > start and not word.marked.startswith("-"))
    return next(plain, 0) + 1 if start else 1


def _verb(words: Sequence[Text]) -> Verb | None:
    """The verb among the arguments of an unknown wrapper, when there is exactly one."""
    found = [word for word in words if word.known in web.VERBS]
    return curl.word_verb(found[0], Place("", -1, -1)) if len(found) == 1 else None
