"""Feeds that are watched: asked for politely, and their new articles read into a chronicle.

    feeder = Feeder(settings=settings, every=timedelta(minutes=15))
    for told in feeder.round(chronicle, feed_addresses("feeds.opml")): ...

What a feed's server said of its version is kept after its articles are, so that a round which is cut off loses none.
Whatever goes wrong with one feed is told of that feed, which rests for a while; only a chronicle that cannot be used
ends a round.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from kroniek import reading
from kroniek.api import workshops
from kroniek.errors import FetchError, KroniekError, StoreError
from kroniek.memory import saving
from kroniek.model.address import without_login
from kroniek.model.text import Document, Rejected, Source
from kroniek.reading import feed_addresses
from kroniek.reading.web import answered
from kroniek.settings import Settings

if TYPE_CHECKING:
    from kroniek.api.chronicle import Chronicle, ReadReport

__all__ = ["FeedTold", "Feeder", "feed_addresses", "post"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedTold:
    """What came of asking for a feed: the report of what was read, None where nothing had changed, or `why` not.

    `resting` says that it was not asked for at all, because of what was told before. `waiting` is how many new entries
    wait for the next round, because there were too many for one.
    """

    address: str
    report: ReadReport | None = None
    why: str = ""
    resting: bool = False
    waiting: int = 0


@dataclass(slots=True, kw_only=True)
class _Ration:
    """Which entries of one feed are passed over in one round: those that were read, and more than `most` new ones."""

    was_read: Callable[[Source], bool]
    most: int
    taken: int = 0
    waiting: int = 0

    def pass_over(self, source: Source) -> bool:
        """Is the page of this entry not to be fetched now?"""
        if self.was_read(source):
            return True
        if self.taken == self.most:
            self.waiting += 1
            return True
        self.taken += 1
        return False


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


class Feeder:
    """Asks for feeds, round after round. `every` is the time between two rounds.

    With `follow` the pages of new entries are read too, of so many in one round as the setting `feed_pages` says: each
    takes seconds, so that one feed with thousands would keep all others waiting. With `private` feeds and pages in
    private networks are asked for. `clock` and `sleep` are the wall's.
    """

    def __init__(
        self,
        *,
        settings: Settings,
        every: timedelta,
        follow: bool = False,
        private: bool = False,
        clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._options = reading.ReadingOptions(
            follow=follow, max_bytes=settings.max_bytes, timeout_s=settings.timeout_s
        )
        web = reading.web(timeout_s=settings.timeout_s, max_bytes=settings.max_bytes)
        self._polite = reading.Polite(web=web, clock=clock, sleep=sleep, every=every, private=private)
        self._steps = workshops.steps(settings=settings, now=clock)

    def round(self, chronicle: Chronicle, addresses: Iterable[str]) -> Iterator[FeedTold]:
        """Ask once for each feed, one after the other, and keep what is new; each is told when it is done."""
        for url in addresses:
            yield self._one(chronicle, url)

    def _one(self, chronicle: Chronicle, url: str) -> FeedTold:
        """Ask for one feed; whatever fails makes this one rest."""
        before = chronicle.look(saving.feed_state, without_login(url))
        report, waiting = None, 0
        try:
            asked = self._polite.feed(before, url=url)
            if asked.fetched is not None:
                report, waiting = self._read(chronicle, before.address, asked.fetched)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - it is this feed's, and the others are asked for all the same
            asked = self._polite.failed(before, _reason(before.address, error))
        state = replace(asked.state, etag="", modified="") if waiting else asked.state  # what waits is asked for again
        if state != before:
            chronicle.remember_feed(state)
        return FeedTold(address=before.address, report=report, why=asked.why, resting=asked.resting, waiting=waiting)

    def _read(self, chronicle: Chronicle, address: str, fetched: reading.Fetched) -> tuple[ReadReport, int]:
        """What was read of a feed, and how many of its new entries wait for the next round."""
        ration = _Ration(
            was_read=lambda source: chronicle.look(saving.was_read, source.address, source.part),
            most=self._settings.feed_pages,
        )

        def read(_: str) -> Iterator[Document | Rejected]:
            return reading.read_feed(
                fetched,
                address=address,
                options=self._options,
                fetch=self._polite.page,
                pass_over=ration.pass_over,
                now=self._clock(),
            )

        return chronicle.read_with(replace(self._steps, read=read), [address]), ration.waiting


def _reason(address: str, error: Exception) -> str:
    """Why a feed could not be read, where nothing more exact is known."""
    if isinstance(error, KroniekError):
        return f"{address} was not read to its end: {error}"
    return (
        f"{address} was not read to its end, because of a fault of the program "
        f"({type(error).__name__}: {without_login(str(error))}). Report it with the feed's address."
    )


def post(url: str, content: bytes, *, headers: dict[str, str], settings: Settings, private: bool) -> None:
    """Send bytes to an address. Raises `FetchError` where they did not arrive, with the reason.

    An address in a private network is refused, unless `private`; redirects are refused always.
    """
    web = reading.web(timeout_s=settings.timeout_s, max_bytes=settings.max_bytes)
    fetched = web.post(url, trusted=private, content=content, headers=headers)
    if not 200 <= fetched.status < 300:  # noqa: PLR2004 - what HTTP calls success
        raise FetchError(f"{url} answered {answered(fetched.status)}.")
