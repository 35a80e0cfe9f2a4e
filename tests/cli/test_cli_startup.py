"""What a run may import: the tool is a hook, so it starts hundreds of times a day."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from c42migrate.catalogue import compiled
from c42migrate.catalogue.build_hook import compile_rules

HEAVY = {
    "libcst", "yaml", "tree_sitter", "tree_sitter_bash", "tree_sitter_powershell", "packaging", "asyncio", "difflib",
    "email", "http", "multiprocessing", "tomllib", "unittest", "xml", "sqlite3", "concurrent", "hypothesis", "ssl",
    "jinja2", "icalendar",
}  # fmt: skip
UNNEEDED = {
    "c42migrate.model",
    "c42migrate.catalogue.index",
    "c42migrate.reports.parts",
    "c42migrate.engine.jobs",
    "pickle",
}
"""What only a run with findings needs."""
PROGRAM = """
import os, sys
from c42migrate.cli import main
if "INSTALLED_RULES" in os.environ:
    from pathlib import Path
    from c42migrate.catalogue import compiled
    compiled.BUNDLED = Path(os.environ["INSTALLED_RULES"])
sys.argv = ["c42migrate", *{arguments!r}]
try:
    main()
except SystemExit as stop:
    code = stop.code or 0
print("\\nIMPORTED", code, *sorted({{name if name.startswith("c42migrate") else name.partition(".")[0] for name in sys.modules}}))
"""


def imported(*arguments: str, cwd: Path | None = None, **environ: str) -> tuple[int, set[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(arguments=list(arguments))],
        capture_output=True, text=True, check=True, cwd=cwd, env={"PYTHONPATH": str(Path(__file__).parents[2])} | environ,
    )  # fmt: skip
    _, code, *names = done.stdout.rpartition("\nIMPORTED")[2].split(" ")
    return int(code), {name.strip() for name in names}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_version_and_help_import_nothing_but_click(arguments: list[str]) -> None:
    code, names = imported(*arguments)
    assert code == 0
    assert not names & (HEAVY | {"json", "tokenize_rt"})


def test_a_check_that_misses_imports_no_parser(tmp_path: Path) -> None:
    """With the index that an installed package carries."""
    (tmp_path / "a.py").write_text("import os\nprint(os.environ)\n")
    rules = tmp_path / "_rules"
    rules.mkdir()
    for name, data in compile_rules(compiled.CHECKOUT.parent).items():
        (rules / name).write_bytes(data)
    code, names = imported("check", "a.py", cwd=tmp_path, INSTALLED_RULES=str(rules))
    assert code == 0
    assert not names & (HEAVY | UNNEEDED), names & (HEAVY | UNNEEDED)


def test_an_internal_error_is_one_line_and_exit_3() -> None:
    program = "from c42migrate import cli; cli._run = lambda: 1 / 0; cli.main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("c42migrate: internal error: ZeroDivisionError")
    assert "Traceback" not in done.stderr
