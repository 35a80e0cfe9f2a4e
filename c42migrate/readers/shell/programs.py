"""What is known of programs by their names: which run others, which only look at text, which tell it to a person."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from c42migrate.model import Place, Text, Verb
from c42migrate.readers import curl, texts, web
from c42migrate.readers.shell.words import Words


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHELLS = _names("bash sh zsh ksh dash eval ssh su trap")
"""Programs that run a command line they are given."""
SILENT = _names(
    """test [ [[ cd pushd mkdir rmdir rm cp mv ln ls cat tac head tail touch chmod chown grep egrep fgrep rg sed awk
    gawk cut sort uniq wc tr jq tee install tar zip unzip gzip gunzip find fd man
    true false exit return which type hash cmp diff basename dirname mktemp date sleep kill"""
)
"""Programs that send no request: a path among their arguments is none of an API."""
SEARCHES = _names("grep egrep fgrep rg sed awk gawk cut sort uniq wc jq cmp diff comm")
"""Programs by which a script finds something in a file."""
_TELLING = re.compile(r"logger|(?:\w+[_-])?(?:log|die|warn|warning|error|info|debug|msg|message|notify|say|fail)")
"""Programs and functions from elsewhere that show their arguments to a person."""
_LOG = re.compile(
    r"(?:(?<![A-Za-z])(?:[Ll]og|LOG)|(?<=[a-z])Log)(?!in|on|out|IN|ON|OUT)|\.log\b|/dev/(?:null|stderr|stdout|tty)"
)
_PREFIXES = _names(
    """sudo doas env time timeout gtimeout nohup nice ionice stdbuf setsid xargs exec command builtin then do watch
    retry run caffeinate flock $ % > if while until !"""
)
_RUNNERS = _names("docker docker-compose podman nerdctl kubectl oc ssh poetry pipenv uv uvx pipx conda vagrant")
"""Programs that run another one somewhere else."""
_AS_WHOM = _names("-u --user -g --group -U")
"""Options of prefixes whose value is a user or group, which may be called like a program."""
_ASKING = (["-v"], ["-V"], ["-P"], ["-p"])


def tells(name: str, words: Words) -> bool:
    """Whether a program only shows its arguments and what it reads to a person."""
    return bool(_TELLING.fullmatch(name)) or (name == "tee" and any(is_log(word) for word in words))


def is_log(file: Text) -> bool:
    """Whether what is written to a file is for people to read, by its name or that of its variable."""
    return bool(_LOG.search(str(file)) or _LOG.search(texts.holder(file)))


def asks(words: Words, name: str) -> bool:
    """``command -v curl``, ``which curl``: where a program is, which is as good as its name."""
    flags = [word.known for word in words[1:-1]]
    return len(words) > 1 and (name == "which" or (name in ("command", "type") and flags[:1] in _ASKING))


def inner(words: Words, name: str, known: Collection[str]) -> int | None:
    """Where the command starts that a prefix such as ``sudo -u root`` runs; ``known``: names that may be run."""
    if name not in _PREFIXES:
        return None
    called = (i for i, word in enumerate(words) if i and (curl.program(word) in known or word.known in known))
    return next((i for i in called if words[i - 1].known not in _AS_WHOM), None)


def hands_on(line: Sequence[str], name: str) -> bool:
    """Whether a command in the body of a function ``name`` runs the program of that name with what it is given.

    ``line``: its words as written.
    """
    words = [word.strip("\"'") for word in line]
    if not any(word.startswith(("$@", "$*", "${@", "${*", "$1", "${1")) for word in words[1:]):
        return False
    is_held = words[0].startswith("$") and "/" not in words[0]
    return is_held or words[0] in _RUNNERS or any(word.rpartition("/")[2] == name for word in words)


def verb_of(words: Words) -> Verb | None:
    """Return the verb among the arguments of an unknown wrapper, when there is exactly one."""
    found = [word for word in words if word.known in web.VERBS]
    return curl.word_verb(found[0], Place("", -1, -1)) if len(found) == 1 else None


def given(words: Words, stdin: Text | None) -> Text:
    """Return the command line that a shell is given: ``bash -c TEXT``, ``eval TEXT``, ``trap TEXT EXIT``, ``ssh host
    TEXT``.

    A shell without one reads standard input.
    """
    plain = [word for word in words[1:] if word.known != "--"]
    text = texts.join({"eval": plain, "trap": plain[:1]}.get(curl.program(words[0]), plain[-1:]))
    alone = len(words) == 1 or not any(blank in text.marked for blank in " \n")
    return (stdin or Text()) if alone else text
