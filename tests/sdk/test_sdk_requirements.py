"""Which releases a requirement allows, and what those still call."""

from __future__ import annotations

import pytest

from tests.checking import codes, notes


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("py42==1.20.0\n", "requirements.txt", ("py42 1.20.0: no API client", "/api/AuthToken")),
        ("py42~=1.26.0\n", "requirements.txt", ("allows py42 1.26.0 to 1.26.2", "py42 1.26.2: ", "detectionlists")),
        ("py42<1.10,>=1.9\n", "constraints.txt", ("py42 1.9.0: ", "the shapes from before January 2022")),
        ("py42\n", "requirements.txt", ("py42 0.3.0 to 1.29.1", "older releases")),
        ("py42==0.9.7\n", "requirements.txt", ("no release of py42 satisfies ==0.9.7",)),
        ("code42cli>=1.18\n", "requirements.txt", ("code42cli 1.18.0 to 1.19.0", "code42cli 1.19.0: watchlists")),
        ("# /// script\n# dependencies = ['py42<1.27']\n# ///\nprint(1)\n", "a.py", ("py42 0.3.0 to 1.26.2",)),
        ('[tool.poetry.dependencies]\npy42 = "^1.28"\n', "pyproject.toml", ("py42 1.28.0 to 1.29.1",)),
    ],
)
def test_notes(text: str, name: str, expected: tuple[str, ...]) -> None:
    said = " | ".join(notes(text, name))
    assert [part for part in expected if part not in said] == []


def test_what_is_not_allowed_is_not_said() -> None:
    assert "detectionlists" not in " ".join(notes("py42>=1.28\n", "requirements.txt"))
    assert "older releases" not in " ".join(notes("py42>=1.28\n", "requirements.txt"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pycpg==1.0\n", "requirements.txt"),
        ("# py42==1.2\nincydr\n", "requirements.txt"),
        ("# dependencies = ['py42<1.27']\n", "a.py"),
        ('[project]\nname = "x"\ndescription = "py42"\n', "pyproject.toml"),
    ],
)
def test_no_requirement(text: str, name: str) -> None:
    assert codes(text, name) == []
