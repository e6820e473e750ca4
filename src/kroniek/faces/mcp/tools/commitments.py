"""`promises` and `agreements`: what was promised, threatened, demanded or agreed, and what became of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kroniek.api import Chronicle, browsing
from kroniek.api.commitments import PENDING
from kroniek.errors import UsageError
from kroniek.faces.mcp import asking, shapes
from kroniek.faces.mcp.cutting import Cuts, part
from kroniek.faces.mcp.telling import LARGEST, articles, is_large, newest_day, parties, quote, quoted, voices
from kroniek.faces.mcp.tool import Tool
from kroniek.model.commitment import Agreement, Commitment, Deadline, Doubt, Move, Step

MOVES, DOUBTS, CLAIMS, STEPS = 12, 3, 20, 20

LARGE = 5_000
"""Claims from which somebody has to be named: promises are followed through all claims of all who take part."""

ROOM_CHARS = 24_000


class Promises(asking.Question):
    """By whom, to whom, of which kind, how it stands."""

    by: Annotated[asking.Name, Field(description="Who promised, threatened or demanded: a name or country code.")] = (
        None
    )
    to: Annotated[asking.Name, Field(description="To whom, or of whom it is demanded.")] = None
    type: asking.CommitmentTypes = ()
    state: asking.States = ()
    due: Annotated[asking.Moment, Field(description="Only those with a last day, and that at most this day.")] = None
    since: Annotated[asking.Moment, Field(description="First reported on this day or later.")] = None
    until: Annotated[asking.Moment, Field(description="First reported on this day or before.")] = None
    meetings: Annotated[bool, Field(description="Also meetings and visits that were announced.")] = False
    as_of: asking.AsOf = None
    limit: asking.Limit = 10
    after: asking.After = None


class Due(shapes.Shape):
    """The last day."""

    day: str
    for_condition: bool = Field(description="It is the last day of the condition, not of the promise.")
    quote: shapes.Quote | None = None


class MoveTold(shapes.Shape):
    """A change of state on a day of report; without a quote time alone moved it."""

    day: str
    before: str
    after: str
    reason: str
    claim: str | None = None
    said_by: list[shapes.Voice]
    late: bool | None = Field(default=None, description="Kept, but after its last day.")
    by_itself: bool | None = Field(default=None, description="Only the party that is bound tells it.")
    quote: shapes.Quote | None = None


class DoubtTold(shapes.Shape):
    """A later claim that may concern it and moves nothing."""

    day: str | None = None
    claim: str
    reason: str
    quote: shapes.Quote


class CommitmentTold(shapes.Shape):
    """A promise, threat or demand. The state says what articles tell of it; it is no verdict."""

    id: str = Field(description="Id of the first claim that tells it.")
    type: str
    state: str
    since: str = Field(description="Day of report since which it stands so.")
    by: list[shapes.Party]
    to: list[shapes.Party]
    quote: shapes.Quote = Field(description="The words that tell it.")
    condition: shapes.Quote | None = None
    due: Due | None = None
    reported: str
    negative: bool | None = Field(default=None, description="A promise not to do something.")
    meeting: bool | None = None
    hedged: bool
    said_by: list[shapes.Voice]
    claims: list[str]
    moves: list[MoveTold]
    doubts: list[DoubtTold]


class PromisesFound(shapes.Answer):
    """Commitments: what is open first, then by the day since which they stand so, the newest first."""

    stands_on: str | None = Field(
        None, description="The day as of which they stand so: as_of, or the newest article's."
    )
    commitments: list[CommitmentTold]
    articles: list[shapes.Article]


def promises(chronicle: Chronicle, asked: Promises) -> PromisesFound:
    """What was promised, threatened and demanded."""
    _check_size(chronicle, named=asked.by or asked.to, names="by or to")
    found = sorted(
        chronicle.commitments(
            by=asked.by,
            to=asked.to,
            type=asked.type,
            state=asked.state,
            due=asked.due,
            since=asked.since,
            until=asked.until,
            meetings=asked.meetings,
            as_of=asked.as_of,
        ),
        key=lambda one: (one.state not in PENDING, -one.since.toordinal(), one.id),
    )
    cuts, first = Cuts(), asking.offset(asked.after)
    shown = part(
        found,
        lambda one: _commitment(one, cuts),
        first=first,
        limit=asked.limit,
        what="Numbers",
        cuts=cuts,
        room=ROOM_CHARS,
    )
    if not found:
        cuts.say("Nothing of the kind is told. Look up names with find_actors; meetings are shown with meetings=true.")
    keys = [key for one in shown.items for key in (one.document, *(move.document for move in one.moves[:MOVES]))]
    return PromisesFound(
        stands_on=newest_day(chronicle, asked.as_of),
        commitments=shown.told,
        articles=articles(chronicle, keys, cuts),
        as_of=newest_day(chronicle, asked.as_of) if asked.as_of else None,
        next=shown.next,
        note=cuts.note,
    )


def _check_size(chronicle: Chronicle, *, named: str | None, names: str) -> None:
    """Raises `UsageError` where a chronicle is too large to follow what is asked while somebody waits."""
    if is_large(chronicle):
        raise UsageError(
            f"This chronicle holds more than {LARGEST} claims, too many to follow promises through while you wait. The "
            "user can run kroniek promises or kroniek agreements on the command line; search_claims finds plans."
        )
    if named is None and browsing.size(chronicle) > LARGE:
        raise UsageError(f"This chronicle is too large to follow everybody at once. Give {names}.")


def _commitment(one: Commitment, cuts: Cuts) -> CommitmentTold:
    return CommitmentTold(
        id=one.id,
        type=one.type.value,
        state=one.state.value,
        since=one.since.isoformat(),
        by=parties(one.by),
        to=parties(one.to),
        quote=quote(one.content, one.document),
        condition=quoted(one.condition, one.document),
        due=_due(one.due, one.document),
        reported=one.reported.isoformat(),
        negative=one.negative or None,
        meeting=one.meeting or None,
        hedged=one.hedged,
        said_by=voices(one.voices),
        claims=[str(id_) for id_ in cuts.most(one.claims, CLAIMS, "claims of a commitment")],
        moves=[_move(move) for move in cuts.most(one.moves, MOVES, "moves of a commitment")],
        doubts=[_doubt(doubt) for doubt in cuts.most(one.doubts, DOUBTS, "doubtful claims of a commitment")],
    )


def _due(due: Deadline | None, document: str) -> Due | None:
    if due is None:
        return None
    return Due(day=due.day.isoformat(), for_condition=due.for_condition, quote=quoted(due.quote, document))


def _move(move: Move) -> MoveTold:
    return MoveTold(
        day=move.day.isoformat(),
        before=move.before.value,
        after=move.after.value,
        reason=move.reason,
        claim=move.claim,
        said_by=voices(move.voices),
        late=move.late or None,
        by_itself=move.by_itself or None,
        quote=quoted(move.quote, move.document) if move.document else None,
    )


def _doubt(doubt: Doubt) -> DoubtTold:
    return DoubtTold(
        day=doubt.day.isoformat() if doubt.day else None,
        claim=doubt.claim,
        reason=doubt.reason,
        quote=quote(doubt.quote, doubt.document),
    )


PROMISES = Tool(
    name="promises",
    title="Promises, threats, demands",
    about=(
        "Promises, threats and demands, and what became of each as far as articles tell: open, condition-met, kept (of "
        "a threat: carried out, of a demand: met), broken (refused), withdrawn, or lapsed (its last day passed and no "
        "article tells what came of it). Every change has its words and its reason. No state is a verdict."
    ),
    asked=Promises,
    told=PromisesFound,
    answer=promises,
)


class Agreements(asking.Question):
    """Whose agreements."""

    actor: asking.Actor = None
    other: asking.Other = None
    as_of: asking.AsOf = None
    limit: asking.Limit = 10
    after: asking.After = None


class StepTold(shapes.Shape):
    """A stage that an article tells."""

    day: str | None = None
    stage: str
    claim: str
    said_by: list[shapes.Voice]
    quote: shapes.Quote


class AgreementTold(shapes.Shape):
    """An agreement through its life."""

    id: str
    name: str = Field(description="The words that articles call it by.")
    parties: list[shapes.Party]
    stage: str = Field(description="offered, agreed, signed, ratified, carried-out, suspended or ended.")
    steps: list[StepTold]


class AgreementsFound(shapes.Answer):
    """Agreements, the one that was last heard of first."""

    agreements: list[AgreementTold]
    articles: list[shapes.Article]


def agreements(chronicle: Chronicle, asked: Agreements) -> AgreementsFound:
    """Agreements and how far they have come."""
    _check_size(chronicle, named=asked.actor, names="actor")
    lives = chronicle.agreements(actor=asked.actor, other=asked.other, as_of=asked.as_of)
    found = sorted(lives, key=_heard, reverse=True)
    cuts, first = Cuts(), asking.offset(asked.after)
    shown = part(
        found,
        lambda one: _agreement(one, cuts),
        first=first,
        limit=asked.limit,
        what="Numbers",
        cuts=cuts,
        room=ROOM_CHARS,
    )
    if not found:
        cuts.say(
            "No agreement is told. Look up names with find_actors, or search_passages with a word such as akkoord."
        )
    return AgreementsFound(
        agreements=shown.told,
        articles=articles(chronicle, [step.document for one in shown.items for step in one.steps[-STEPS:]], cuts),
        as_of=newest_day(chronicle, asked.as_of) if asked.as_of else None,
        next=shown.next,
        note=cuts.note,
    )


def _heard(one: Agreement) -> tuple[str, str]:
    return max((step.day.isoformat() for step in one.steps if step.day), default=""), one.id


def _agreement(one: Agreement, cuts: Cuts) -> AgreementTold:
    if len(one.steps) > STEPS:
        cuts.say(f"Only the last {STEPS} steps of an agreement are shown.")
    return AgreementTold(
        id=one.id,
        name=one.name,
        parties=parties(one.parties),
        stage=one.stage.value,
        steps=[_step(step) for step in one.steps[-STEPS:]],
    )


def _step(step: Step) -> StepTold:
    return StepTold(
        day=step.day.isoformat() if step.day else None,
        stage=step.stage.value,
        claim=step.claim,
        said_by=voices(step.voices),
        quote=quote(step.quote, step.document),
    )


AGREEMENTS = Tool(
    name="agreements",
    title="Agreements",
    about=(
        "Agreements between parties (treaties, deals, ceasefires) and how far each has come as articles tell: offered, "
        "agreed, signed, ratified, carried out, suspended, ended; every step with its words."
    ),
    asked=Agreements,
    told=AgreementsFound,
    answer=agreements,
)
