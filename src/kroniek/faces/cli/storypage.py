"""A story in words: its parties and issue, the passages that tell it by day, and its events.

Every passage is a quote with the article in which it stands; no sentence is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kroniek.api.stories import StoryCard
from kroniek.faces.cli.telling import Teller, quoted
from kroniek.faces.cli.terminal import Terminal, shown
from kroniek.faces.cli.wording import Wording
from kroniek.memory.store import StoredClaim
from kroniek.model.story import Story


def title(words: Wording, story: Story) -> str:
    """*Verenigde Staten – Venezuela: sancties*; where no word tells the issue, its contexts do."""
    who = " – ".join(shown(words.party(party)) for party in story.actors)
    contexts = map(words.context, story.contexts)
    about = ", ".join(words.say("stories.word", word=shown(word)) for word in story.issue) or ", ".join(contexts)
    return ": ".join(filter(None, [who, about]))


def period(words: Wording, story: Story) -> str:
    """From the first to the last day."""
    if story.first == story.last:
        return words.day(story.first)
    return f"{words.day(story.first)} – {words.day(story.last)}"


def first_claims(card: StoryCard) -> Iterator[StoredClaim]:
    """The first claim of each event of a story, by day."""
    seen: set[str] = set()
    for one in sorted(card.claims, key=_moment):
        if one.event not in seen:
            seen.add(one.event)
            yield one


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A page in the words of one language, on one terminal."""

    words: Wording
    terminal: Terminal
    card: StoryCard

    @property
    def _teller(self) -> Teller:
        return Teller(words=self.words, terminal=self.terminal)

    def print(self) -> None:
        """Print the page."""
        story = self.card.story
        self._print(self.terminal.style(title(self.words, story), bold=True))
        numbers = [
            self.words.count("counts.events", len(story.events)),
            self.words.count("counts.documents", len(story.documents)),
        ]
        self._print(" · ".join([period(self.words, story), *numbers]))
        self._dim(shown(story.id))
        self._passages()
        self._events()

    def _passages(self) -> None:
        self._title(self.words.say("stories.passages"))
        claims = {one.claim.id: one for one in self.card.claims}
        for passage in self.card.passages:
            stored = claims[passage.claim]
            self._print(self.terminal.style(self.words.day(passage.day), bold=True), indent="  ")
            self._print(quoted(shown(passage.quote.text)), indent="  ")
            about = [self._teller.according(stored.claim.voices), self._teller.origin(stored)]
            self._dim(" · ".join(filter(None, about)), indent="  ")
            self.terminal.line()

    def _events(self) -> None:
        """The events by day, each with its first claim."""
        self._title(self.words.say("stories.events"), above=False)
        for moment, told in groupby(first_claims(self.card), key=self._teller.moment):
            self._print(moment, indent="  ")
            for one in told:
                self._print(f"{self._teller.headline(one.claim)} · {shown(one.claim.id)}", indent="    ", hang="      ")

    def _title(self, text: str, *, above: bool = True) -> None:
        if above:
            self.terminal.line()
        for line in self.terminal.wrap(text):
            self.terminal.line(self.terminal.style(line, bold=True, underline=True))

    def _dim(self, text: str, *, indent: str = "") -> None:
        for line in self.terminal.wrap(text, indent=indent):
            self.terminal.line(self.terminal.style(line, dim=True))

    def _print(self, text: str, *, indent: str = "", hang: str | None = None) -> None:
        for line in self.terminal.wrap(text, indent=indent, hang=hang):
            self.terminal.line(line)


def _moment(stored: StoredClaim) -> tuple[str, str, bool, str, str]:
    """By day of the act; what tells none stands with its day of report, behind what was done on that day."""
    when = stored.claim.when
    first, last = (when.start, when.end) if when else (stored.published, stored.published)
    return str(first or "9999"), str(last or "9999"), when is None, str(stored.published or "9999"), stored.claim.id
