"""What the records of the web app look like, for OpenAPI: one model per record, none of them used to make one.

Records come from `kroniek.api.records` and the pages; a test holds every one against its shape, so what is documented
is what is sent. Fields that may be missing are those of the codebook that stand only where they hold.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic import Field as About


class Shape(BaseModel):
    """A record without fields beside those that are named."""

    model_config = ConfigDict(extra="forbid")


class Span(Shape):
    """Words of the article at `[start, end)`, in Unicode code points; `text` null where the words do not tell it."""

    text: str | None
    start: int | None = None
    end: int | None = None


class Party(Span):
    """Somebody who acts, is acted upon, or says so."""

    name: str
    country: str | None = None
    sector: list[str] = []
    id: str | None = About(None, description="Wikidata id")
    notes: list[str] = []


class Source(Party):
    """Who says so."""

    anonymous: bool = False
    medium: bool = False
    strength: str = "neutral"


class When(Shape):
    """When it took place, both days included."""

    start: str
    end: str
    grain: str
    text: str | None
    basis: str
    start_char: int | None = None
    end_char: int | None = None


class Place(Span):
    """Where it took place."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None = None


class Evidence(Shape):
    """A sentence or clause that reports the act, with the words in it that express it."""

    quote: str
    start: int
    end: int
    trigger: list[Span]


class Bounds(Shape):
    """Lowest and highest value of a figure; null where left open."""

    min: int | None
    max: int | None


class Condition(Span):
    """The words on which the act depends, and the claim that tells them."""

    claim: str | None = None


class Reason(Span):
    """Why a field is so."""

    field: str
    rule: str
    text: str | None = None
    score: float | None = None


class Claim(Shape):
    """One act as one article reports it: the codebook's record, with its event and its article."""

    doc_id: str
    event_id: str = About(description="The claim's id")
    type: str
    mode: list[str]
    context: list[str]
    actors: list[Party]
    recipients: list[Party]
    date: When | None
    place: Place | None
    status: str
    hedged: bool
    sources: list[Source]
    condition: Condition | None
    figures: dict[str, Bounds]
    evidence: list[Evidence]
    figures_text: dict[str, Span]
    coder: str
    reasons: list[Reason]
    published: str | None
    intensity: float
    event: str = About(description="Id of the event that it is judged to tell of")
    title: str | None
    publisher: str | None
    url: str | None
    current: bool


class Published(Shape):
    """A day of publication, how it is known, and how far that can be trusted."""

    date: str
    time: str | None
    known: str
    reliability: str


class Mark(Shape):
    """A stretch that is no part of the article."""

    start: int
    end: int
    kind: str


class DocumentLine(Shape):
    """An article without its text."""

    doc_id: str
    version: int
    current: bool
    title: str | None
    published: Published | None
    publisher: str | None
    url: str | None
    language: str
    source: str
    format: str
    content_hash: str
    characters: int
    claims: int
    copies: list[str]


class Document(DocumentLine):
    """An article with its text."""

    marks: list[Mark]
    text: str


class Article(Shape):
    """An article, its versions and its claims."""

    document: Document
    versions: list[DocumentLine]
    claims: list[Claim]


class ClaimFound(Shape):
    """A claim, its article, and the other claims of its event."""

    claim: Claim
    document: DocumentLine | None
    same_event: list[Claim]


class Problem(Shape):
    """An error (RFC 9457)."""

    type: str
    status: int
    code: str
    detail: str


Json = dict[str, Any]


class Hit(Shape):
    """A passage that holds all the words."""

    document: str
    title: str | None
    publisher: str | None
    published: str | None
    start: int
    end: int
    passage: str
    words: list[list[int]]
    claims: list[str]


class Facets(Shape):
    """How the newest claims that answer a question divide; `capped` where there are more than were counted."""

    counted: int
    capped: bool
    types: dict[str, int]
    statuses: dict[str, int]
    years: dict[str, int]
    publishers: dict[str, int]
    parties: dict[str, int]


class ClaimList(Shape):
    """Claims, and the id to go on after where there are more."""

    claims: list[Claim]
    next: str | None


class Week(Shape):
    """A week of a pair beside its past."""

    start: str
    end: str
    events: int
    expected: float
    chance: float
    weeks: int
    flagged: int
    shuffled: float


class Alert(Shape):
    """Something that was watched for, and came; with the claims on which it rests."""

    model_config = ConfigDict(extra="allow")

    id: str
    name: str
    alarm: str
    subject: str
    day: str | None
    claims: list[str]
    week: Week | None


class Question(Shape):
    """Which claims, or which words; what is null restricts nothing."""

    words: str | None
    actor: str | None
    other: str | None
    types: list[str]
    statuses: list[str]
    since: str | None
    until: str | None
    hedged: bool | None
    publisher: str | None
    place: str | None


class Saved(Shape):
    """A question under a name, and what is watched for in its answers (null where nothing is)."""

    name: str
    question: Question
    alarm: str | None
    outlets: int
    days: int
    once_in: int
    counted: str


class Search(ClaimList):
    """Passages (null where no words were given), claims, how these divide, and the questions that were saved."""

    hits: list[Hit] | None
    facets: Facets | None
    saved: list[Saved]


class Line(Shape):
    """An article in a list."""

    key: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    claims: int
    version: int


class FrontArticle(Shape):
    """An article of the front page with its first claims."""

    document: Line
    claims: list[Claim]


class Move(Shape):
    """A pair of actors with mean score and number of claims of the last weeks and of the months before."""

    first: str
    second: str
    now: float
    number: int
    before: float
    number_before: int
    since: str
    until: str


class Front(Shape):
    """The front page."""

    day: str | None
    articles: list[FrontArticle]
    moves: list[Move]
    ahead: list[Claim]
    differences: list[dict[str, Any]]
    due: list["Commitment"]
    stories: list["Story"]
    alerts: list["Alert"]


class ActorCount(Shape):
    """An actor with how often it acts, is acted upon, and is a source."""

    id: str
    name: str
    country: str | None
    sectors: list[str]
    aliases: list[str]
    as_actor: int
    as_recipient: int
    as_voice: int
    first: str | None
    last: str | None


class Actors(Shape):
    """Actors."""

    actors: list[ActorCount]


class Office(Shape):
    """An office with its years or days."""

    title: str
    since: str | None
    until: str | None
    country: str | None


class Relation(Shape):
    """Somebody who has to do with an actor by the tables of offices."""

    kind: str
    name: str
    when: str
    claims: int | None
    since: str
    until: str


class Neighbour(Shape):
    """Somebody in claims of an actor, with the numbers of acts toward him and by him."""

    name: str
    country: str | None
    by: int
    toward: int


class Actor(Shape):
    """Who somebody is on a day, and what the chronicle tells."""

    name: str
    kind: str
    on: str
    country: str | None
    sectors: list[str]
    wikidata: str | None
    aliases: list[str]
    parties: list[str]
    held: list[Office]
    offices: list[Office]
    relations: list[Relation]
    neighbours: list[Neighbour]
    claims: list[Claim]


class Course(Shape):
    """How many acts of one kind fell on a day."""

    day: str
    type: str
    mode: str | None
    status: str
    hedged: bool
    number: int
    score: float
    quad: str


class Act(Shape):
    """An act at a glance."""

    id: str
    document: str
    event: str
    day: str
    dated: bool
    type: str
    modes: list[str]
    status: str
    hedged: bool
    actors: list[str]
    recipients: list[str]
    quote: str
    score: float
    quad: str


class Pair(ClaimList):
    """Two actors: how many acts fell on which day, the newest at a glance, and the claims of a period."""

    a: str
    b: str
    since: str | None
    until: str | None
    course: list[Course]
    acts: list[Act]


class Tie(Shape):
    """How often one acted toward another, by type."""

    actor: str
    actor_name: str
    actor_country: str | None
    recipient: str
    recipient_name: str
    recipient_country: str | None
    types: dict[str, int]
    number: int


class Network(Shape):
    """The ties of a period."""

    since: str | None
    until: str | None
    ties: list[Tie]


class Spot(Shape):
    """A place with how many claims took place there, and the newest of them."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    number: int
    types: dict[str, int]
    claims: list[str]


class Map(Shape):
    """Places, and how many claims tell none."""

    spots: list[Spot]
    nowhere: int


class Outlet(Shape):
    """An outlet with how much it gave."""

    name: str
    documents: int
    claims: int
    copies: int
    first: str | None
    last: str | None


class Cited(Shape):
    """A news medium or agency on whose word articles report."""

    name: str
    documents: int
    outlets: int


class Reject(Shape):
    """A source that gave no article."""

    source: str
    address: str
    part: str
    reason: str
    message: str


class Sources(Shape):
    """What was read."""

    outlets: list[Outlet]
    cited: list[Cited]
    documents: list[Line]
    next: str | None
    rejects: list[Reject]
    rejects_total: int


class Counts(Shape):
    """How much the chronicle holds, with the hash of its content."""

    model_config = ConfigDict(extra="allow")

    documents: int
    claims: int
    events: int
    digest: str


class Holdings(Shape):
    """How much the chronicle holds."""

    documents: int
    versions: int
    copies: int
    claims: int
    events: int
    actors: int
    rejects: int
    judgements: int
    first_published: str | None
    last_published: str | None
    by_type: dict[str, int]


class Measured(Shape):
    """How often the coder found a kind of act, was right, and how many people coded."""

    coded: int
    right: int
    gold: int
    precision: float | None
    recall: float | None


class MeasuredSet(Measured):
    """The same of one set of texts."""

    documents: int


class Coder(Shape):
    """The coder, measured."""

    documents: int
    all: Measured
    sets: dict[str, MeasuredSet]
    types: dict[str, Measured]


class AboutPage(Shape):
    """The chronicle and the coder in numbers."""

    chronicle: Holdings
    coder: Coder


class Quoted(Span):
    """Words of one article."""

    doc_id: str


class Trace(Quoted):
    """Why an article has its origin, or tells none."""

    reason: str
    name: str | None


class Origin(Shape):
    """One independent origin of an event's claims."""

    name: str
    kind: str
    tier: str | None
    documents: list[str]
    traces: list[Trace]


class Denial(Quoted):
    """Somebody who denies it."""

    who: str | None
    claims: list[str]
    first_reported: str | None


class Standing(Shape):
    """On how many independent words an event rests."""

    event: str
    articles: int
    documents: list[str]
    outlets: list[str]
    origins: list[Origin]
    unknown: list[Trace]
    denials: list[Denial]


class Event(Shape):
    """An event as of a day; differences are described in the reference."""

    event: str
    as_of: str | None
    standing: Standing
    differences: list[dict[str, Any]]
    claims: list[Claim]
    earlier: list[Claim]
    denying: list[Claim]
    links: list["Link"]
    joined: list["Judged"]
    apart: list["EventDoubt"]


class Proposal(Shape):
    """Two actors that may be one."""

    first: ActorCount
    second: ActorCount
    score: float


class Check(Shape):
    """What is worth a second look."""

    findings: list[dict[str, Any]]
    articles: int
    next: str | None
    proposals: list[Proposal]
    decided: list[dict[str, Any]]
    doubts: list["EventDoubt"]
    decided_events: list["EventDoubt"]


class Lines(Shape):
    """Articles, and the id to go on after where there are more."""

    documents: list[Line]
    next: str | None


class Rejects(Shape):
    """Sources that gave no article."""

    rejects: list[Reject]


class Named(Shape):
    """A party by name."""

    name: str
    country: str | None
    sector: list[str]
    id: str | None


class Said(Shape):
    """Who says so, by name."""

    name: str
    anonymous: bool
    medium: bool


class BoundBy(Span):
    """The words on which a commitment hangs, and the claim that tells them."""

    claim: str | None


class Due(Span):
    """The last day, with its words; `for_condition` where it is that of the condition."""

    day: str
    for_condition: bool


class MoveOfState(Span):
    """A change of state, with the words that tell it."""

    day: str
    before: str
    after: str
    reason: str
    claim: str | None
    doc_id: str | None
    sources: list[Said]
    late: bool
    by_itself: bool


class Doubt(Span):
    """A claim that may concern a commitment and changes nothing."""

    day: str | None
    reason: str
    claim: str
    doc_id: str


class Commitment(Shape):
    """A promise, threat or demand, and what became of it."""

    id: str
    type: str
    state: str
    since: str
    by: list[Named]
    to: list[Named]
    doc_id: str
    content: Span
    condition: BoundBy | None
    due: Due | None
    reported: str
    negative: bool
    meeting: bool
    hedged: bool
    sources: list[Said]
    claims: list[str]
    moves: list[MoveOfState]
    doubts: list[Doubt]


class Promises(Shape):
    """Promises, threats and demands as of a day; none where the chronicle is too large to follow them at once."""

    day: str | None
    too_large: bool
    commitments: list[Commitment]


class Step(Shape):
    """A stage of an agreement that an article tells."""

    day: str | None
    stage: str
    claim: str
    doc_id: str
    sources: list[Said]
    quote: Span
    words: Span


class Agreement(Shape):
    """An agreement through its life."""

    id: str
    name: str
    parties: list[Named]
    stage: str
    steps: list[Step]


class Agreements(Shape):
    """Agreements; none where the chronicle is too large and nobody is named."""

    too_large: bool
    agreements: list[Agreement]


class Passage(Quoted):
    """Words of an article that tell a part of a story."""

    day: str
    event: str
    claim: str


class Story(Shape):
    """Events of the same parties on one issue; `issue` holds words of its articles."""

    id: str
    title: str
    actors: list[Named]
    issue: list[str]
    contexts: list[str]
    first: str
    last: str
    events: list[str]
    claims: list[str]
    documents: list[str]


class Stories(Shape):
    """The stories among the claims of a period; none where these are too many to follow at once."""

    since: str | None
    until: str | None
    too_large: bool
    stories: list[Story]


class StoryFound(Shape):
    """A story, the passages that tell it, and its claims."""

    story: Story
    passages: list[Passage]
    claims: list[Claim]


class Judged(Shape):
    """Who or what judges something of two claims, how sure, and why."""

    kind: str
    left: str
    right: str
    score: float
    by: str
    reason: str
    withdrawn: bool


class EventDoubt(Shape):
    """A join or link of two claims, and whether it stands."""

    judgement: Judged
    stands: bool
    left: Claim
    right: Claim


class Link(Shape):
    """What another event is to this one."""

    kind: str
    event: str
    forward: bool | None
    claim: str
    other_claim: str
    score: float
    reason: str
    by: str


class BriefSentence(Shape):
    """A sentence, and the numbers of its notes."""

    text: str
    notes: list[int]


class BriefSection(Shape):
    """Sentences under one title."""

    part: str
    title: str
    sentences: list[BriefSentence]


class BriefNote(Quoted):
    """A footnote: words of an article, and the claims that stand on them."""

    number: int
    claim: str
    also: list[str]
    publisher: str | None
    published: str | None
    title: str | None
    url: str | None


class Brief(Shape):
    """What articles of a period tell about somebody."""

    title: str
    about: str | None
    since: str
    until: str
    as_of: str
    language: str
    sections: list[BriefSection]
    notes: list[BriefNote]
    remarks: list[str]
