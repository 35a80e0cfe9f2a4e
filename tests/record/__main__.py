"""What the first edition said of every corpus, for the time in which the house is rebuilt.

``python -m tests.record`` compares today's answers with the record and prints every line that differs;
``python -m tests.record --write`` makes the record anew. It goes when the house is done.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
CORPORA = ["scripts", *sorted(f"corpus/{path.name}" for path in (TESTS / "corpus").iterdir() if path.is_dir())]
AS_OF = ["--as-of", "2026-11-30"]


def run(where: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run c42migrate in ``where``."""
    return subprocess.run([sys.executable, "-m", "c42migrate", *words], cwd=where, capture_output=True, check=False)


def finding(one: dict[str, object]) -> str:
    """One finding as one line."""
    fixes = [
        [
            fix["applicability"],
            *(f"{edit['path']}:{edit['start']}-{edit['end']}={edit['text']}" for edit in fix["edits"]),
        ]
        for fix in one["fixes"]
    ]
    words = ("path", "line", "column", "end_line", "end_column", "code", "severity", "status", "certainty", "product")
    related = [f"{place['path']}:{place['line']}:{place['column']}" for place in one["related"]]
    return " ".join(
        [*(str(one[word]) for word in words), json.dumps(one["deprecated"]), json.dumps(related), json.dumps(fixes)]
    )


def answers() -> dict[str, str]:
    """File of the record → what it should hold today."""
    found, exits = {}, []
    with tempfile.TemporaryDirectory() as home:
        for corpus in CORPORA:
            name = corpus.replace("/", "-")
            at = Path(home) / name
            shutil.copytree(TESTS / corpus, at)
            report = run(at, "check", "--format", "json", *AS_OF, ".")
            lines = sorted(finding(one) for one in json.loads(report.stdout)["findings"])
            found[f"{name}.findings"] = "\n".join(lines) + "\n"
            for words in (["fix"], ["fix", "--unsafe-fixes"]):
                patch = Path(home) / "exact.diff"
                diff = run(at, *words, "--diff", "-o", f"diff={patch}", *AS_OF, ".")
                found[f"{name}.{'-'.join(words)}.diff"] = patch.read_bytes().decode("utf-8", "replace")
                exits.append(f"{name} {' '.join(words)} --diff {diff.returncode}")
            for form in ("json", "text", "sarif"):
                done = run(at, "check", "--format", form, *AS_OF, ".")
                text = done.stdout.replace(str(at.resolve()).encode(), b"")
                digest = "" if form == "json" else hashlib.sha256(text).hexdigest()
                exits.append(f"{name} check --format {form} {done.returncode} {digest}".rstrip())
    found["exits.txt"] = "\n".join(exits) + "\n"
    return found


def main() -> int:
    """Compare with the record, or write it."""
    today = answers()
    if "--write" in sys.argv:
        for old in HERE.glob("*.[fdt]*"):
            if old.suffix in {".findings", ".diff", ".txt"}:
                old.unlink()
        for name, text in today.items():
            (HERE / name).write_text(text, encoding="utf-8")
        return 0
    different = 0
    for name, text in today.items():
        before = (HERE / name).read_text(encoding="utf-8") if (HERE / name).exists() else ""
        for line in unified_diff(
            before.splitlines(), text.splitlines(), f"record/{name}", f"today/{name}", "", "", 0, ""
        ):
            different += 1
            sys.stdout.write(f"{line}\n")
    sys.stderr.write(f"{different} lines of difference\n")
    return int(different > 0)


if __name__ == "__main__":
    raise SystemExit(main())
