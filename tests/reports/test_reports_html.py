"""The HTML report: as text, and in a real browser where there is one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from c42migrate import reports
from c42migrate.options import CheckOptions
from c42migrate.reports import as_json
from c42migrate.reports.html_data import folders
from c42migrate.reports.reading import load
from c42migrate.reports.terminal import Style
from c42migrate.reports.trend import compare
from c42migrate.reports.view import View
from tests.reports.chromium import Page, program
from tests.reports.outcomes import scan

SAMPLE = {
    "jobs/old.py": b'PATH = "/api/UserDeactivation"\nx = 1\nput("/api/v1/UserBlock/2", auth=("me", "s3cret-word"))\n',
    "ops/a.py": b'h = {"Authorization": "v3_user_token " + t}\n',
}
ENTER, DOWN, SLASH = ("Enter", 13, "\r"), ("ArrowDown", 40, ""), ("/", 191, "/")


def page(contents: Mapping[str, bytes], options: CheckOptions | None = None) -> str:
    return reports.render("html", View(scan(contents, options)), Style())


@pytest.mark.parametrize(
    ("paths", "wanted"),
    [
        (["a/x.py", "b/y.py"], ["a", "b"]),
        (["src/a/x.py", "src/b/c/y.py"], ["src/a", "src/b"]),
        (["src/a/x.py", "src/y.py"], ["src/a", "src"]),
        (["x.py"], ["."]),
        (["a/b/x.py", "a/b/y.py"], ["a/b", "a/b"]),
        (["/abs/a/x.py", "/abs/b/y.py"], ["//abs/a", "//abs/b"]),
        ([], []),
    ],
)
def test_folders(paths: list[str], wanted: list[str]) -> None:
    view = View(scan(dict.fromkeys(paths, b'"/api/UserBlock"')))
    found = dict(zip((item.spot.path for item in view.items), folders(view.items), strict=True))
    assert [found[path].replace("//", "/") for path in paths] == [name.replace("//", "/") for name in wanted]


def test_policy_allows_only_the_pages_own_script_and_style() -> None:
    text = page(SAMPLE)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert "unsafe" not in policy
    assert "default-src &#39;none&#39;" in policy
    assert not re.findall(
        r"\son\w+=|\sstyle=|src=|<link|@import|url\(", re.sub(r"<script.*?</script>", "", text, flags=re.S)
    )


def test_data_cannot_end_its_element() -> None:
    text = page({"</script><script>alert(1)</script>.py": b'"/api/UserBlock" </script><!-- <script>'})
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert "<" not in data
    assert "</script>" in json.loads(data)["rows"][0]["p"]


def test_what_is_in_the_page() -> None:
    text = page(SAMPLE)
    assert "s3cret-word" not in text
    assert "No end of life" not in text
    for part in ("2022-01-31", "2023-05-18", "2027-01-15", "today, 2026-11-23", 'data-value="users"', "<noscript>"):
        assert part in text


@pytest.mark.parametrize(
    "mark", ["<b>", "&lt;", "{{ 7 * 7 }}", "{% raw %}", "`<b>`", "\x1b[31m", "\u202e", "##[error]"]
)
def test_names_are_neither_markup_nor_template(mark: str) -> None:
    names = [f"{mark}/a{number}.py" for number in range(3)]
    text = page({**dict.fromkeys(names, b'put("/api/UserDeactivation")\n'), "b/c.py": b'"/api/UserBlock"'})
    body = re.sub(r"<(style|script).*?</\1>", "", text, flags=re.S)
    assert "<b>" not in body.replace("<b>×", "")
    assert "49" not in re.findall(r'data-key="folder"[^<]*', body)
    assert not set("\x1b\u202e") & set(text)
    assert "##[" not in text


def test_commands_in_sentences_are_code() -> None:
    assert "fixable with <code>c42migrate fix</code>" in page(SAMPLE)


def test_without_findings_there_is_no_script() -> None:
    text = page({"a.py": b"x = 1\n"})
    assert "<script" not in text
    assert "No deprecated APIs found" in text


# -- in a browser ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    if program() is None:
        pytest.skip("there is no Chromium on this machine (Debian: apt-get install chromium)")
    with Page() as found:
        yield found


@pytest.fixture
def opened(tab: Page, tmp_path: Path) -> Page:
    file = tmp_path / "report.html"
    file.write_text(page(SAMPLE))
    tab.events.clear()
    tab.open(file)
    return tab


def text_of(tab: Page, selector: str) -> list[str]:
    found = tab.run(f"[...document.querySelectorAll({selector!r})].map(e => e.textContent)")
    assert isinstance(found, list)
    return found


def test_nothing_is_asked_for_and_nothing_complains(opened: Page) -> None:
    opened.run("document.querySelectorAll('.toggle').forEach(button => button.click())")
    assert opened.complaints() == []
    assert opened.requests() == []
    assert text_of(opened, ".toggle") == ["jobs/old.py:3", "ops/a.py:1", "jobs/old.py:1"]


def test_details_show_code_replacement_steps_and_diff(opened: Page) -> None:
    opened.run("document.querySelectorAll('.toggle')[2].click()")
    (detail,) = text_of(opened, ".detail")
    for part in (
        'PATH = "/api/UserDeactivation"',
        "ended 2023-05-18",
        "POST /v1/user-deactivate",
        "Create an API client.",
    ):
        assert part in detail
    assert text_of(opened, ".detail mark") == ["/api/UserDeactivation"]
    assert text_of(opened, ".detail .del")[0] == '-PATH = "/api/UserDeactivation"'
    assert text_of(opened, ".detail .add")[0] == '+PATH = "/api/v1/UserDeactivation"'


@pytest.mark.parametrize(
    ("fragment", "wanted"),
    [
        ("#q=userblock", ["jobs/old.py:3"]),
        ("#q=OLD.py+C42-303", ["jobs/old.py:1"]),
        ("#q=userbl", ["jobs/old.py:3"]),  # nothing has it as a word: beginnings count
        ("#q=lock", []),  # neither a word nor the beginning of one
        ("#q=303", ["jobs/old.py:1"]),
        ("#q=a.py(", []),
        ("#product=incydr", ["jobs/old.py:3", "ops/a.py:1", "jobs/old.py:1"]),
        ("#product=crashplan", ["jobs/old.py:3", "ops/a.py:1", "jobs/old.py:1"]),  # none there: not to choose
        ("#certainty=exact&folder=ops", ["ops/a.py:1"]),
        ("#fix=manual", ["jobs/old.py:3"]),
        ("#family=authentication", ["ops/a.py:1"]),
        ("#phase=near", ["jobs/old.py:3"]),
        ("#folder=ops", ["ops/a.py:1"]),
        ("#fix=unsafe", ["jobs/old.py:1"]),
        ("#q=nothing-like-it", []),
        ("#family=nonsense", ["jobs/old.py:3", "ops/a.py:1", "jobs/old.py:1"]),
    ],
)
def test_filters(tab: Page, tmp_path: Path, fragment: str, wanted: list[str]) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(SAMPLE))
    tab.open(file, fragment)
    assert text_of(tab, ".toggle") == wanted


def test_a_bar_filters_and_a_heading_sorts(opened: Page) -> None:
    opened.run("document.querySelector('[data-value=jobs]').click()")
    assert text_of(opened, ".toggle") == ["jobs/old.py:3", "jobs/old.py:1"]
    opened.run("document.querySelectorAll('#rows th button')[0].click()")
    opened.run("document.querySelectorAll('#rows th button')[0].click()")
    assert text_of(opened, ".toggle") == ["jobs/old.py:3", "jobs/old.py:1"]
    assert opened.run("document.querySelector('#rows th').getAttribute('aria-sort')") == "descending"


def test_keyboard(opened: Page) -> None:
    opened.key(*SLASH)
    assert opened.run("document.activeElement.id") == "q"
    opened.key(*DOWN)
    assert opened.run("document.activeElement.textContent") == "jobs/old.py:3"
    opened.key(*DOWN)
    opened.key(*ENTER)
    assert opened.run("document.activeElement.textContent") == "ops/a.py:1"
    assert opened.run("document.activeElement.getAttribute('aria-expanded')") == "true"
    assert len(text_of(opened, ".detail")) == 1
    opened.key(*ENTER)
    assert text_of(opened, ".detail") == []


def test_hostile_names_and_code_stay_text(tab: Page, tmp_path: Path) -> None:
    hostile = "<img src=x onerror=document.title='pwned'></script><script>document.title='pwned'</script>"
    file = tmp_path / "report.html"
    code = f'put("/api/UserDeactivation") {hostile}\n'.encode()
    file.write_text(page({f"{hostile}/a.py": code, "'\"&lt;`\u202e.py": code}))
    tab.open(file)
    tab.run("document.querySelectorAll('.toggle').forEach(button => button.click())")
    assert tab.run("document.title") == "Deprecated Code42 APIs, 2026-11-23"
    assert tab.run("document.images.length") == 0
    assert hostile in "".join(text_of(tab, ".detail"))


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out(tab: Page, tmp_path: Path, width: int, scheme: str) -> None:
    file = tmp_path / "report.html"
    file.write_text(page({**SAMPLE, "a" * 200 + ".py": b'"/api/UserBlock"  # ' + b"x" * 3000 + b"\n"}))
    tab.open(file, width=width, scheme=scheme)
    tab.run("document.querySelectorAll('.toggle').forEach(button => button.click())")
    assert tab.run("document.documentElement.scrollWidth") == width
    light = tab.run("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0] > 127")
    assert light is (scheme == "light")
    tab.picture(tmp_path / "shot.png", whole=True)
    assert (tmp_path / "shot.png").stat().st_size > 20_000


def test_the_theme_can_be_turned(opened: Page) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    before = opened.run(colour)
    opened.run("document.getElementById('theme').click()")
    assert opened.run(colour) != before
    opened.run("document.getElementById('theme').click()")
    assert opened.run(colour) == before


def test_of_a_thousand_findings_a_hundred_are_listed(tab: Page, tmp_path: Path) -> None:
    text = b'put("/api/UserDeactivation/1")\npost("/api/UserBlock/2")\nh = "v3_user_token " + t\n'
    made = page({f"repo{n % 40}/f{n}.py": text for n in range(340)})
    assert len(made) < 1_000_000
    file = tmp_path / "big.html"
    file.write_text(made)
    tab.open(file)
    assert text_of(tab, "#count") == ["1020 findings; the first 100 are listed"]
    tab.run(
        "(() => { const q = document.getElementById('q'); q.value = 'f1 v3_user';"
        " q.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )
    assert text_of(tab, "#count") == ["111 of 1020 findings; the first 100 are listed"]
    tab.run("document.getElementById('more').click()")
    assert len(text_of(tab, ".toggle")) == 111


def test_printing_lists_what_the_screen_does_not(tab: Page, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page({f"f{n}.py": b'"/api/UserBlock"' for n in range(250)}))
    tab.open(file)
    tab.run("dispatchEvent(new Event('beforeprint'))")
    assert len(text_of(tab, ".toggle")) == 250
    tab.run("dispatchEvent(new Event('afterprint'))")
    assert len(text_of(tab, ".toggle")) == 100
    assert tab.pdf().startswith(b"%PDF")


def test_paper_is_white(opened: Page, tmp_path: Path) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    opened.send("Emulation.setEmulatedMedia", media="print", features=dark)
    opened.run("document.documentElement.dataset.theme = 'dark'")
    assert opened.run(colour) == "rgb(255, 255, 255)"
    opened.send("Emulation.setEmulatedMedia", media="screen", features=dark)
    assert opened.run(colour) != "rgb(255, 255, 255)"


def test_trend_in_the_page(tab: Page, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text(as_json.render(View(scan(SAMPLE)), Style()))
    view = View(scan({"jobs/old.py": SAMPLE["jobs/old.py"], "jobs/new.py": b'h = "v3_user_token " + t\n'}))
    view.trend = compare(view.items, load(old))
    file = tmp_path / "report.html"
    file.write_text(reports.render("html", view, Style()))
    tab.open(file, "#age=new")
    assert text_of(tab, ".toggle") == ["jobs/new.py:1"]
    assert text_of(tab, ".badge") == ["new"]
    gone = [row for row in text_of(tab, ".bars tr") if row.startswith("ops")]
    assert [row[-5:] for row in gone] == ["+0 \N{MINUS SIGN}1"]
