import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kroniek.errors import UnreadableError
from kroniek.reading.decoding import decode

WORDS = "De coördinator in België zei: “geen bestand” – de Oekraïense minister ontkent."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_is_read_in_the_encodings_that_occur(encoding):
    assert decode(WORDS.encode(encoding)) == WORDS


def test_a_byte_order_mark_is_no_text_and_all_else_is():
    assert decode(codecs.BOM_UTF8 + b"a\r\nb\ne\xcc\x81 ") == "a\r\nb\ne\u0301 "


def test_a_declared_encoding_is_tried():
    assert decode("Český prezident".encode("iso-8859-2"), declared="iso-8859-2").startswith(("Č", "È"))


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "hex", "nonsense", "", "idna"])
def test_a_declared_encoding_that_is_no_character_set_is_not_used(declared):
    assert decode(WORDS.encode("cp1252"), declared=declared) == WORDS


def test_damaged_utf8_is_refused_with_its_place():
    with pytest.raises(UnreadableError, match="byte 5"):
        decode(b"Belgi\xff en Oekra\xc3\xafne, co\xc3\xb6rdinatie")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"PK\x03\x04abc",
        b"\x89PNG\r\n",
        b"abc\x00def",
        bytes(range(1, 32)) * 9,
        b"\xff\xd8\xff\xe0",
        codecs.BOM_UTF16_LE + b"a",
    ],
)
def test_binary_data_is_refused(data):
    with pytest.raises(UnreadableError):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decode(data)
    except UnreadableError:
        return
    text.encode("utf-8")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_as_it_is(text):
    data = text.encode("utf-8")
    if not data.startswith((b"%PDF-", b"{\\rtf", b"GIF8", b"BZh")):
        assert decode(codecs.BOM_UTF8 + data) == text
