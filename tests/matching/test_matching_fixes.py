"""Literals with several users: a fix covers all of them or does not exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from c42migrate.matching import match
from c42migrate.model import Certainty, Finding, Place, Reading, Request, Text, Verb, VerbForm
from tests.matching.matching_support import HOST, applied, catalogue, codes, fixed, request_in, run


def two_files(constant: str, *calls: Request) -> list[Finding]:
    texts = {"consts.py": constant.encode(), "a.py": b"code42 = incydr\n" + b" " * 99}
    return match([Reading("consts.py"), Reading("a.py", calls)], texts, catalogue())


def test_a_constant_is_reported_once_at_its_definition() -> None:
    constant = "USER = '/api/user'\n"
    calls = []
    for at in (20, 40):
        request = request_in(constant, "{base}/api/user", "GET", path="consts.py")
        calls.append(replace(request, place=Place("a.py", at, at + 9)))
    [finding] = two_files(constant, *calls)
    assert finding.place == Place("consts.py", 8, 17)
    assert [related.place.start for related in finding.related] == [20, 40]
    assert fixed({"consts.py": constant.encode()}, finding.fixes[0])["consts.py"] == "USER = '/api/v1/User'\n"


def test_two_verbs_on_one_constant_are_two_findings_with_one_safe_edit() -> None:
    source = "BLOCK = '/api/UserBlock/{id}' # code42\n"
    found = run(source, *(request_in(source, "{h}/api/UserBlock/{id}", verb) for verb in ("PUT", "DELETE")))
    assert codes(found) == ["C42-301", "C42-302"]
    assert found[0].fixes[0].edits == found[1].fixes[0].edits


def test_a_prefix_that_a_current_url_uses_too_stays_and_the_rest_changes() -> None:
    source = "code42; API = '/api/'; get(API + 'user/my'); get(API + 'v1/User/my')\n"
    old, current = request_in(source, "{h}/api/", "GET"), request_in(source, "{h}/api/", "GET")
    old = replace(old, url=old.url + request_in(source, "user/my", "GET").url)
    current = replace(
        current, url=current.url + request_in(source, "v1/User/my", "GET").url, place=Place("a.py", 45, 50)
    )
    wanted = source.replace("'user/my'", "'v1/User/my'")
    assert applied(source, run(source, old, current), "safe") == wanted


def test_a_shared_console_host_is_not_moved() -> None:
    source = f"HOST = '{HOST}'; requests.put(HOST + '/api/v1/UserDeactivation/1'); get(HOST + '/api/v1/User')\n"
    host = request_in(source, HOST).url
    tail = request_in(source, "/api/v1/UserDeactivation/1", "PUT")
    other = request_in(source, "/api/v1/User", "GET")
    moved, stays = replace(tail, url=host + tail.url), replace(other, url=host + other.url)
    assert [fix.applicability for fix in run(source, moved)[0].fixes] == ["unsafe"]
    assert run(source, moved, stays)[0].fixes == ()


def test_what_is_used_otherwise_is_only_reported() -> None:
    source = "code42 = requests.get('{b}/api/user')\n"
    request = request_in(source, "{b}/api/user", "GET")
    assert run(source, request)[0].fixes != ()
    [finding] = run(source, replace(request, shared=(Place("a.py", 27, 36),)))
    assert finding.fixes == ()


def test_what_was_read_by_its_wording_is_only_reported() -> None:
    source = "code42 = requests.get('{b}/api/user')\n"
    [finding] = run(source, replace(request_in(source, "{b}/api/user", "GET"), certainty=Certainty.LEXICAL))
    assert finding.fixes == ()


def test_maybe_is_never_safe() -> None:
    source = "code42 = requests.get('{b}/api/user')\n"
    [finding] = run(source, request_in(source, "{b}/api/user", "GET", certainty=Certainty.MAYBE))
    assert [fix.applicability for fix in finding.fixes] == ["unsafe"]


@pytest.mark.parametrize("form", [VerbForm.IMPLIED, VerbForm.GUESS])
def test_a_verb_that_stands_nowhere_cannot_change(form: VerbForm) -> None:
    source = f"code42 = x.put('{HOST}/api/v1/UserDeactivation/1')\n"
    request = request_in(source, f"{HOST}/api/v1/UserDeactivation/1", "PUT")
    assert run(source, request)[0].fixes != ()
    verb = Verb("PUT", form, request.verb.place if request.verb else None)
    assert run(source, replace(request, verb=verb))[0].fixes == ()


def test_a_shared_verb_cannot_change() -> None:
    source = f"code42 = x.put('{HOST}/api/v1/UserDeactivation/1')\n"
    request = request_in(source, f"{HOST}/api/v1/UserDeactivation/1", "PUT")
    assert request.verb is not None
    assert run(source, replace(request, verb=replace(request.verb, shared=True)))[0].fixes == ()


def test_a_bare_literal_says_nothing_beside_its_call() -> None:
    source = "code42 = '/api/v1/UserBlock/{id}'\n"
    url = "/api/v1/UserBlock/{id}"
    found = run(source, request_in(source, url, client=""), request_in(source, url, "DELETE"))
    assert codes(found) == ["C42-302"]


def test_far_fix_needs_incydr_and_safe_fix_does_not() -> None:
    source = "code42 = requests.get('{b}/api/UserRole/{id}')\n"
    [finding] = run(source, request_in(source, "{b}/api/UserRole/{id}", "GET"))
    assert (finding.product, [fix.applicability for fix in finding.fixes]) == ("unknown", ["safe"])


def test_fingerprints_outlive_moves_and_tell_twins_apart() -> None:
    source = "code42; get('/api/user'); get('/api/user')\n"
    first = request_in(source, "/api/user", "GET")
    second = replace(first, url=Text((replace(first.url.literals[0], place=Place("a.py", 31, 40)),)))
    one, two = run(source, first, second)
    assert one.fingerprint != two.fingerprint
    moved = "\n\n" + source
    assert run(moved, request_in(moved, "/api/user", "GET"))[0].fingerprint == one.fingerprint


def test_a_sign_in_a_neighbour_decides_nothing() -> None:
    source = "get('/api/user')\n"
    request = request_in(source, "/api/user", "GET", path="lib/paths.py")
    readings = [Reading("lib/paths.py", (request,)), Reading("lib/client.py")]
    texts = {"lib/paths.py": source.encode(), "lib/client.py": b"import code42cli, incydr"}
    assert match(readings, texts, catalogue()) == []


def test_the_user_may_say_which_product_it_is() -> None:
    source = "code42 = requests.put('{b}/api/v1/UserBlock/{id}')\n"
    request = request_in(source, "{b}/api/v1/UserBlock/{id}", "PUT")
    assert [f.product for f in run(source, request)] == ["unknown"]
    assert [f.product for f in run(source, request, products={"a.py": "incydr"})] == ["incydr"]
    assert run(source, request, products={"a.py": "crashplan"}) == []


def test_the_literal_in_the_call_changes_before_the_one_a_wrapper_holds() -> None:
    source = "code42; go('User/my') # def go(p): get('/api/' + p)\n"
    head, tail = request_in(source, "/api/", "GET"), request_in(source, "User/my", "GET")
    request = replace(head, url=head.url + tail.url, place=Place("a.py", 8, 21))
    assert applied(source, run(source, request), "safe") == source.replace("'User/my'", "'v1/User/my'")
    defined = replace(request, place=Place("a.py", 8, 10))
    assert applied(source, run(source, defined), "safe") == source.replace("'/api/'", "'/api/v1/'")
