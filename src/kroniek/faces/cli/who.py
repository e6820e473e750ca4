"""`kroniek who`: who somebody is on a day, by the tables of actors and by the chronicle."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.api.who import Card, Office, Past, Relation, Spot


@click.command()
@click.argument("name", metavar="NAME")
@click.option("--on", "day", metavar="DATE", help="On this day (2022, 2022-03 or 2022-03-04). [default: today]")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=0), default=10, show_default=True, help="Last claims shown."
)
@as_of
@session(db=True, as_json=True)
def who(here: Session, /, *, name: str, day: str | None, limit: int, as_of: str | None, as_json: bool) -> None:
    """Show who somebody is on a day: offices, other names, relations, and claims with their words.

    NAME is a person, an organisation, a country, a state of the past, a people, an office (de Franse president), a seat
    of power (het Kremlin) or a place, in any spelling; a surname will do where it means one. Offices, names and places
    come from the tables and your own file of actors (setting actors); claims and those who stand in them from the
    chronicle, where there is one, up to that day; with --as-of only what had been reported by then. Of a place also the
    claims that lie there. With --json: one object.
    """
    from kroniek.faces.cli.output import print_object

    card = _card(here, name, day, as_of)
    if as_json:
        print_object(_record(card, limit))
    else:
        _print(here, card, limit)


def _card(here: Session, name: str, day: str | None, by: str | None) -> Card:
    from kroniek.api.asking import last_day
    from kroniek.api.who import known

    chronicle = _chronicle(here)
    if chronicle is None:
        return known(name, on=last_day(day) or datetime.now(UTC).date(), overlay=here.settings.actors)
    with chronicle:
        return chronicle.who(name, on=day, as_of=by)


def _chronicle(here: Session) -> Chronicle | None:
    """The chronicle; None where there is none, or it cannot be used as it is: the tables know much without it."""
    from kroniek.errors import DamagedStoreError, StoreError

    db = here.settings.db
    if "://" not in db and not os.path.exists(db):  # noqa: PTH110 - a path as the user typed it
        here.speak(here.words.say("who.no_chronicle", db=db))
        return None
    try:
        return here.ask()
    except DamagedStoreError:
        raise
    except StoreError as error:
        here.speak(here.words.say("who.left_out", why=error))
        return None


def _record(card: Card, limit: int) -> dict[str, Any]:
    from kroniek.api import records

    last = list(card.claims)[-limit:] if limit else []
    record: dict[str, Any] = records.plain(card) | {"claims": [records.claim_record(stored) for stored in last]}
    return record | {"claim_count": len(card.claims)}


def _print(here: Session, card: Card, limit: int) -> None:
    from kroniek.faces.cli.telling import Teller

    terminal, words = here.terminal(), here.words
    name = words.place(card.name) if card.spot else words.called(card.name)
    codes = ", ".join(dict.fromkeys(filter(None, [card.country, *card.sectors, card.wikidata])))
    terminal.line(terminal.style(f"{shown(name)}{f' [{codes}]' if codes else ''}", bold=True))
    terminal.line(terminal.style(f"{words.label('actor_kinds', card.kind)}, {words.day(card.on)}", dim=True))
    terminal.line()
    terminal.table(
        [
            (words.say("who.place"), _spot(here, card.spot, card.country)),
            (words.say("who.years"), _years(card.past)),
            (words.say("who.successors"), _successors(here, card.past)),
            (words.say("who.now"), "; ".join(_office(here, office) for office in card.held)),
            (
                words.say("who.offices"),
                "; ".join(_office(here, office) for office in card.offices if office not in card.held),
            ),
            (words.say("who.aliases"), ", ".join(shown(one) for one in (card.name, *card.aliases) if one != name)),
            (words.say("who.parties"), ", ".join(map(shown, card.parties))),
            (words.say("who.wires"), ", ".join(map(shown, card.wires))),
            (words.say("who.relations"), _relations(here, card)),
        ]
    )
    last = list(card.claims)[-limit:] if limit else []
    if last:
        terminal.line()
        terminal.line(terminal.style(words.say("who.claims", n=len(last), of=len(card.claims)), bold=True))
        terminal.line()
        Teller(words=words, terminal=terminal).entries(last)


def _spot(here: Session, spot: Spot | None, country: str | None) -> str:
    """What a place is, in which country, whether that is disputed, and its point."""
    from kroniek.api.who import country_name

    if spot is None:
        return ""
    words = here.words
    owner = country_name(country) if country else None
    told = [
        words.label("place_kinds", spot.kind),
        words.say("who.in_country", country=words.called(owner)) if owner else words.say("who.in_no_country"),
        words.say("who.disputed") if spot.disputed else "",
        f"{_degrees(here, spot.lat, 'north', 'south')} {_degrees(here, spot.lon, 'east', 'west')}",
    ]
    return "; ".join(filter(None, told))


def _degrees(here: Session, degrees: float, positive: str, negative: str) -> str:
    side = here.words.label("who", positive if degrees >= 0 else negative)
    return f"{here.words.decimal(f'{abs(degrees):.2f}')}° {side}"


def _years(past: Past | None) -> str:
    return f"{past.since or ''}–{past.until or ''}" if past else ""


def _successors(here: Session, past: Past | None) -> str:
    """The states that came after one of the past, each with its day, or the year where no day is settled."""
    successors = past.successors if past else ()
    return "; ".join(f"{here.words.called(name)} ({here.words.partial(since)})" for name, since in successors)


def _office(here: Session, office: Office) -> str:
    title = here.words.office(office.title)
    return f"{title}{_term(office)}{f' [{office.country}]' if office.country else ''}"


def _term(held: Office | Relation) -> str:
    return f" ({held.since}–{held.until})" if held.since or held.until else ""


def _relations(here: Session, card: Card) -> str:
    words = here.words
    told = [
        f"{' '.join(filter(None, [words.office(one.kind), one.when and words.say(f'who.{one.when}')]))}: "
        f"{shown(words.called(one.name))}{_term(one)}"
        for one in card.relations
        if one.claims is None
    ]
    met = [
        f"{shown(words.called(one.name))} ({words.count('counts.claims', one.claims)})"
        for one in card.relations
        if one.claims is not None
    ]
    return "; ".join([*told, *met])
