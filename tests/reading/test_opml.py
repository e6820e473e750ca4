"""Lists of feeds: OPML as feed readers export it, or plain lines."""

import pytest

from kroniek.errors import UsageError
from kroniek.reading import feed_addresses

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Kranten</title></head><body>
  <outline text="Buitenland">
    <outline type="rss" text="Een" xmlUrl="https://een.example/rss?a=1&amp;b=2"/>
    <outline type="rss" text="Twee" xmlurl=" https://twee.example/atom "/>
  </outline>
  <outline type="rss" text="Nog eens" xmlUrl="https://een.example/rss?a=1&amp;b=2"/>
  <outline text="Zonder adres" xmlUrl=""/>
</body></opml>"""


def written(tmp_path, text, name="feeds.opml"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_the_feeds_of_an_opml_file_each_once_in_its_order(tmp_path):
    assert feed_addresses(written(tmp_path, OPML)) == ("https://een.example/rss?a=1&b=2", "https://twee.example/atom")


def test_the_feeds_of_a_plain_list(tmp_path):
    text = "# kranten\nhttps://een.example/rss\n\n  https://twee.example/atom\nhttps://een.example/rss\n"
    assert feed_addresses(written(tmp_path, text)) == ("https://een.example/rss", "https://twee.example/atom")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no address"),
        ("<opml><body/></opml>", "holds no address"),
        ("<opml><body>", "no sound OPML"),
        ("ftp://een.example", "'ftp://een.example', which is no web address"),
        ("file:///etc/passwd", "no web address"),
        ("a" * 5_000_001, "larger than"),
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_list_of_feeds_is_refused_with_what_to_do(tmp_path, text, message):
    with pytest.raises(UsageError, match=message):
        feed_addresses(written(tmp_path, text))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"weg\.opml cannot be read"):
        feed_addresses(tmp_path / "weg.opml")


def test_entities_of_a_file_read_no_other_file(tmp_path):
    (tmp_path / "geheim").write_text("https://geheim.example", encoding="utf-8")
    text = f"""<!DOCTYPE opml [<!ENTITY g SYSTEM "{tmp_path / "geheim"}">]>
    <opml><body><outline xmlUrl="https://een.example/"/>&g;</body></opml>"""
    assert feed_addresses(written(tmp_path, text)) == ("https://een.example/",)


def test_entities_do_not_unpack_to_gigabytes(tmp_path):
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE opml [<!ENTITY l0 "a">{levels}]><opml><body><outline xmlUrl="https://a.example/&l11;"/></body></opml>'
    with pytest.raises(UsageError, match="no sound OPML"):
        feed_addresses(written(tmp_path, text))
