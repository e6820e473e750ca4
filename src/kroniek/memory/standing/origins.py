"""From paths of single claims to the independent origins of an event.

Near-copies have one origin, whatever their by-lines say. A path with several roots (*ANP/Reuters*, officials who spoke
to two papers) counts as one, and as one that is counted already where it can be. A path that stops at an outlet may go
back to whoever another article has through that outlet: papers shorten agencies' copy, and leave out who said it. So
the number is the least that the articles bear out. What tells no origin counts as none. Invariant: every article that
asserts the event has a trace, in an origin or among the unknown. Left out: where copies and events come from
(`copies`, `joining`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from kroniek.lexicon.countries import countries
from kroniek.memory.standing.chains import (
    OUTLETS,
    Article,
    Identity,
    Path,
    Root,
    marked,
    outlet_root,
    own_identity,
    passed_on,
    paths,
)
from kroniek.memory.standing.denials import denials, is_asserted
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.claim import Claim
from kroniek.model.event import EventId
from kroniek.model.ontology import Status
from kroniek.model.standing import Origin, OriginKind, Standing, Trace
from kroniek.model.text import Document, DocumentId
from kroniek.strings.fold import fold


@dataclass(frozen=True, slots=True)
class _Told:
    """A path of one document, with the reason that its trace gives.

    `claim` is the one whose path it is, None where the article lends it. `marks` are the keys of the outlets that mark
    a near-copy; `beyond` are those whom others have it from through the outlets at which the path stops.
    """

    document: DocumentId
    path: Path
    rule: str
    claim: Claim | None = None
    marks: frozenset[str] = frozenset()
    beyond: tuple[Root, ...] = ()

    @property
    def roots(self) -> tuple[Root, ...]:
        """All that it may go back to, its own first."""
        return (*self.path.roots, *self.beyond)


def standing(
    event: EventId,
    claims: Sequence[StoredClaim],
    documents: Mapping[str, StoredDocument],
    *,
    denying: Sequence[StoredClaim] = (),
    beside: Sequence[StoredClaim] = (),
    tier: Callable[[str], str] = lambda _: "",
    identity: Identity = own_identity,
    article: Callable[[Document], Article] = Article.of,
) -> Standing:
    """On how many independent words an event rests.

    `claims` are those of the event that count, of one version of each article; `documents` holds their documents by
    key, and may hold their near-copies. `denying` are claims of other events that deny it, `beside` other claims of the
    same documents, which may tell who denies. `tier` names the tier of an origin in the user's own file. `article`
    gives a document with its signs, for whoever asks of many events that share documents.
    """
    order = articles_in_order(claims, documents)
    articles = {key: article(stored.document) for key, stored in documents.items()}
    told = _told(order, claims, articles, identity)
    told = _with_copies(order, told, documents, articles)
    told = _with_cited(order, told, articles)
    origins = _origins(_with_voices(_one_name(told), order, articles, identity), order)
    known = {one.document for one in told}
    return Standing(
        event=event,
        documents=tuple(order),
        outlets=_outlets(order, documents),
        origins=tuple(Origin(name=one.name, kind=one.kind, traces=one.traces, tier=tier(one.name)) for one in origins),
        unknown=tuple(_unknown(key, claims) for key in order if key not in known and not _denies_only(key, claims)),
        denials=denials(claims, denying=denying, beside=beside, identity=identity),
    )


def articles_in_order(claims: Sequence[StoredClaim], documents: Mapping[str, StoredDocument]) -> list[DocumentId]:
    """The documents of claims, in order of publication, then of reading."""
    keys = list(dict.fromkeys(one.claim.document for one in claims))
    position = {key: at for at, key in enumerate(documents)}

    def moment(key: DocumentId) -> tuple[str, str, int]:
        stored = documents.get(key)
        published = stored.document.published if stored else None
        return (
            published.day.isoformat() if published else "9999",
            (published.time or "") if published else "",
            position.get(key, len(position)),
        )

    return sorted(keys, key=moment)


def _told(
    order: Sequence[DocumentId], claims: Sequence[StoredClaim], articles: Mapping[str, Article], identity: Identity
) -> list[_Told]:
    """What each document's own claims go back to.

    Where some say that it happened, one that says that it did not vouches for nothing.
    """
    found: list[_Told] = []
    asserted = is_asserted(claims)
    for key in order:
        if key not in articles:
            continue
        for one in claims:
            if one.claim.document == key and not (asserted and one.claim.status is Status.DENIED):
                told = paths(one.claim, articles[key], identity=identity)
                found += [_Told(key, path, path.rule, one.claim) for path in told]
    return found


def _with_copies(
    order: Sequence[DocumentId],
    told: Sequence[_Told],
    documents: Mapping[str, StoredDocument],
    articles: Mapping[str, Article],
) -> list[_Told]:
    """Near-copies share their origin: what one is marked with, all are; what one has no words for, another may."""
    found = list(told)
    for family in _families(order, documents):
        inside = [key for key in order if key in family]
        signs = [one for one in found if one.document in family and one.path.by_sign]
        others = [key for key in documents if key in family and key not in inside]
        signs += [_Told(DocumentId(key), path, path.rule) for key in others if (path := marked(articles[key]))]
        together = tuple(dict.fromkeys(root for one in signs for root in one.path.roots))
        found = [_of_family(one, together) if one.document in family else one for one in found]
        lender = next(iter(signs), None) or next((one for one in found if one.document in family), None)
        if lender is None:
            continue
        silent = [key for key in inside if not any(one.document == key for one in found)]
        roots = together or lender.path.roots
        found += [
            _Told(key, Path(roots, lender.path.rule, None, by_sign=True), f"near-copy of {lender.document}")
            for key in silent
        ]
    return found


def _of_family(told: _Told, marks: tuple[Root, ...]) -> _Told:
    """A path of a near-copy, with what all of them are marked with."""
    if told.path.by_sign:
        return replace(told, path=replace(told.path, roots=marks))
    return replace(told, marks=told.marks | {root.key for root in marks})


def _families(order: Sequence[DocumentId], documents: Mapping[str, StoredDocument]) -> list[frozenset[str]]:
    """Groups of near-copies among the documents."""
    families: list[set[str]] = []
    for key in order:
        stored = documents.get(key)
        if stored is None or not stored.copies:
            continue
        group = {key, *stored.copies}
        touching = [family for family in families if family & group]
        families = [family for family in families if not family & group]
        families.append(group.union(*touching))
    return [frozenset(family) for family in families]


def _with_cited(order: Sequence[DocumentId], told: Sequence[_Told], articles: Mapping[str, Article]) -> list[_Told]:
    """An article that tells no origin, of an outlet that others cite for it, is that origin's own."""
    cited = {root.key: root for one in told for root in one.path.roots}
    found = list(told)
    for key in order:
        publisher = articles[key].document.publisher if key in articles else None
        if publisher is None or any(one.document == key for one in told):
            continue
        own = outlet_root(publisher, publisher)
        if root := cited.get(own.key):
            found.append(_Told(key, Path((root,), "cited by others", None), "cited by others"))
    return found


def _one_name(told: Sequence[_Told]) -> list[_Told]:
    """The same paths, with a speaker's short name (*Guterres*) taken for the one longer name that ends in it."""
    names = {root.key: fold(root.name) for one in told for root in one.path.roots if root.key.startswith("speaker:")}
    same: dict[str, str] = {}
    for key, name in names.items():
        longer = [other for other, full in names.items() if full != name and full.endswith(f" {name}")]
        if len(longer) == 1:
            same[key] = longer[0]
    return [replace(one, path=_renamed(one.path, same)) for one in told]


def _renamed(path: Path, same: Mapping[str, str]) -> Path:
    roots = (replace(root, key=same.get(root.key, root.key)) for root in path.roots)
    return replace(path, roots=tuple(dict.fromkeys(roots)))


def _with_voices(
    told: Sequence[_Told], order: Sequence[DocumentId], articles: Mapping[str, Article], identity: Identity
) -> list[_Told]:
    """A path that stops at an outlet may go back to whoever another one has through it.

    *(Reuters)* in one paper and *(Reuters) …, zegt de gouverneur* in another may be one item, shortened. What a paper's
    own people found has nobody behind it.
    """
    roots = {root.key: root for one in told for root in one.path.roots}
    if len(roots) < 2 or not any(root.kind in OUTLETS for root in roots.values()):  # noqa: PLR2004 - one is nobody else's
        return list(told)
    beyond: dict[str, dict[str, Root]] = {}
    for one in sorted(told, key=lambda one: (order.index(one.document), [root.key for root in one.path.roots])):
        for outlet in _through(one, articles, identity):
            for root in one.path.roots:
                if root.kind is not OriginKind.OWN:
                    beyond.setdefault(outlet, {}).setdefault(root.key, root)
    return [replace(one, beyond=_beyond(one.path.roots, beyond)) for one in told]


def _through(told: _Told, articles: Mapping[str, Article], identity: Identity) -> frozenset[str]:
    """The keys of the outlets through which a path runs; none where the article is no more than marked."""
    if told.path.by_sign or told.claim is None:
        return frozenset()
    own = passed_on(told.claim, articles[told.document], told.path, identity=identity)
    return (own | told.marks) - {root.key for root in told.path.roots}


def _beyond(roots: Sequence[Root], beyond: Mapping[str, Mapping[str, Root]]) -> tuple[Root, ...]:
    """Whom the outlets among these roots may have it from, and whom those have it from in turn."""
    found = {root.key: root for root in roots}
    waiting = list(roots)
    while waiting:
        root = waiting.pop(0)
        further = beyond.get(root.key, {}) if root.kind in OUTLETS else {}
        fresh = [other for key, other in further.items() if key not in found]
        found |= {other.key: other for other in fresh}
        waiting += fresh
    return tuple(found.values())[len(roots) :]


def _origins(told: Sequence[_Told], order: Sequence[DocumentId]) -> list[Origin]:
    """The fewest roots that all paths can go back to, each with its traces, in the order in which they first appear."""
    chosen = _fewest([{root.key for root in one.roots} for one in told])
    by_key: dict[str, list[tuple[_Told, Root]]] = {}
    for one in told:
        root = next(root for root in one.roots if root.key in chosen)
        by_key.setdefault(root.key, []).append((one, root))
    origins = []
    for group in by_key.values():
        group.sort(key=lambda pair: order.index(pair[0].document))
        traces = dict.fromkeys(_trace(one, root) for one, root in group)
        origins.append(Origin(name=_name(group), kind=group[0][1].kind, traces=tuple(traces)))
    return sorted(origins, key=lambda origin: (order.index(origin.documents[0]), origin.name))


def _trace(told: _Told, root: Root) -> Trace:
    if root in told.beyond:
        return Trace(document=told.document, reason="named by another report", quote=told.path.quote)
    return Trace(document=told.document, reason=told.rule, quote=told.path.quote, name=root.name)


def _fewest(paths_: Iterable[set[str]]) -> list[str]:
    """The fewest keys of which every path has one; of those that serve equally, the first of the alphabet."""
    waiting = [sorted(keys) for keys in paths_]
    chosen = list(dict.fromkeys(keys[0] for keys in waiting if len(keys) == 1))
    left = [keys for keys in waiting if not set(keys) & set(chosen)]
    more = next(found for size in count() if (found := _serving(left, size)) is not None)
    return [*chosen, *more]


def _serving(left: Sequence[Sequence[str]], size: int) -> list[str] | None:
    """At most so many keys of which every path has one; None where that takes more."""
    if not left:
        return []
    if _apart(left) > size:
        return None
    serves = Counter(key for keys in left for key in keys)
    shortest: Sequence[str] = min(left, key=len)
    for key in sorted(shortest, key=lambda key: (-serves[key], key)):
        more = _serving([keys for keys in left if key not in keys], size - 1)
        if more is not None:
            return [key, *more]
    return None


def _apart(left: Sequence[Sequence[str]]) -> int:
    """How many of the paths have nothing in common, each of which takes a key of its own."""
    taken: set[str] = set()
    number = 0
    for keys in left:
        if taken.isdisjoint(keys):
            taken.update(keys)
            number += 1
    return number


def _name(group: Sequence[tuple[_Told, Root]]) -> str:
    """The name of an origin: of a state with several voices its own; of agencies that only stand together, all."""
    first = group[0][1]
    names = list(dict.fromkeys(root.name for _, root in group))
    if first.key.startswith("state:") and len(names) > 1:
        country = countries().by_code(first.key.removeprefix("state:"))
        return country.name if country else names[0]
    shared = [
        root for root in group[0][0].path.roots if all(root.key in {r.key for r in one.path.roots} for one, _ in group)
    ]
    if len(shared) > 1 and first.kind in {OriginKind.AGENCY, OriginKind.MEDIUM, OriginKind.OWN}:
        return "/".join(dict.fromkeys(root.name for root in shared))
    return max(names, key=len) if first.kind is OriginKind.SPEAKER else names[0]


def _outlets(order: Sequence[DocumentId], documents: Mapping[str, StoredDocument]) -> tuple[str, ...]:
    publishers = (documents[key].document.publisher for key in order if key in documents)
    return tuple(dict.fromkeys(publisher for publisher in publishers if publisher))


def _denies_only(key: DocumentId, claims: Sequence[StoredClaim]) -> bool:
    """Does an article say only that it did not happen, where others say that it did? It stands among the denials."""
    own = [one.claim for one in claims if one.claim.document == key]
    return is_asserted(claims) and all(claim.status is Status.DENIED for claim in own)


def _unknown(key: DocumentId, claims: Sequence[StoredClaim]) -> Trace:
    """Why a document has no origin: it says it on its own authority, or names only somebody unnamed."""
    own = [one.claim for one in claims if one.claim.document == key]
    voice = next((voice for claim in own for voice in claim.voices), None)
    if voice is not None:
        return Trace(document=key, reason="only somebody unnamed", quote=voice.party.quote, name=voice.party.name)
    return Trace(document=key, reason="on its own authority", quote=own[0].evidence[0].quote)
