"""`kroniek watch`: look whether anything came of the questions that are watched, and tell it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from kroniek.errors import LockedStoreError, UsageError
from kroniek.faces.cli.asking import NUMBER, asked, which_question
from kroniek.faces.cli.main import INTERRUPTED, REJECTED
from kroniek.faces.cli.session import Session, session
from kroniek.faces.cli.terminal import shown

if TYPE_CHECKING:
    from kroniek.api import Chronicle
    from kroniek.api.feeding import Feeder, FeedTold
    from kroniek.faces.cli.wording import Wording
    from kroniek.faces.watch.outlets import Outcome, Outlet
    from kroniek.model.watching import Saved

_ALARMS = ("act", "week", "due", "denial")
_COUNTED = ("all", "conflict", "cooperation")
_USUAL = "15m"
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_LEAST_S = 60
"""Feeds are not asked for more often than once a minute: no newsroom is faster, and servers remember."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds:
    """What one call does: in each round ask for these feeds, look, and tell these outlets."""

    outlets: tuple[Outlet, ...]
    feeds: tuple[str, ...]
    feeder: Feeder | None
    every: timedelta | None
    today: str | None
    again: bool


@click.group(invoke_without_command=True)
@click.option(
    "--feeds", metavar="FILE", help="Read new articles first, of these feeds: OPML, or an address on each line."
)
@click.option(
    "--every", metavar="TIME", help=f"Go on, with a round every 15m, 2h or 1d. [default with --feeds: {_USUAL}]"
)
@click.option("--once", is_flag=True, help="One round, also with --feeds.")
@click.option("--follow", is_flag=True, help="With --feeds: also fetch the page of each new entry.")
@click.option("--atom", metavar="FILE", help="Keep the alerts in this file as a feed (Atom).")
@click.option(
    "--webhook",
    metavar="URL",
    envvar="KRONIEK_WEBHOOK",
    help="Post each alert to this address as JSON. [variable: KRONIEK_WEBHOOK]",
)
@click.option("--mail", metavar="ADDRESS", help="Mail the alerts of a round to this address; needs --smtp.")
@click.option("--smtp", metavar="HOST", help="The mail server: HOST or HOST:PORT (587 where none is given).")
@click.option("--smtp-user", metavar="NAME", help="The name there; the password stands in KRONIEK_SMTP_PASSWORD.")
@click.option("--from", "sender", metavar="ADDRESS", help="Who the mail is from. [default: whom it is for]")
@click.option("--private", is_flag=True, help="Also feeds and a webhook inside your own network.")
@click.option("--again", is_flag=True, help="Also send what may have arrived when the program was cut off.")
@click.option("--today", metavar="DATE", help="The day from which promises are due. [default: today]")
@click.option("--measure", is_flag=True, help="Tell how often the rule for unusual weeks gives an alarm on the past.")
@session(db=True, as_json=True, engine=True)
def watch(here: Session, /, *, as_json: bool, measure: bool, **given: Any) -> int:
    """Look whether anything came of the questions that you watch, and tell each thing once.

    Save questions with: kroniek watch add. An alert shows the words of the article, the outlet and the ids; where it
    could not be delivered that is said, and it is tried again next time. With --feeds new articles are read first, and
    it goes on until you stop it: feeds are asked for only when they changed, as their sites allow, one at a time.
    The secret with which a webhook is signed stands in KRONIEK_WEBHOOK_SECRET. With --json: an array of alerts.
    """
    if word := click.get_current_context().invoked_subcommand:
        _refuse_options(word)
        return 0
    if measure:
        return _measure(here, as_json=as_json)
    rounds = _rounds(here, as_json=as_json, **given)
    return _once(here, rounds) if rounds.every is None else _on_and_on(here, rounds)


# -- rounds ------------------------------------------------------------------------------------------------------------


def _rounds(
    here: Session,
    *,
    as_json: bool,
    feeds: str | None,
    every: str | None,
    once: bool,
    follow: bool,
    private: bool,
    today: str | None,
    again: bool,
    **outlets: Any,
) -> Rounds:
    from kroniek.api.feeding import Feeder, feed_addresses

    lasting = (every or feeds) and not once
    between = _duration(every or _USUAL)
    if as_json and lasting:
        raise UsageError("With --json there is one round: add --once, and call it again from outside.")
    if follow and not feeds:
        raise UsageError("--follow is for the pages of feeds: give --feeds FILE with it.")
    addresses = feed_addresses(feeds) if feeds else ()
    feeder = Feeder(settings=here.settings, every=between, follow=follow, private=private) if feeds else None
    return Rounds(
        outlets=tuple(_outlets(here, as_json=as_json, private=private, **outlets)),
        feeds=addresses,
        feeder=feeder,
        every=between if lasting else None,
        today=today,
        again=again,
    )


def _outlets(
    here: Session,
    *,
    as_json: bool,
    private: bool,
    atom: str | None,
    webhook: str | None,
    mail: str | None,
    smtp: str | None,
    smtp_user: str | None,
    sender: str | None,
) -> Iterable[Outlet]:
    from kroniek.faces.cli.alerts import Json, Screen

    yield Json() if as_json else Screen(here)
    if atom:
        from kroniek.faces.watch.atom import AtomFile

        yield AtomFile(atom)
    if webhook:
        from kroniek.faces.watch.webhook import SECRET, Webhook

        yield Webhook(webhook, secret=os.environ.get(SECRET, ""), settings=here.settings, private=private)
    if bool(mail) != bool(smtp):
        raise UsageError("Mail needs both: --mail ADDRESS for whom, and --smtp HOST for the server that sends it.")
    if mail and smtp:
        from kroniek.faces.watch.mail import PASSWORD, Mail, server

        host = server(smtp, user=smtp_user or "", password=os.environ.get(PASSWORD, ""))
        yield Mail(mail, sender=sender or "", server=host)


def _once(here: Session, rounds: Rounds) -> int:
    from kroniek.faces.cli.alerts import Json
    from kroniek.faces.watch.telling import Teller

    with _opened(here, rounds) as chronicle:
        _prepare(here, rounds, chronicle)
        sound = _round(here, rounds, chronicle)
        for outlet in rounds.outlets:
            if isinstance(outlet, Json):
                outlet.close(Teller(chronicle=chronicle, language=here.settings.lang))
    return 0 if sound else REJECTED


def _on_and_on(here: Session, rounds: Rounds) -> int:
    say = said_of(here).say
    with _opened(here, rounds) as chronicle:
        _prepare(here, rounds, chronicle)
    try:
        while True:
            next_round = time.monotonic() + (rounds.every or timedelta()).total_seconds()
            try:
                # Opened anew each time: in between others may write, and what they kept is seen.
                with _opened(here, rounds) as chronicle:
                    _round(here, rounds, chronicle)
            except LockedStoreError as error:
                here.speak(str(error))
            rest = max(0.0, next_round - time.monotonic())
            at = datetime.now().astimezone() + timedelta(seconds=rest)
            here.speak(say("watch.next_round", time=f"{at:%H:%M}"))
            time.sleep(rest)
    except KeyboardInterrupt:
        here.speak(say("watch.stopped"))
        return INTERRUPTED


def _opened(here: Session, rounds: Rounds) -> Chronicle:
    """The chronicle; it is only made where feeds will fill it."""
    from kroniek.api import open_chronicle

    return open_chronicle(here.settings.db, create=bool(rounds.feeds), settings=here.settings)


def _prepare(here: Session, rounds: Rounds, chronicle: Chronicle) -> None:
    """Find out before anything is read what would fail for every alert."""
    from kroniek.faces.watch.telling import Teller

    for outlet in rounds.outlets:
        outlet.prepare(Teller(chronicle=chronicle, language=here.settings.lang))


def _round(here: Session, rounds: Rounds, chronicle: Chronicle) -> bool:
    """One round; False where a feed or an outlet failed."""
    from kroniek.faces.watch.outlets import deliver
    from kroniek.faces.watch.telling import Teller

    words = said_of(here)
    asked = rounds.feeder.round(chronicle, rounds.feeds) if rounds.feeder else ()
    failed = sum(not _tell_feed(here, told) for told in asked)
    if failed:
        here.speak(words.count("counts.feeds_failed", failed))
    sound = not failed
    watched = sum(one.alarm is not None for one in chronicle.saved())
    fresh = chronicle.watch(today=rounds.today, outlets=[outlet.name for outlet in rounds.outlets])
    teller = Teller(chronicle=chronicle, language=here.settings.lang)
    for outlet in rounds.outlets:
        sound = _tell_outcome(here, deliver(chronicle, outlet, teller, again=rounds.again)) and sound
    if watched:
        questions = words.count("counts.questions", watched)
        here.speak(words.say("watch.round", questions=questions, alerts=words.count("counts.alerts", len(fresh))))
    else:
        here.speak(words.say("watch.none", db=here.chronicle))
    return sound


def _tell_feed(here: Session, told: FeedTold) -> bool:
    words, address = said_of(here), shown(told.address)
    if told.why:
        if here.verbose or not told.resting:
            here.speak(shown(told.why))
        return told.resting
    if told.report is None or not told.report.documents:
        if here.verbose:
            here.speak(words.say("watch.feed_unchanged", feed=address))
    else:
        number = words.count("counts.articles", len(told.report.documents))
        here.speak(words.say("watch.feed_read", feed=address, articles=number))
    if told.waiting:
        here.speak(words.count("counts.waiting", told.waiting, feed=address))
    rejected = told.report.rejected if told.report else ()
    broken = [one for one in rejected if not one.source.part and one.source.address == told.address]
    # Entries that give no article (another language, no words) come again with each change: they stand in `rejects`.
    for one in rejected if here.verbose else broken:
        here.speak(f"{shown(str(one.source))}: {shown(one.message)}")
    return not broken


def _tell_outcome(here: Session, outcome: Outcome) -> bool:
    words, outlet = said_of(here), outcome.outlet.shown
    if outcome.failed:
        here.speak(words.count("counts.not_delivered", outcome.failed, outlet=outlet, reason=shown(outcome.reason)))
    if outcome.uncertain:
        here.speak(words.count("counts.uncertain", outcome.uncertain, outlet=outlet))
    return not outcome.failed


def _duration(text: str) -> timedelta:
    """The time of *15m*, *2h*, *1d*. Raises `UsageError` for anything else, and for less than a minute."""
    number, unit = text[:-1], text[-1:]
    seconds = int(number) * _UNITS[unit] if number.isdecimal() and len(number) < 6 and unit in _UNITS else 0  # noqa: PLR2004 - a year in minutes has six
    if seconds < _LEAST_S:
        raise UsageError(
            f"{text!r} is no time between rounds. Give minutes, hours or days from a minute on: 15m, 2h, 1d."
        )
    return timedelta(seconds=seconds)


def _refuse_options(word: str) -> None:
    """Options before the word would go unheard: they belong behind it. Raises `UsageError`."""
    context = click.get_current_context()
    given = [
        name for name in context.params if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        raise UsageError(f"Write the options behind the word: kroniek watch {word} … --{given[0].replace('_', '-')} …")


# -- saved questions ---------------------------------------------------------------------------------------------------


@watch.command()
@click.argument("name", metavar="NAME")
@which_question
@click.option(
    "--alarm",
    type=click.Choice(_ALARMS),
    default="act",
    show_default=True,
    help="act: an event that no article told before. week: ACTOR and the one it is --with are in the news more than "
    "their past lets expect. due: a promise, threat or demand that is due soon. denial: somebody denies what the "
    "question finds.",
)
@click.option("--outlets", type=int, default=1, show_default=True, help="act, denial: from so many outlets on.")
@click.option("--days", type=int, default=7, show_default=True, help="due: so many days before the last day.")
@click.option("--once-in", type=int, default=100, show_default=True, help="week: rarer than one week in so many.")
@click.option(
    "--count", "counted", type=click.Choice(_COUNTED), default="all", show_default=True, help="week: these acts."
)
@click.option("--from-start", is_flag=True, help="Also what was read before now.")
@session(db=True)
def add(here: Session, /, *, name: str, alarm: str, from_start: bool, **given: Any) -> None:
    """Watch a question, under a name of your choice.

    What was read before is not new, but --from-start. Then see what is new with: kroniek watch. For an unusual week it
    is told how often the rule would have given an alarm, and how often a false one.
    """
    from kroniek.faces.cli.alerts import print_measured

    with _existing(here) as chronicle:
        one = chronicle.save(name, alarm=alarm, from_start=from_start, **given)
        if alarm == "week":
            print_measured(here, chronicle.measure_weeks(of=one.name))
        asked_for = {key: given[key] for key in ("actor", "other", "publisher", "place")}
        if not chronicle.claims(**asked_for, limit=1):
            here.speak(said_of(here).say("watch.nothing_yet"))
    here.speak(said_of(here).say("watch.added", name=one.name, db=here.chronicle))


@watch.command("list")
@session(db=True, as_json=True)
def list_(here: Session, /, *, as_json: bool) -> None:
    """List the saved questions, with what is watched for.

    With --json: an array.
    """
    from kroniek.api.watching import saved_record
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.saved()
    if as_json:
        print_array(map(saved_record, found))
        return
    terminal = here.terminal()
    for one in found:
        terminal.line(terminal.style(shown(one.name), bold=True))
        for line in terminal.wrap(_described(here, one), indent="  "):
            terminal.line(line)
    if not found:
        here.speak(said_of(here).say("watch.nothing_saved", db=here.chronicle))


def _described(here: Session, one: Saved) -> str:
    words = said_of(here)
    question = one.question
    typed = asked(
        {
            "words": question.words,
            "actor": question.actor,
            "other": question.other,
            "type": tuple(type_.value for type_ in question.types),
            "status": tuple(status.value for status in question.statuses),
            "since": question.since,
            "until": question.until,
            "publisher": question.publisher,
            "place": question.place,
        }
    )
    alarm = words.label("alarms", one.alarm.value) if one.alarm else words.say("watch.only_saved")
    return " · ".join(filter(None, [alarm, shown(typed), *_thresholds(here, one)]))


def _thresholds(here: Session, one: Saved) -> Iterable[str]:
    say = said_of(here).say
    kind = one.alarm.value if one.alarm else ""
    if kind in {"act", "denial"} and one.outlets > 1:
        yield say("thresholds.outlets", n=one.outlets)
    if kind == "due":
        yield say("thresholds.days", n=one.days)
    if kind == "week":
        yield say("thresholds.once_in", n=one.once_in)
        if one.counted.value != "all":
            yield say(f"thresholds.counted_{one.counted.value}")


def said_of(here: Session) -> Wording:
    """What watching says in the user's language."""
    from kroniek.faces.watch.telling import said

    return said(here.settings.lang)


@watch.command()
@click.argument("name", metavar="NAME")
@session(db=True)
def remove(here: Session, /, *, name: str) -> None:
    """Stop watching a question, and forget its alerts."""
    with _existing(here) as chronicle:
        if not chronicle.unsave(name):
            raise UsageError(
                f"There is no saved question {name!r}. Their names: kroniek watch list --db {here.chronicle}"
            )
    here.speak(said_of(here).say("watch.removed", name=name))


@watch.command()
@click.option("--limit", metavar="N", type=NUMBER, default=20, show_default=True, help="At most so many.")
@session(db=True, as_json=True)
def alerts(here: Session, /, *, limit: int, as_json: bool) -> None:
    """Show the alerts that came, the newest first, and which did not arrive.

    With --json: an array of alerts with their claims and deliveries.
    """
    from kroniek.api.records import plain
    from kroniek.faces.cli.alerts import Screen
    from kroniek.faces.cli.output import print_array
    from kroniek.faces.watch.telling import Teller

    with here.ask() as chronicle:
        found = chronicle.alerts(most=limit)
        if as_json:
            print_array(
                chronicle.alert_record(one) | {"deliveries": [plain(told) for told in chronicle.deliveries(one.id)]}
                for one in found
            )
            return
        teller, screen = Teller(chronicle=chronicle, language=here.settings.lang), Screen(here)
        for one in found:
            screen.print(teller.told(one), chronicle.deliveries(one.id))
    if not found:
        here.speak(said_of(here).say("watch.no_alerts"))


def _existing(here: Session) -> Chronicle:
    """The chronicle for writing; it is never made by asking."""
    from kroniek.api import open_chronicle

    return open_chronicle(here.settings.db, create=False, settings=here.settings)


# -- measuring ---------------------------------------------------------------------------------------------------------


def _measure(here: Session, *, as_json: bool) -> int:
    from kroniek.api.alerting import measured_record
    from kroniek.faces.cli.alerts import print_measured
    from kroniek.faces.cli.output import print_array

    with here.ask() as chronicle:
        found = chronicle.measure_weeks()
    if as_json:
        print_array(map(measured_record, found))
    else:
        print_measured(here, found)
    return 0
