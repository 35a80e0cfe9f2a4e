from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from c42migrate import config
from c42migrate.errors import ConfigError
from c42migrate.reports.settings import lines


def write(directory: Path, name: str, text: str) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    file = directory / name
    file.write_text(text)
    return file


def test_nearest_file_with_a_section_counts(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool.c42migrate]\nwarn-days = 10\n")
    write(tmp_path / "a", "pyproject.toml", "[project]\nname = 'a'\n")
    write(tmp_path / "a" / "b", ".c42migrate.toml", "warn-days = 20\n")
    (tmp_path / "a" / "b" / "x.py").touch()
    (tmp_path / "a" / "y.py").touch()
    (tmp_path / ".git").mkdir()
    assert config.load([str(tmp_path / "a" / "b" / "x.py")]).warn_days == 20
    assert config.load([str(tmp_path / "a")]).warn_days == 10
    assert config.load([str(tmp_path / "a" / "b" / "x.py"), str(tmp_path / "a" / "y.py")]).root == tmp_path


OURS, THEIRS = "warn-days = 10\n", "warn-days = 20\n"

PLACES = [
    # settings (10 are ours, 20 not ours), work trees, current directory, paths named → days (90 is the default)
    ({"p": OURS}, ["p"], "p", ["."], 10),
    ({"p": OURS}, ["p"], "p/sub", ["."], 10),
    ({"p": OURS}, ["p"], ".", ["p"], 10),
    ({"p": OURS}, ["p"], ".", ["p/sub/x.py"], 10),
    ({"p/sub": OURS, "p": THEIRS}, ["p"], ".", ["p/sub/x.py"], 10),
    ({"p": OURS, "p/sub": THEIRS}, ["p"], ".", ["p/sub/x.py", "p/y.py"], 10),
    ({".": THEIRS}, ["p"], "p", ["."], 90),
    ({".": THEIRS}, ["p"], "p/sub", ["."], 90),
    ({".": THEIRS}, ["p"], ".", ["p"], 90),
    ({".": THEIRS}, ["p"], ".", ["p/sub/x.py"], 90),
    ({"p": THEIRS}, ["p", "p/sub"], "p", ["sub"], 90),
    ({".": OURS}, ["p", "q"], ".", ["p", "q"], 10),
    ({".": THEIRS}, ["p", "q"], "elsewhere", ["../p", "../q"], 90),
    ({".": OURS}, ["p", "q"], "elsewhere", [".."], 10),
    ({".": OURS}, [], ".", ["p/sub/x.py"], 10),
    ({"p": OURS}, [], "p", ["sub"], 10),
    ({"p": THEIRS}, [], "p/sub", ["."], 90),
    ({"p/sub": OURS}, [], "elsewhere", ["../p/sub/x.py"], 10),
    ({"p": THEIRS}, [], "elsewhere", ["../p/sub/x.py"], 90),
    ({"p": OURS}, [], "elsewhere", ["../p/sub/x.py", "../p/y.py"], 10),
    ({".": THEIRS}, [], "elsewhere", ["../p/sub/x.py", "../p/y.py"], 90),
    ({".": THEIRS}, [], "elsewhere", ["../p/sub/x.py", "../q/z.py"], 90),
    ({"elsewhere": THEIRS}, ["elsewhere"], "elsewhere", ["../p/sub"], 90),
    ({".": THEIRS, "p": OURS}, [], "p", ["sub/x.py"], 10),
]


@pytest.mark.parametrize(("files", "work_trees", "here", "named", "days"), PLACES)
def test_what_stands_above_the_project_is_not_read(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: dict[str, str],
    work_trees: list[str],
    here: str,
    named: list[str],
    days: int,
) -> None:
    for name in ("p/sub/x.py", "p/y.py", "q/z.py", "elsewhere/x.py"):
        write((tmp_path / name).parent, (tmp_path / name).name, "")
    for name, text in files.items():
        write(tmp_path / name, ".c42migrate.toml", text)
    for name in work_trees:
        (tmp_path / name / ".git").touch() if name == "p/sub" else (tmp_path / name / ".git").mkdir()
    monkeypatch.chdir(tmp_path / here)
    assert config.load(named).warn_days == days


def test_what_a_repository_may_ask_for_is_limited(tmp_path: Path) -> None:
    file = write(tmp_path, ".c42migrate.toml", "max-size = 9000000000\njobs = 5000\n")
    found = config.load([str(tmp_path)])
    assert (found.max_size, found.jobs) == (20_000_000, 16)
    assert [warning.removeprefix(f"{file}: ").partition(";")[0] for warning in found.warnings] == [
        "max-size = 9000000000 counts as 20000000",
        "jobs = 5000 counts as 16",
    ]
    trusted = config.load([], file)
    assert (trusted.max_size, trusted.jobs, trusted.warnings) == (9_000_000_000, 5000, ())
    write(tmp_path, ".c42migrate.toml", "max-size = 20000000\njobs = 16\n")
    assert config.load([str(tmp_path)]).warnings == ()


def test_own_file_wins_over_pyproject(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "[tool.c42migrate]\nwarn-days = 10\n")
    write(tmp_path, ".c42migrate.toml", "warn-days = 20\n")
    assert config.load([str(tmp_path)]).warn_days == 20


def test_everything_at_once(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "c.toml",
        'select = ["users"]\nignore = ["C42-301"]\nexclude = ["vendor/**"]\nwarn-days = 30\nfail-on = "error"\n'
        'format = "json"\nrules = ["my-rules"]\n'
        'product = "incydr"\nhosts = ["c42.corp"]\nbaseline = "b.json"\njobs = 2\n'
        'max-size = 10\nkinds = ["python"]\nstrict = true\nrespect-gitignore = false\n'
        "suppressions-end-with-item = false\n"
        '[per-file-ignores]\n"tests/*" = ["users"]\n[severity]\nusers = "note"\n'
        '[wrappers]\n"api.call" = {method = 0, path = "url"}\n',
    )
    found = config.load([], file)
    assert found.root == tmp_path
    assert found.per_file_ignores == (("tests/*", ("users",)),)
    assert found.severity == (("users", "note"),)
    assert found.wrappers == (("api.call", "0", "url"),)
    assert found.path(found.rules[0]) == tmp_path / "my-rules"
    defaults = config.Config()
    assert not [
        key
        for key in found.origins
        if getattr(found, key.replace("-", "_")) == getattr(defaults, key.replace("-", "_"))
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selct = []", "did you mean 'select'"),
        ('select = "users"', "select must be a list"),
        ("select = [1]", "select must be a list"),
        ("warn-days = -1", "warn-days must be"),
        ("warn-days = true", "warn-days must be"),
        ("strict = 1", "strict must be true or false"),
        ('fail-on = "fatal"', "fail-on must be one of"),
        ('per-file-ignores = ["x"]', "per-file-ignores must be a table"),
        ('[severity]\nusers = "bad"', "severity.users must be one of"),
        ('[wrappers]\nx = {method = "a"}', "wrappers.x must be"),
        ('[per-file-product]\n"*" = "other"', "per-file-product.* must be one of"),
        ('per-file-product = "incydr"', "per-file-product must be a table"),
        ("[tool]\nc42migrate = 1", "must be a table"),
        ("strict = true\n[tool.c42migrate]\njobs = 1", "strict is outside [tool.c42migrate]"),
        ("[tool.other]\nx = 1", "unknown key 'tool'"),
        ("= nonsense", "not valid TOML"),
    ],
)
def test_broken_files_name_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, ".c42migrate.toml", text)
    with pytest.raises(ConfigError) as caught:
        config.load([str(tmp_path)])
    assert message in str(caught.value)
    assert str(file) in str(caught.value)


def test_the_table_of_pyproject_may_stand_in_our_own_file(tmp_path: Path) -> None:
    write(
        tmp_path, ".c42migrate.toml", '[tool.c42migrate]\nwarn-days = 20\n[tool.c42migrate.severity]\nusers = "note"\n'
    )
    found = config.load([str(tmp_path)])
    assert (found.warn_days, found.severity) == (20, (("users", "note"),))


@pytest.mark.parametrize(
    "text",
    [
        "[tool.c42migrate]\nwarn-days = \n",
        "= nonsense\n[tool.c42migrate]\n",
        "= nonsense\n[ tool . c42migrate ]\n",
        "= nonsense\n[tool]\nc42migrate = {}\n",
        '= nonsense\n["tool"."c42migrate"]\n',
    ],
)
def test_a_broken_pyproject_that_speaks_of_us_is_an_error(tmp_path: Path, text: str) -> None:
    file = write(tmp_path, "pyproject.toml", text)
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for named in (tmp_path, tmp_path / "sub"):
        with pytest.raises(ConfigError, match="not valid TOML") as caught:
            config.load([str(named)])
        assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("# [tool.c42migrate]\n# warn-days = 20\n", 90),
        ('dependencies = ["c42migrate"]\n[tool.other]\nname = "c42migrate"\n', 90),
        ("[tool]\nc42migrate = {warn-days = 20}\n", 20),
        ("[tool]\n[tool.c42migrate]\nwarn-days = 20\n", 20),
        ("tool.c42migrate.warn-days = 20\n", 20),
        ('["tool"."c42migrate"]\nwarn-days = 20\n', 20),
    ],
)
def test_only_our_table_counts(tmp_path: Path, text: str, days: int) -> None:
    write(tmp_path, "pyproject.toml", text)
    assert config.load([str(tmp_path)]).warn_days == days


def test_another_tools_broken_pyproject_is_not_ours(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "= nonsense")
    config.load([str(tmp_path)])
    with pytest.raises(ConfigError):
        config.load([], tmp_path / "pyproject.toml")


PASTED = {
    "nothing": "",
    "tables": 'per-file-product = { "backup/*.sh" = "crashplan" }\nseverity = { "C42-303" = "note", users = "error" }\n',
    "lists in tables": 'per-file-ignores = { "a b.py" = ["url-paths", "C42-303"] }\n',
    "tables in tables": 'wrappers = { "corp.api.call" = { method = 0, path = "where" } }\n',
    "odd texts": r'exclude = ["a\u007fb", "\"q\"", "c\\d", "\u0001", "ünï", "#", "x = 1"]' + "\n",
    "numbers and flags": "warn-days = 7\nstrict = true\njobs = 2\n",
}


@pytest.mark.parametrize("case", PASTED)
def test_what_is_shown_can_be_pasted_into_a_file(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / ".c42migrate.toml"
    file.write_text(PASTED[case])
    first = config.load((".",))
    file.write_text("\n".join(line for line, _ in lines(first)) + "\n")
    again = config.load((".",))
    assert replace(again, origins={}) == replace(first, origins={})
