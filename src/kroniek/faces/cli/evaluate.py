"""`kroniek evaluate`: how good is a coding?"""

from __future__ import annotations

import click

from kroniek.faces.cli.consulting import Account
from kroniek.faces.cli.session import Session, session


@click.command()
@click.argument("gold", metavar="GOLD")
@click.option("--texts", metavar="DIR", help="Texts of the gold documents: a folder with DOC_ID.txt, or JSON Lines.")
@click.option("--system", metavar="FILE", help="The coding to measure; left out, the texts are coded now.")
@click.option("--show-misses", is_flag=True, help="List what was missed and what was found without gold.")
@session(as_json=True, engine=True)
def evaluate(
    here: Session, /, *, gold: str, texts: str | None, system: str | None, show_misses: bool, as_json: bool
) -> None:
    """Measure a coding against gold, both in codebook JSON Lines.

    Days of publication of a folder of texts are looked up in meta.json or published.tsv, in it or beside it. With
    --json: one object with all figures.
    """
    from kroniek import api
    from kroniek.faces.cli.output import print_object

    if system is None:
        with Account(here) as account:
            result = api.evaluate(gold, texts=texts, settings=here.settings, told=account.add)
    else:  # nobody is asked for what is coded already
        result = api.evaluate(gold, texts=texts, system=system, settings=here.settings)
    if show_misses:
        for miss in result.misses:
            here.speak(str(miss)) if as_json else here.terminal().line(str(miss))
    if as_json:
        print_object(result.to_json())
    else:
        here.terminal().line(result.to_text().rstrip("\n"))
