"""What a robots.txt lets us read."""

import pytest

from kroniek.reading.robots import EVERYTHING, LONGEST_DELAY_S, NOTHING, robots

SITE = "https://krant.example"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /prive/", "/prive/a", False),
        ("User-agent: *\nDisallow: /prive/", "/openbaar", True),
        ("User-agent: *\nDisallow: /\nAllow: /rss", "/rss/buitenland", True),
        ("User-agent: *\nAllow: /rss\nDisallow: /rss", "/rss", True),
        ("User-agent: *\nDisallow: /*?zoek=", "/archief?zoek=iran", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?b", True),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /*b*d", "/abcd", False),
        ("User-agent: *\nDisallow: /*d*b", "/abcd", True),
        ("User-agent: *\nDisallow: /" + "*a" * 40 + "*b", "/" + "a" * 2000, True),
        ("User-agent: *\nDisallow: /België", "/Belgi%C3%AB/a", False),
        ("User-agent: Kroniek\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True),
        ("User-agent: Kroniek/2.0\nDisallow: /a\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: ander\nDisallow: /", "/a", True),
        ("User-agent: ander\nUser-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b", False),
        ("Disallow: /", "/a", True),
        ("Sitemap: x\nuser-AGENT : * # wij\n DISALLOW : /a # niet", "/a", False),
        ("<html>geen regels</html>", "/a", True),
        ("User-agent: *\nDisallow: a", "/a", True),
    ],
)
def test_the_longest_rule_of_our_own_group_decides(text, path, allowed):
    assert robots(text).allows(SITE + path) is allowed


def test_the_root_is_a_path():
    assert not robots("User-agent: *\nDisallow: /").allows(SITE)


@pytest.mark.parametrize(
    ("value", "seconds"), [("10", 10.0), ("0.5", 0.5), ("86400", LONGEST_DELAY_S), ("-3", 0.0), ("veel", 0.0)]
)
def test_a_pause_that_a_site_asks_for_is_heeded_within_reason(value, seconds):
    assert robots(f"User-agent: *\nCrawl-delay: {value}\nDisallow: /a").delay_s == seconds


def test_everything_and_nothing_are_what_they_say():
    assert (EVERYTHING.allows(SITE), NOTHING.allows(SITE), NOTHING.allows(f"{SITE}/a")) == (True, False, False)
