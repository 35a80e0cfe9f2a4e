from __future__ import annotations

from pathlib import Path

import pytest

from c42migrate import config
from c42migrate.errors import ConfigError


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
    assert config.load([str(tmp_path / "a" / "b" / "x.py")]).warn_days == 20
    assert config.load([str(tmp_path / "a")]).warn_days == 10
    assert config.load([str(tmp_path / "a" / "b" / "x.py"), str(tmp_path / "a" / "y.py")]).root == tmp_path


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
        ("= nonsense", "not TOML"),
    ],
)
def test_broken_files_name_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    file = write(tmp_path, ".c42migrate.toml", text)
    with pytest.raises(ConfigError) as caught:
        config.load([str(tmp_path)])
    assert message in str(caught.value)
    assert str(file) in str(caught.value)


def test_another_tools_broken_pyproject_is_not_ours(tmp_path: Path) -> None:
    write(tmp_path, "pyproject.toml", "= nonsense")
    config.load([str(tmp_path)])
    with pytest.raises(ConfigError):
        config.load([], tmp_path / "pyproject.toml")
