"""However a URL is cut into literals, a fix of it gives the right URL or is not offered."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from c42migrate.model import Literal, Place, Request, Text, Verb, VerbForm
from tests.matching.matching_support import HOST, fixed, run

TODAY = {
    HOST + "/api/user/my?a=b": HOST + "/api/v1/User/my?a=b",
    HOST + "/console/api/Computer": HOST + "/api/v1/Computer",
    HOST + "/app/api/v1/org/7": HOST + "/api/v1/Org/7",
    HOST + "/c42api/v3/customer/my": HOST + "/api/v3/customer/my",
    HOST + "/User?active=true": HOST + "/api/v1/User?active=true",
    HOST + "/api/v1/legalhold": HOST + "/api/v1/LegalHold",
    "https://api.us.code42.com/v1/watchlists/42": "https://api.us.code42.com/v2/watchlists/42",
    HOST + "/api/UserRole/9": "https://api.us.code42.com/v1/users/9/roles",
}


@given(st.sampled_from(sorted(TODAY)), st.sets(st.integers(1, 50), max_size=5), st.booleans())
def test_split(url: str, cuts: set[int], join: bool) -> None:
    edges = [0, *sorted(cut for cut in cuts if cut < len(url)), len(url)]
    parts = [url[low:high] for low, high in itertools.pairwise(edges)]
    source, pieces = "get(", []
    for part in parts:
        start = len(source) + 1
        pieces.append(Literal(part, Place("a.py", start, start + len(part)), token=start - 1, whole=True))
        source += f'"{part}"' + (", " if join else " + ")
    source += ")\n"
    request = Request(Text(tuple(pieces)), Place("a.py", 0, len(source)), Verb("GET", VerbForm.IMPLIED), "requests")
    [finding] = run(source, request)
    for fix in finding.fixes:
        after = fixed({"a.py": source.encode()}, fix)["a.py"]
        written = "".join(after.split('"')[1::2])
        near = url.replace("/api/UserRole", "/api/v1/UserRole")
        assert written == TODAY[url] or (fix.applicability == "safe" and written == near)
    if len(parts) == 1:
        assert finding.fixes
