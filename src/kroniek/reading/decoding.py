"""Bytes to text: the text is the decoded bytes without byte order mark, and nothing else is changed.

Order: byte order mark, UTF-8, the encoding that the source declares, Windows-1252 where that gives plausible Dutch,
then what charset-normalizer recognises. Damaged UTF-8 is refused with the place of the damage: reading it as another
encoding would give words that nobody wrote.
"""

from __future__ import annotations

import codecs
import re

from kroniek.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
)
# Letters and marks beyond ASCII that Dutch newspapers print, names included; more in a Windows-1252 reading means
# that it was another encoding.
_PLAUSIBLE = frozenset(
    "áàâäãåçéèêëíìîïñóòôöõøúùûüýÿæœßšžÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØÚÙÛÜÝÆŒŠŽ€‘’‚“”„–—…•·«»°©®™§½¼¾²³´¨\u00a0\u00ad£"
)
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf€-™ŠšŽžŒœ]|â€")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.002  # stray control characters occur in old archives; binary data has 10 % and more
_DECLARABLE = re.compile(
    r"(?:iso-?8859-?\d+|latin-?\d|windows-?125\d|cp-?(?:125\d|437|850)|mac-?roman|utf-?16\w*|us-?ascii)$"
)
_GUESS_BYTES = 100_000  # charset-normalizer takes seconds on more, and this much decides


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text in these bytes. Raises `UnreadableError` where they hold none, or it cannot be told which."""
    _refuse_known_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _readable(_strictly(data[len(mark) :], encoding))
    if data.count(0) > len(data) // 4:
        data, declared = _wide(data)
    try:
        return _readable(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _readable(_other_than_utf8(data, declared, error))


def encoding_of(head: bytes) -> str:
    """The encoding of a long file by its first bytes: for formats that are read as a stream."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding.removesuffix("-le").removesuffix("-be")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def check_characters(text: str) -> None:
    """Raise `UnreadableError` where a text holds what no store and no export can keep: NULs and half characters."""
    if "\x00" in text:
        raise UnreadableError("The text holds a NUL character, so it is probably no text. Save it as UTF-8 text.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError(
            f"The text holds half a character (a lone surrogate) at position {error.start}: it was cut or escaped "
            "wrongly. Write it again as UTF-8."
        ) from error


def _refuse_known_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"This is {what}, not text. Save the article as text or HTML and read that.")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"The bytes are marked as {encoding} but break it at byte {error.start}: the file is damaged or cut. "
            "Save it again as UTF-8."
        ) from error


def _wide(data: bytes) -> tuple[bytes, str | None]:
    """UTF-16 without its mark has a zero in every second byte of western text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and sum(char < "\u0250" for char in text) > 0.9 * len(text):
            return text.encode("utf-8"), None
    return data, None


def _other_than_utf8(data: bytes, declared: str | None, error: UnicodeDecodeError) -> str:
    if _is_mostly_utf8(data):
        raise UnreadableError(
            f"The text is UTF-8 with damage at byte {error.start}: it was cut or mixed with another encoding. "
            "Save it again as UTF-8."
        )
    for encoding in (declared, "cp1252"):
        text = _tried(data, encoding)
        if text is not None and _is_plausible(text):
            return text
    return _recognised(data)


def _is_mostly_utf8(data: bytes) -> bool:
    """Are there more whole UTF-8 sequences than stray bytes?"""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(char > "\x7f" for char in text) - broken
    return whole > broken


def _tried(data: bytes, encoding: str | None) -> str | None:
    if not encoding or not _DECLARABLE.match(encoding.lower().replace("_", "-")):
        return None  # Python knows codecs that are no character sets, and some that take hours
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _is_plausible(text: str) -> bool:
    if _CONTROL.search(text) or _MOJIBAKE.search(text):
        return False
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in _PLAUSIBLE for char in foreign) >= 0.9 * len(foreign)


def _recognised(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - takes 50 ms to load, and few files need it

    best = from_bytes(data[:_GUESS_BYTES]).best()
    text = _tried(data, best.encoding) if best is not None else None
    if text is None or _MOJIBAKE.search(text):
        raise UnreadableError("The encoding of the text cannot be told, so its words cannot. Save it as UTF-8.")
    return text


def _readable(text: str) -> str:
    """The text, if it is one: binary data that happens to decode is refused."""
    check_characters(text)
    if len(_CONTROL.findall(text)) > max(2, _CONTROL_SHARE * len(text)):
        raise UnreadableError("The file is full of control characters: it is binary data, not text.")
    return text
