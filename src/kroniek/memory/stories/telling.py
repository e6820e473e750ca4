"""From claims to stories: the one way in.

`stories` gives those that at least so many articles tell, that with the newest act first; `story` the one that holds
an event, with its passages. What one article tells is no story yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kroniek.memory.commitments.sides import Identity, own_identity
from kroniek.memory.store import StoredClaim
from kroniek.memory.stories.naming import actors, issue
from kroniek.memory.stories.summary import passages
from kroniek.memory.stories.threads import Thread, happenings, members, settings, threads
from kroniek.model.story import Passage, Story


def stories(
    claims: Iterable[StoredClaim], *, articles: int = 2, identity: Identity = own_identity
) -> tuple[Story, ...]:
    """The stories that at least `articles` articles tell, that with the newest act first."""
    made = threads(happenings(claims, identity))
    told = [_story(thread, identity) for thread in made if len({one.document for one in thread.happenings}) >= articles]
    return tuple(sorted(told, key=lambda one: (one.last, len(one.events), one.id), reverse=True))


def story(
    claims: Iterable[StoredClaim], id_: str, *, identity: Identity = own_identity
) -> tuple[Story, tuple[Passage, ...]] | None:
    """The story that holds an event or claim of this id, with its passages; None where there is none."""
    for thread in threads(happenings(claims, identity)):
        ids = {str(one.id) for one in thread.happenings} | {str(one.claim.id) for one in members(thread)}
        if id_ in ids:
            return _story(thread, identity), passages(thread)
    return None


def retold(claims: Iterable[StoredClaim], identity: Identity = own_identity) -> tuple[Passage, ...]:
    """The passages of a story that was found before, from all of its claims."""
    thread = Thread()
    for one in happenings(claims, identity):
        thread.add(one)
    return passages(thread)


def _story(thread: Thread, identity: Identity) -> Story:
    parties = actors(thread, identity)
    claims = list(members(thread))
    days = [one.day for one in thread.happenings]
    contexts: Counter[str] = Counter(context for one in thread.happenings for context in sorted(one.contexts))
    ranked = sorted(contexts, key=lambda context: (-contexts[context], context))
    return Story(
        id=thread.happenings[0].id,
        actors=parties,
        issue=issue(thread, parties),
        contexts=tuple(ranked[: settings()["title"]["contexts"]]),
        events=tuple(one.id for one in thread.happenings),
        claims=tuple(one.claim.id for one in claims),
        documents=tuple(dict.fromkeys(one.claim.document for one in claims)),
        first=min(days),
        last=max(days),
    )
