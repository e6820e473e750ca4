"""Alerts and measured pairs on a terminal, and alerts as JSON: the outlets of the command line itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kroniek.faces.cli.session import Session
from kroniek.faces.cli.terminal import shown
from kroniek.faces.watch.telling import SHORT_WEEKS, Teller, Told, said
from kroniek.model.watching import Delivered, Delivery, Measured

if TYPE_CHECKING:
    from kroniek.api.alerting import PairMeasured

WEEKS_A_YEAR = 365.25 / 7


class Screen:
    """The terminal: alerts as people read them."""

    name = "terminal"
    shown = "terminal"
    together = False

    def __init__(self, here: Session) -> None:
        self._here = here

    def prepare(self, teller: Teller) -> None:
        """Nothing can be wrong."""

    def send(self, told: Sequence[Told], teller: Teller) -> None:  # noqa: ARG002 - told already
        """Print alerts."""
        for one in told:
            self.print(one)

    def print(self, told: Told, deliveries: Iterable[Delivered] = ()) -> None:
        """Print one alert, and where it did not arrive."""
        terminal, words = self._here.terminal(), said(self._here.settings.lang)
        for line in terminal.wrap(terminal.style(told.title, bold=True), hang="  "):
            terminal.line(line)
        for sentence in told.about:
            for line in terminal.wrap(sentence, indent="  "):
                terminal.line(terminal.style(line, dim=True))
        for one in told.words:
            for line in terminal.wrap(f"“{one.quote}”", indent="    "):
                terminal.line(line)
            for line in terminal.wrap(told.source(one), indent="    "):
                terminal.line(terminal.style(line, dim=True))
        for delivery in deliveries:
            if delivery.state is not Delivery.DONE:
                state = words.say(f"watch.delivered_{delivery.state.value}")
                reason = f" ({delivery.reason})" if delivery.reason else ""
                terminal.line(f"  {delivery.outlet}: {state}{reason}")
        terminal.line()
        terminal.stream.flush()


class Json:
    """Standard output for programs: one array, also where nothing came."""

    name = "terminal"
    shown = "terminal"
    together = True

    def __init__(self) -> None:
        self._printed = False

    def prepare(self, teller: Teller) -> None:
        """Nothing can be wrong."""

    def send(self, told: Sequence[Told], teller: Teller) -> None:
        """Print the array."""
        from kroniek.faces.cli.output import print_array

        print_array([_record(one, teller) for one in told])
        self._printed = True

    def close(self, teller: Teller) -> None:
        """The end of the only round: nothing is an array too."""
        if not self._printed:
            self.send((), teller)


def _record(told: Told, teller: Teller) -> dict[str, Any]:
    return {"title": told.title, "about": list(told.about)} | teller.chronicle.alert_record(told.alert)


def print_measured(here: Session, found: Sequence[PairMeasured]) -> None:
    """Print how often the rule for unusual weeks gives an alarm on each pair, and on all together."""
    words, terminal = said(here.settings.lang), here.terminal()
    judged = [one.judged for one in found if one.judged]
    told = [one for one in found if one.judged or one.watched]
    if told:
        rows = [words.many("measure.columns"), *(_measured(here, one) for one in told)]
        if len(judged) > 1:
            rows.append([words.say("measure.total"), "", "", "", *_shares(here, sum(judged, Measured()))])
        _table(here, rows)
    else:
        here.speak(words.say("measure.none"))
    for text in [words.say("measure.told"), *_yearly(here, judged)] if told else ():
        for line in terminal.wrap(text):
            here.speak(line)
    if len(told) < len(found):
        here.speak(words.count("measure.unjudged", len(found) - len(told)))


def _yearly(here: Session, judged: Sequence[Measured]) -> Iterator[str]:
    """How many false alarms whoever follows these pairs can expect in a year; that this is uncertain where it is."""
    if not judged:
        return
    words = said(here.settings.lang)
    alarms = WEEKS_A_YEAR * sum(one.shuffled_share for one in judged)
    yield words.count("measure.yearly", len(judged), alarms=here.words.decimal(f"{alarms:.1f}"))
    if sum(one.weeks for one in judged) < SHORT_WEEKS * len(judged):
        yield words.say("measure.short")


def _table(here: Session, rows: Sequence[Sequence[str]]) -> None:
    terminal = here.terminal()
    widths = [max(len(row[i]) for row in rows if i < len(row)) for i in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=False)]
        terminal.line(terminal.style("  ".join([row[0].ljust(widths[0]), *cells]), bold=not number))


def _measured(here: Session, one: PairMeasured) -> list[str]:
    numbers = [here.words.number(number) for number in (one.once_in, one.weeks, one.events)]
    pair = shown(f"{one.actor} – {one.other}")
    if one.judged is None:
        return [pair, *numbers, said(here.settings.lang).say("measure.too_little")]
    return [pair, *numbers, *_shares(here, one.judged)]


def _shares(here: Session, judged: Measured) -> list[str]:
    mark = said(here.settings.lang).say("alert.comma")
    shares = [f"{1000 * share:.1f}".replace(".", mark) for share in (judged.share, judged.shuffled_share)]
    return [here.words.number(judged.weeks), here.words.number(judged.flagged), *shares]
