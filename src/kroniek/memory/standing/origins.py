"""From paths of single claims to the independent origins of an event.

Near-copies have one origin, whatever their by-lines say. A path with several roots (*ANP/Reuters*, officials who spoke
to two papers) counts as one, and as one that is counted already where it can be: the number is the least that the
articles bear out. What tells no origin counts as none. Invariant: every article that asserts the event has a trace, in
an origin or among the unknown. Left out: where copies and events come from (`copies`, `joining`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kroniek.lexicon.countries import countries
from kroniek.memory.standing.chains import Article, Identity, Path, Root, marked, outlet_root, own_identity, paths
from kroniek.memory.standing.denials import denials, is_asserted
from kroniek.memory.store import StoredClaim, StoredDocument
from kroniek.model.event import EventId
from kroniek.model.ontology import Status
from kroniek.model.standing import Origin, OriginKind, Standing, Trace
from kroniek.model.text import Document, DocumentId
from kroniek.strings.fold import fold


@dataclass(frozen=True, slots=True)
class _Told:
    """A path of one document, with the reason that its trace gives."""

    document: DocumentId
    path: Path
    rule: str


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
    origins = _origins(_one_name(told), order)
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
                found += [_Told(key, path, path.rule) for path in paths(one.claim, articles[key], identity=identity)]
    return list(dict.fromkeys(found))


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
        found = [
            _Told(one.document, Path(together, one.path.rule, one.path.quote, by_sign=True), one.rule)
            if one.document in family and one.path.by_sign
            else one
            for one in found
        ]
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
    return [
        _Told(
            one.document,
            Path(
                tuple(
                    dict.fromkeys(Root(same.get(root.key, root.key), root.name, root.kind) for root in one.path.roots)
                ),
                one.path.rule,
                one.path.quote,
                by_sign=one.path.by_sign,
            ),
            one.rule,
        )
        for one in told
    ]


def _origins(told: Sequence[_Told], order: Sequence[DocumentId]) -> list[Origin]:
    """The fewest roots that all paths can go back to, each with its traces, in the order in which they first appear."""
    chosen = _fewest([{root.key for root in one.path.roots} for one in told])
    by_key: dict[str, list[tuple[_Told, Root]]] = {}
    for one in told:
        root = next(root for root in one.path.roots if root.key in chosen)
        by_key.setdefault(root.key, []).append((one, root))
    origins = []
    for group in by_key.values():
        group.sort(key=lambda pair: order.index(pair[0].document))
        traces = dict.fromkeys(
            Trace(document=one.document, reason=one.rule, quote=one.path.quote, name=root.name) for one, root in group
        )
        origins.append(Origin(name=_name(group), kind=group[0][1].kind, traces=tuple(traces)))
    return sorted(origins, key=lambda origin: (order.index(origin.documents[0]), origin.name))


def _fewest(paths_: Iterable[set[str]]) -> list[str]:
    """Keys of which every path has one: those that stand alone, then for the rest the key that serves most of them."""
    waiting = [sorted(keys) for keys in paths_]
    chosen = list(dict.fromkeys(keys[0] for keys in waiting if len(keys) == 1))
    while left := [keys for keys in waiting if not set(keys) & set(chosen)]:
        serves = {key: sum(key in keys for keys in left) for keys in left for key in keys}
        chosen.append(min(serves, key=lambda key: (-serves[key], key)))
    return chosen


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
