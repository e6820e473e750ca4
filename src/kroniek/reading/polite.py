"""Feeds and pages asked for as a good guest does: only what changed and may be read, one at a time, not too often.

A feed is asked for with what its server said last time, so that an unchanged one costs a line. robots.txt is read once
a day for each site; a site that cannot give it is left alone, one that has none allows everything. That holds for every
address on the way: where a redirect leads is asked for as any other page is. Two requests to one site have a pause
between them; a server that fails or asks for rest gets it, longer each time. Nothing here sleeps by itself or knows the
time: both are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from urllib.parse import urljoin, urlsplit

from kroniek.errors import FetchError
from kroniek.model.address import without_login
from kroniek.model.watching import FeedState
from kroniek.reading.decoding import decode
from kroniek.reading.fetch import Fetched
from kroniek.reading.outlets import host_of
from kroniek.reading.published import mail_moment
from kroniek.reading.robots import EVERYTHING, NOTHING, Robots, robots
from kroniek.reading.web import REDIRECTS, Web, answered, moved_to, too_many

PAUSE_S = 2.0
"""Between two requests to one site: a person who clicks."""
ROBOTS_HOLD = timedelta(hours=24)
"""How long a robots.txt is taken to hold: what RFC 9309 allows."""
LONGEST_REST = timedelta(hours=24)
"""After errors of a server, which may ask for more, and where robots.txt forbids a feed."""
LONGEST_OUTAGE = timedelta(hours=1)
"""After a network that failed: whose laptop was offline for an evening wants his feeds back soon."""
GONE_REST = timedelta(days=30)
"""After 410 Gone: the feed is not coming back, but people make mistakes."""

_NO_TIME = timedelta()
_NONE: Mapping[str, str] = MappingProxyType({})
_FORBIDDEN = "{url}: the site's robots.txt does not let it be read."
_NOT_MODIFIED, _FAILED, _SERVER = 304, 400, 500
_GONE, _TOO_MANY = 410, 429
_FEEDS = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What asking for a feed came to: the feed where there is something new, else why not; and what to remember.

    `why` is empty for a feed that has not changed; `resting` says that it was not asked for at all, as told before.
    `state` is to be kept once the feed was read.
    """

    fetched: Fetched | None
    state: FeedState
    why: str = ""
    resting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """What a site allows, since when that is known, and why it allows nothing where it could not tell."""

    robots: Robots
    read_at: datetime
    why: str = ""


class _ClosedError(FetchError):
    """A site does not let an address be read (`for_long`), or could not tell whether it does."""

    def __init__(self, why: str, *, for_long: bool) -> None:
        super().__init__(why)
        self.for_long = for_long


@dataclass(slots=True, kw_only=True)
class Polite:
    """Asks for feeds and pages. `every` is how often feeds are asked for; with `private` also in private networks."""

    web: Web
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    every: timedelta
    private: bool = False
    pause_s: float = PAUSE_S
    _robots: dict[str, _Rules] = field(default_factory=dict)
    _last: dict[str, datetime] = field(default_factory=dict)

    def feed(self, state: FeedState, *, url: str | None = None) -> Asked:
        """A feed, if it may be asked for now and has changed; at `url`, where that holds a login."""
        now = self.clock()
        if state.rest_until and now < state.rest_until:
            why = f"{state.address} rests until {_told(state.rest_until)}."
            return Asked(fetched=None, state=state, why=why, resting=True)
        asked, at = replace(state, asked_at=now, rest_until=None), url or state.address
        try:
            fetched = self._get(at, trusted=self.private, headers=_conditions(state))
        except FetchError as error:
            why = str(error) if state.address in str(error) else f"{state.address}: {error}"
            if not isinstance(error, _ClosedError):
                return self._failed(asked, why, at_most=LONGEST_OUTAGE)
            return self._resting(asked, why, LONGEST_REST) if error.for_long else self._failed(asked, why)
        return self._answered(asked, fetched)

    def _answered(self, asked: FeedState, fetched: Fetched) -> Asked:
        """What an answer of a server means."""
        if fetched.status == _NOT_MODIFIED:
            return Asked(fetched=None, state=replace(asked, failures=0))
        if fetched.status >= _FAILED:
            return self._refused(asked, fetched)
        told = fetched.headers
        etag, modified = _sendable(told.get("etag", "")), _sendable(told.get("last-modified", ""))
        version = replace(asked, etag=etag, modified=modified, failures=0)
        return Asked(fetched=fetched, state=version)

    def failed(self, state: FeedState, why: str) -> Asked:
        """What comes of a feed that was asked for and could not be read: it rests, and its version is not kept."""
        return self._failed(replace(state, asked_at=self.clock()), why)

    def page(self, url: str, *, trusted: bool) -> Fetched:
        """A page that a feed links to. Raises `FetchError`, also where robots.txt forbids it."""
        try:
            fetched = self._get(url, trusted=trusted and self.private)
        except _ClosedError as error:
            raise FetchError(f"{error} The feed's own words were kept.") from error
        if fetched.status >= _FAILED:
            raise FetchError(f"{fetched.url} answered {answered(fetched.status)}. The feed's own words were kept.")
        return fetched

    # -- pauses and robots -------------------------------------------------------------------------------------------

    def _get(self, url: str, *, trusted: bool, headers: Mapping[str, str] = _NONE) -> Fetched:
        """What the last server on the way answers. Raises `FetchError`, also where a site on the way is closed."""
        at = url
        for _ in range(REDIRECTS + 1):
            named = trusted and host_of(at) == host_of(url)
            self._check(at, trusted=named)
            fetched = self._ask(at, trusted=named, headers=headers, follow=False)
            moved = moved_to(at, fetched)
            if moved is None:
                return fetched
            at = moved
        raise too_many(url)

    def _check(self, url: str, *, trusted: bool) -> None:
        """Raises `_ClosedError` where the site does not let this address be read."""
        rules = self._rules(url, trusted=trusted)
        if rules.why:
            raise _ClosedError(rules.why, for_long=False)
        if not rules.robots.allows(url):
            raise _ClosedError(_FORBIDDEN.format(url=without_login(url)), for_long=True)

    def _ask(self, url: str, *, trusted: bool, headers: Mapping[str, str] = _NONE, follow: bool = True) -> Fetched:
        site = _site(url)
        self._pause(site)
        try:
            return self.web.get(url, trusted=trusted, headers=headers, follow=follow)
        finally:
            self._last[site] = self.clock()

    def _pause(self, site: str) -> None:
        """Wait until the site was left alone long enough."""
        if site in self._last:
            asked_for = self._robots[site].robots.delay_s if site in self._robots else 0.0
            rest = max(self.pause_s, asked_for) - (self.clock() - self._last[site]).total_seconds()
            if rest > 0:
                self.sleep(rest)

    def _rules(self, url: str, *, trusted: bool) -> _Rules:
        """The rules of the site of an address; those that could not be read are asked for again next time."""
        site = _site(url)
        known = self._robots.get(site)
        if known is None or known.why or self.clock() - known.read_at >= ROBOTS_HOLD:
            known = self._robots[site] = self._read_robots(url, trusted=trusted)
        return known

    def _read_robots(self, url: str, *, trusted: bool) -> _Rules:
        """The site's rules: all is allowed where there are none, nothing where the site fails.

        Raises `FetchError` where the network does.
        """
        address = urljoin(url, "/robots.txt")
        fetched = self._ask(address, trusted=trusted)
        if fetched.status >= _SERVER or fetched.status == _TOO_MANY:
            why = f"{without_login(url)} is not read, because {fetched.url} answered {answered(fetched.status)}."
            return _Rules(robots=NOTHING, read_at=self.clock(), why=why)
        found = EVERYTHING if fetched.status >= _FAILED else robots(decode(fetched.content))
        return _Rules(robots=found, read_at=self.clock())

    # -- rest ----------------------------------------------------------------------------------------------------------

    def _refused(self, asked: FeedState, fetched: Fetched) -> Asked:
        """An answer that is an error. What was sent of the version may be its cause: next time the whole is asked."""
        state = replace(asked, etag="", modified="")
        why = f"{state.address} answered {answered(fetched.status)}."
        if fetched.status == _GONE:
            return self._resting(state, f"{why} It is gone for good: take it off the list.", GONE_REST)
        return self._failed(state, why, at_least=_retry_after(fetched.headers, self.clock()))

    def _failed(
        self, state: FeedState, why: str, *, at_least: timedelta = _NO_TIME, at_most: timedelta = LONGEST_REST
    ) -> Asked:
        """A failure: the rest doubles with each one in a row, from twice the usual time between two rounds."""
        rest = min(self.every * 2 ** min(state.failures + 1, 16), max(at_most, self.every))
        return self._resting(replace(state, failures=state.failures + 1), why, max(rest, at_least))

    def _resting(self, state: FeedState, why: str, rest: timedelta) -> Asked:
        until = self.clock() + rest
        return Asked(
            fetched=None,
            state=replace(state, rest_until=until),
            why=f"{why} It is asked for again from {_told(until)}.",
        )


def _conditions(state: FeedState) -> dict[str, str]:
    """What a server is told of what we have."""
    told = {"Accept": _FEEDS}
    if etag := _sendable(state.etag):  # what an earlier release kept may be none
        told["If-None-Match"] = etag
    if modified := _sendable(state.modified):
        told["If-Modified-Since"] = modified
    return told


def _sendable(value: str) -> str:
    """A value of a header, where it can be sent back; else none, and the feed comes whole the next time."""
    return value if value.isascii() and value.isprintable() else ""


def _retry_after(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long a server asks to be left alone: seconds, or a date; at most a month."""
    value = headers.get("retry-after", "").strip()
    if value.isdecimal():
        return min(timedelta(seconds=min(int(value), 10**9)), GONE_REST)
    until = mail_moment(value) or now
    return min(max(until - now, timedelta()), GONE_REST)


def _site(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(f"{without_login(url)} is no sound web address.") from error
    return f"{parts.scheme.lower()}://{parts.netloc.rpartition('@')[2].lower()}"


def _told(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
