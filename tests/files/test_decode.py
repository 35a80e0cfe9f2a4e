"""Decoding: every character knows its bytes."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from c42migrate.errors import ReadError
from c42migrate.files.decode import decode


@pytest.mark.parametrize(
    ("data", "kind", "text", "encoding"),
    [
        (b"x = 1\r\n", "python", "x = 1\r\n", "utf-8"),
        (b"", "python", "", "utf-8"),
        ("ä\n".encode(), "shell", "ä\n", "utf-8"),
        ("ä\n".encode("latin-1"), "shell", "ä\n", "latin-1"),
        ("ä\n".encode("latin-1"), "python", "ä\n", "latin-1"),
        (codecs.BOM_UTF8 + "ä".encode(), "text", "ä", "utf-8"),
        (codecs.BOM_UTF16_LE + "ä\U0001f600".encode("utf-16-le"), "powershell", "ä\U0001f600", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "ä".encode("utf-16-be"), "text", "ä", "utf-16-be"),
        (codecs.BOM_UTF32_LE + "ä".encode("utf-32-le"), "text", "ä", "utf-32-le"),
        ("# coding: latin-1\né".encode("latin-1"), "python", "# coding: latin-1\né", "iso8859-1"),
        ("#!/x\n# -*- coding: cp1252 -*-\n–".encode("cp1252"), "python", "#!/x\n# -*- coding: cp1252 -*-\n–", "cp1252"),
        ("#!/x\r# coding=koi8-r\rж".encode("koi8-r"), "python", "#!/x\r# coding=koi8-r\rж", "koi8-r"),
        ("# coding: gbk\n中".encode("gbk"), "python", "# coding: gbk\n中", "gbk"),
        # Declared, but not so: wrong, unknown, no text encoding, no superset of ASCII, too late, other language.
        ("# coding: ascii\né".encode(), "python", "# coding: ascii\né", "utf-8"),
        ("# coding: utf8mb4\né".encode(), "python", "# coding: utf8mb4\né", "utf-8"),
        (b"# coding: rot13\nabc", "python", "# coding: rot13\nabc", "utf-8"),
        (b"# coding: hex\nabc", "python", "# coding: hex\nabc", "utf-8"),
        (b"# coding: utf-7\n+AOk-", "python", "# coding: utf-7\n+AOk-", "utf-8"),
        (b"# coding: utf-16\nabc", "python", "# coding: utf-16\nabc", "utf-8"),
        (b"# coding: unicode_escape\n\\n", "python", "# coding: unicode_escape\n\\n", "utf-8"),
        ("\n\n# coding: latin-1\né".encode(), "python", "\n\n# coding: latin-1\né", "utf-8"),
        ("x = 1\n# coding: latin-1\né".encode(), "python", "x = 1\n# coding: latin-1\né", "utf-8"),
        ("# coding: latin-1\né".encode(), "shell", "# coding: latin-1\né", "utf-8"),
    ],
)
def test_encodings(data: bytes, kind: str, text: str, encoding: str) -> None:
    source = decode("p", data, kind)
    assert (source.path, source.kind, source.text, source.encoding) == ("p", kind, text, encoding)
    _check_offsets(data, kind)


def _check_offsets(data: bytes, kind: str) -> None:
    source = decode("p", data, kind)
    for index, character in enumerate(source.text):
        start, end = source.offset(index), source.offset(index + 1)
        assert data[start:end].decode(source.encoding) == character
    assert source.offset(len(source.text)) == len(data)


@given(
    st.text().filter(lambda text: "\0" not in text and "\ufeff" not in text), st.sampled_from(["", "bom", "utf-16-le"])
)
def test_offsets_of_any_text(text: str, form: str) -> None:
    data = {"": b"", "bom": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE}[form] + text.encode(
        form if form == "utf-16-le" else "utf-8"
    )
    assert decode("p", data, "text").text == text
    _check_offsets(data, "text")


@given(
    st.binary().filter(lambda data: b"\0" not in data and data[:2] not in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE})
)
def test_any_bytes_without_nul_are_text(data: bytes) -> None:
    source = decode("p", data, "python")
    assert source.offset(len(source.text)) == len(data)


@pytest.mark.parametrize(
    "data",
    [b"a\0b", b"\x7fELF\0\0", codecs.BOM_UTF16_LE + b"a\0\0\0", codecs.BOM_UTF16_LE + b"abc", codecs.BOM_UTF8 + b"a\0"],
)
def test_binary_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError) as raised:
        decode("p", data, "text")
    assert raised.value.path == "p"


def test_ascii_needs_no_offsets() -> None:
    assert decode("p", b"abc", "text").offsets is None
    assert decode("p", codecs.BOM_UTF8 + b"abc", "text").offsets is None
    assert decode("p", codecs.BOM_UTF8 + b"abc", "text").place(0, 1).start == 3
    assert decode("p", "é".encode("latin-1"), "text").offsets is None
