"""Asking for feeds as a good guest: a web that does not exist, and a clock that moves when somebody sleeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from kroniek.errors import FetchError
from kroniek.model.watching import FeedState
from kroniek.reading import Fetched
from kroniek.reading.polite import GONE_REST, LONGEST_OUTAGE, LONGEST_REST, Polite

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FEED = "https://krant.example/rss"
ROBOTS = "https://krant.example/robots.txt"
EVERY = timedelta(minutes=15)


class Web:
    """Answers by address: a status, a status with headers, or an error; no robots.txt unless there is one."""

    def __init__(self, guest, **answers):
        self.guest = guest
        self.answers = {ROBOTS: 404, FEED: 200} | answers
        self.asked = []

    def get(self, url, *, trusted, headers=None, follow=True):
        assert follow == url.endswith("/robots.txt")
        self.asked.append((url, self.guest.now, dict(headers or {}), trusted))
        status, told, content = (*_three(self.answers.get(url, 404)),)
        if status is None:
            raise FetchError(f"{url} cannot be reached.")
        return Fetched(url=url, status=status, content=content, headers=told)


def _three(answer):
    if isinstance(answer, bytes):
        return 200, {}, answer
    return (answer, {}, b"x") if not isinstance(answer, tuple) else (*answer, b"x")


class Guest:
    """A polite guest with his web and clock."""

    def __init__(self, *, private=False, **answers):
        self.now = NOW
        self.slept = []
        self.web = Web(self, **answers)
        self.polite = Polite(web=self.web, clock=lambda: self.now, sleep=self.sleep, every=EVERY, private=private)

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)

    def feed(self, state=None):
        return self.polite.feed(state or FeedState(address=FEED))

    def urls(self):
        return [url for url, *_ in self.web.asked]


def test_a_feed_is_asked_for_with_what_its_server_said_last_time():
    told = {"etag": 'W/"7"', "last-modified": "Mon, 02 Mar 2026 10:00:00 GMT"}
    guest = Guest(**{FEED: (200, told)})
    asked = guest.feed()
    assert (asked.fetched.content, asked.why) == (b"x", "")
    assert (asked.state.etag, asked.state.modified) == (told["etag"], told["last-modified"])
    guest.web.answers[FEED] = 304
    again = guest.feed(asked.state)
    assert (again.fetched, again.why, again.state.etag) == (None, "", told["etag"])
    headers = guest.web.asked[-1][2]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == (told["etag"], told["last-modified"])


def test_a_server_that_says_nothing_of_versions_is_asked_for_the_whole():
    guest = Guest()
    asked = guest.feed(FeedState(address=FEED, etag="old"))
    assert asked.state.etag == ""
    guest.feed(asked.state)
    assert "If-None-Match" not in guest.web.asked[-1][2]


@pytest.mark.parametrize(
    ("answer", "read"),
    [
        (b"User-agent: *\nDisallow: /rss", False),
        (b"User-agent: *\nDisallow: /prive", True),
        (404, True),
        (403, True),
        (500, False),
        (429, False),
        (None, False),
    ],
    ids=str,
)
def test_what_robots_forbids_or_cannot_tell_is_not_read(answer, read):
    guest = Guest(**{ROBOTS: answer})
    asked = guest.feed()
    assert (FEED in guest.urls(), asked.fetched is not None) == (read, read)
    if not read:
        assert "robots.txt" in asked.why
        long = isinstance(answer, bytes)
        assert asked.state.rest_until - guest.now == (LONGEST_REST if long else 2 * EVERY)


def test_robots_is_read_once_a_day_for_each_site():
    guest = Guest()
    guest.feed()
    guest.feed()
    assert guest.urls().count(ROBOTS) == 1
    guest.now += timedelta(hours=24)
    guest.feed()
    assert guest.urls().count(ROBOTS) == 2


def test_two_requests_to_one_site_have_a_pause_between_them_and_other_sites_have_none():
    guest = Guest(**{"https://ander.example/rss": 200})
    guest.feed()
    assert guest.slept == [2.0]
    guest.feed(FeedState(address="https://ander.example/rss"))
    assert guest.slept == [2.0, 2.0]
    moments = [moment for url, moment, *_ in guest.web.asked if "krant" in url]
    assert all(later - before >= timedelta(seconds=2) for before, later in pairwise(moments))


def test_the_pause_that_a_site_asks_for_is_kept():
    guest = Guest(**{ROBOTS: b"User-agent: *\nCrawl-delay: 20\nDisallow: /x"})
    guest.feed()
    guest.feed()
    assert guest.slept[-1] == 20


def test_a_feed_that_fails_rests_longer_each_time_and_is_asked_for_again_when_it_has_rested():
    guest = Guest(**{FEED: 502})
    state, rests = FeedState(address=FEED), []
    for _ in range(9):
        asked = guest.feed(state)
        assert "502 Bad Gateway" in asked.why
        rests.append(asked.state.rest_until - guest.now)
        number = len(guest.web.asked)
        assert "rests until" in guest.feed(asked.state).why
        assert len(guest.web.asked) == number
        state, guest.now = asked.state, asked.state.rest_until
    assert rests[:3] == [2 * EVERY, 4 * EVERY, 8 * EVERY]
    assert rests[-1] == LONGEST_REST
    guest.web.answers[FEED] = 200
    assert guest.feed(state).state.failures == 0


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("told", ["7200", format_datetime(NOW + timedelta(seconds=7202), usegmt=True)])
def test_a_server_that_says_how_long_it_wants_rest_gets_it(status, told):
    guest = Guest(**{FEED: (status, {"retry-after": told})})
    assert guest.feed().state.rest_until - guest.now == timedelta(hours=2)


@pytest.mark.parametrize(
    "told", ["", "ooit", "-5", "9" * 30, "Sun, 31 Dec 9999 23:59:59 GMT", f"Mon, 01 Jan 2024 00:00:00 +{'9' * 20}"]
)
def test_a_rest_that_makes_no_sense_is_no_shorter_than_usual_and_no_longer_than_a_month(told):
    guest = Guest(**{FEED: (503, {"retry-after": told})})
    assert 2 * EVERY <= guest.feed().state.rest_until - guest.now <= GONE_REST


@pytest.mark.parametrize("status", [400, 431, 500])
def test_a_feed_whose_server_refuses_is_asked_for_without_a_version_the_next_time(status):
    guest = Guest(**{FEED: status})
    state = guest.feed(FeedState(address=FEED, etag="7", modified="Mon, 07 Mar 2022 10:00:00 GMT")).state
    guest.now = state.rest_until
    guest.feed(state)
    conditions = [
        {"If-None-Match", "If-Modified-Since"} & set(told) for url, _, told, _ in guest.web.asked if url == FEED
    ]
    assert [len(one) for one in conditions] == [2, 0]


def test_a_feed_that_is_gone_is_left_alone_and_named():
    guest = Guest(**{FEED: 410})
    asked = guest.feed()
    assert "take it off the list" in asked.why
    assert asked.state.rest_until == guest.now + GONE_REST


def test_a_network_that_fails_is_told_and_the_version_is_not_forgotten():
    guest = Guest(**{FEED: None})
    asked = guest.feed(FeedState(address=FEED, etag="7"))
    assert ("cannot be reached" in asked.why, asked.state.etag, asked.state.failures) == (True, "7", 1)


def test_a_network_that_was_away_for_long_is_asked_within_the_hour_and_one_that_is_back_at_once():
    guest = Guest(**{ROBOTS: None})
    state = FeedState(address=FEED)
    for _ in range(9):
        asked = guest.feed(state)
        state, guest.now = asked.state, asked.state.rest_until
    assert guest.web.asked[-1][1] - guest.web.asked[-2][1] == LONGEST_OUTAGE
    guest.web.answers[ROBOTS] = 404
    assert guest.feed(state).fetched is not None


def test_only_who_allows_it_reads_in_private_networks():
    for private in (False, True):
        guest = Guest(private=private)
        guest.feed()
        guest.polite.page(FEED, trusted=True)
        assert {trusted for *_, trusted in guest.web.asked} == {private}


def test_a_page_that_robots_forbids_is_not_fetched():
    guest = Guest(**{ROBOTS: b"User-agent: *\nDisallow: /a"})
    with pytest.raises(FetchError, match="robots"):
        guest.polite.page("https://krant.example/artikel", trusted=True)
    assert guest.urls() == [ROBOTS]
    with pytest.raises(FetchError, match="404 Not Found"):
        guest.polite.page("https://krant.example/b", trusted=True)
    guest.web.answers["https://krant.example/b"] = 200
    assert guest.polite.page("https://krant.example/b", trusted=True).content == b"x"


def test_where_a_redirect_leads_is_asked_for_as_politely_as_any_other_page():
    there = "https://elders.example/rss"
    guest = Guest(**{FEED: (301, {"location": "/nieuw"}), "https://krant.example/nieuw": (302, {"location": there})})
    guest.web.answers |= {there: 200, "https://elders.example/robots.txt": b"User-agent: *\nDisallow: /x"}
    asked = guest.feed()
    assert (asked.fetched.url, asked.why, asked.state.address) == (there, "", FEED)
    assert guest.urls() == [
        ROBOTS,
        FEED,
        "https://krant.example/nieuw",
        "https://elders.example/robots.txt",
        there,
    ]
    assert guest.slept == [2.0, 2.0, 2.0]


@pytest.mark.parametrize(("robots", "rest"), [(b"User-agent: *\nDisallow: /rss", LONGEST_REST), (500, 2 * EVERY)])
def test_a_redirect_to_where_robots_forbids_is_not_followed(robots, rest):
    there = "https://elders.example/rss"
    guest = Guest(**{FEED: (301, {"location": there}), there: 200, "https://elders.example/robots.txt": robots})
    asked = guest.feed()
    assert (asked.fetched, there in guest.urls()) == (None, False)
    assert asked.why.startswith(f"{FEED}: {there}")
    assert asked.state.rest_until - guest.now == rest
    with pytest.raises(FetchError, match=r"elders.*robots\.txt.*The feed's own words were kept"):
        guest.polite.page(FEED, trusted=True)


@pytest.mark.parametrize(
    ("location", "words"), [("/rss", "redirects more than 5 times"), ("http://[::1", "redirects to 'http://\\[::1'")]
)
def test_a_redirect_that_leads_nowhere_is_told(location, words):
    guest = Guest(**{FEED: (302, {"location": location})})
    with pytest.raises(FetchError, match=words):
        guest.polite.page(FEED, trusted=True)


def test_a_link_that_is_no_address_is_told():
    with pytest.raises(FetchError, match="is no sound web address"):
        Guest().polite.page("http://[::1", trusted=True)


def test_only_the_host_that_was_named_may_be_private_on_the_way():
    guest = Guest(private=True, **{FEED: (301, {"location": "https://elders.example/rss"})})
    guest.feed()
    assert {(url.split("/")[2], trusted) for url, _, _, trusted in guest.web.asked} == {
        ("krant.example", True),
        ("elders.example", False),
    }


def test_a_version_that_cannot_be_sent_back_is_not_kept():
    guest = Guest(**{FEED: (200, {"etag": '"café"', "last-modified": "Mon, 07 Mar 2022 10:00:00 GMT"})})
    state = guest.feed().state
    assert (state.etag, state.modified) == ("", "Mon, 07 Mar 2022 10:00:00 GMT")


def test_a_version_that_an_earlier_release_kept_and_that_cannot_be_sent_is_not_sent():
    guest = Guest()
    guest.feed(FeedState(address=FEED, etag='"café"', modified="Mon, 07 Mar 2022 10:00:00 GMT"))
    (headers,) = (told for url, _, told, _ in guest.web.asked if url == FEED)
    assert "If-None-Match" not in headers
    assert headers["If-Modified-Since"] == "Mon, 07 Mar 2022 10:00:00 GMT"
