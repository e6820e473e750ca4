"""Options with which commands ask for claims, and how to tell what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]

NUMBER = click.IntRange(1, 1_000_000_000)
"""How many of something are asked for: databases know no endless numbers."""


def which_claims(command: Command) -> Command:
    """Add the options that restrict claims."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def which_articles(command: Command) -> Command:
    """Add the options that restrict articles by their claims."""
    for option in reversed(_OF_ARTICLES):
        command = option(command)
    return command


def which_question(command: Command) -> Command:
    """Add the options of a question that is kept: those that restrict claims, without how many and as of when."""
    for option in reversed(_OF_QUESTION):
        command = option(command)
    return command


def as_of(command: Command) -> Command:
    """Add the option that asks what had been reported by a day."""
    return _AS_OF(command)


def asked(given: dict[str, Any]) -> str:
    """What was asked for, as it was typed: `--actor Rusland --since 2022`."""
    parts = []
    for name, value in given.items():
        values = value if isinstance(value, tuple) else (value,)
        parts += [f"--{_SPELLED.get(name, name)} {item}" for item in values if item and not isinstance(item, bool)]
    return " ".join(parts)


_SPELLED = {"other": "with", "as_of": "as-of"}
_AS_OF = click.option(
    "--as-of", "as_of", metavar="DATE", help="As it had been reported by then: 2022, 2022-03 or 2022-03-04."
)
_ACTOR = click.option(
    "--actor", metavar="NAME", help="A party that acts or is acted upon: a name, a country or its code."
)
_WITH = click.option("--with", "other", metavar="NAME", help="Another party in the same claim.")
_TYPE = click.option(
    "--type", "type", metavar="TYPE", multiple=True, help="Event type, such as ASSAULT; repeat for more."
)
_STATUS = click.option("--status", metavar="STATUS", multiple=True, help="Status, such as planned; repeat for more.")
_PUBLISHER = click.option("--publisher", metavar="OUTLET", help="Of this outlet, by its whole name.")
_PLACE = click.option("--place", metavar="NAME", help="Where it took place: a name, a country or its code.")
_OPTIONS = (
    _ACTOR,
    _WITH,
    _TYPE,
    _STATUS,
    click.option("--since", metavar="DATE", help="First day: 2022, 2022-03 or 2022-03-04."),
    click.option("--until", metavar="DATE", help="Last day, included: 2022, 2022-03 or 2022-03-04."),
    click.option("--limit", metavar="N", type=NUMBER, help="Highest number of claims."),
    click.option("--all-versions", is_flag=True, help="Also claims of articles that were changed later."),
    _PUBLISHER,
    _PLACE,
    click.option("--generation", metavar="N", type=NUMBER, help="As the n-th coding gave it; see kroniek recode."),
    _AS_OF,
)
_OF_QUESTION = (
    _ACTOR,
    _WITH,
    _TYPE,
    _STATUS,
    click.option("--since", metavar="DATE", help="First day of the act: 2022, 2022-03 or 2022-03-04."),
    click.option("--until", metavar="DATE", help="Last day of the act, included."),
    _PUBLISHER,
    _PLACE,
)
_OF_ARTICLES = (
    _ACTOR,
    _WITH,
    _TYPE,
    _STATUS,
    click.option("--since", metavar="DATE", help="First day of publication: 2022, 2022-03 or 2022-03-04."),
    click.option("--until", metavar="DATE", help="Last day of publication, included."),
    _PUBLISHER,
    _PLACE,
    _AS_OF,
)
