"""`kroniek edition`: a release of the chronicle that can be cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kroniek.faces.cli.asking import as_of
from kroniek.faces.cli.session import Session, session

if TYPE_CHECKING:
    from kroniek.model.edition import Edition


@click.command()
@click.argument("name", metavar="NAME")
@click.option("-o", "--output", metavar="PATH", help="The folder that is made, or a ZIP: FILE.zip. [default: NAME]")
@as_of
@click.option("--with-texts", is_flag=True, help="Also the texts of the articles: only where you may pass them on.")
@click.option("--author", "authors", metavar="NAME", multiple=True, help="Who is cited; repeat for more.")
@click.option("--released", metavar="DAY", help="The day of release that is cited, such as 2022-03-04.")
@session(db=True, as_json=True)
def edition(
    here: Session,
    /,
    *,
    name: str,
    output: str | None,
    as_of: str | None,
    with_texts: bool,
    authors: tuple[str, ...],
    released: str | None,
    as_json: bool,
) -> None:
    """Freeze the chronicle as an edition: a release that can be cited, deposited and verified.

    A folder with claims, events, articles, actors and judgements (JSON Lines, CSV), a description, how to cite it, and
    a hash. The same chronicle and NAME give the same bytes. Texts of articles are left out, the quotes that claims
    stand on are not. What exists is never replaced. Verify an edition with: kroniek verify PATH
    """
    from kroniek.api.records import plain
    from kroniek.faces.cli.output import print_object

    with here.ask() as chronicle:
        made = chronicle.edition(name, output, as_of=as_of, texts=with_texts, authors=authors, released=released)
    if as_json:
        print_object(plain(made))
    else:
        _tell(here, made, cited=bool(authors))


def _tell(here: Session, made: Edition, *, cited: bool) -> None:
    words, facts = here.words, made.facts
    told = {
        name: words.count(f"counts.{name}", facts.counts.get(name, 0)) for name in ("claims", "events", "documents")
    }
    here.speak(words.say("edition.made", path=made.path, day=facts.as_of or words.say("status.unnamed"), **told))
    here.speak(words.say("edition.hash", sha256=made.sha256))
    if not cited:
        here.speak(words.say("edition.nobody"))
    if facts.texts:
        here.speak(words.say("edition.texts"))
