"""The addresses of feeds in an OPML file, as feed readers export it, or in a plain list with one on each line."""

from __future__ import annotations

from pathlib import Path

from kroniek.errors import UsageError
from kroniek.model.address import without_login
from kroniek.reading.decoding import decode

MOST_BYTES = 5_000_000
"""Far more than any list of feeds; a larger file is another one."""


def feed_addresses(file: str | Path) -> tuple[str, ...]:
    """The addresses of a file, each once, in its order. Raises `UsageError` where it has none, or something else."""
    try:
        with Path(file).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}). Give an OPML file, or a list of feeds.") from error
    if len(data) > MOST_BYTES:
        raise UsageError(f"{file} is larger than {MOST_BYTES:,} bytes, so it is no list of feeds.")
    found = _of_opml(data, file) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _of_list(decode(data))
    if not found:
        raise UsageError(f"{file} holds no address of a feed. Give an OPML file, or a list with one address on a line.")
    if wrong := [address for address in found if not address.lower().startswith(("http://", "https://"))]:
        shown = without_login(wrong[0])
        raise UsageError(f"{file} holds {shown!r}, which is no web address. Mend that line, or take it out.")
    return tuple(dict.fromkeys(found))


def _of_list(text: str) -> list[str]:
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _of_opml(data: bytes, file: str | Path) -> list[str]:
    from lxml import etree  # noqa: PLC0415 - loaded for this only

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{file} is no sound OPML file ({error}). Export it again from your feed reader.") from error
    attributes = ({key.lower(): value for key, value in one.attrib.items()} for one in root.iter("outline"))
    return [one["xmlurl"].strip() for one in attributes if one.get("xmlurl", "").strip()]
