"""What many pages ask alike: which claims, in what period, as of which day. An empty field of a form asks nothing."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query as Asked

from kroniek.api.asking import query
from kroniek.faces.web.view import AsOf, Day, Name, Statuses, Types
from kroniek.memory.store import Query

After = Annotated[str | None, Asked(description="The last claim or article that was seen, by id.", max_length=500)]
Size = Annotated[int, Asked(description="How many at most.", ge=1, le=500)]
YesNo = Annotated[str | None, Asked(description="true or false; both where left out.", pattern="^(true|false)?$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which claims."""

    actor: Name = None
    other: Annotated[
        str | None, Asked(alias="with", description="Another party of the same claim.", max_length=200)
    ] = None
    type: Types = None
    status: Statuses = None
    since: Day = None
    until: Day = None
    publisher: Annotated[str | None, Asked(description="An outlet, by its whole name.", max_length=200)] = None
    place: Annotated[str | None, Asked(description="Where it took place: a place, or a country.", max_length=200)] = (
        None
    )
    hedged: YesNo = None
    as_of: AsOf = None

    def query(self, *, limit: int | None = None) -> Query:
        """The question for a chronicle. Raises `UsageError` for a type, status or date that does not exist."""
        return query(
            actor=self.actor or None,
            other=self.other or None,
            type=self.type or (),
            status=self.status or (),
            publisher=self.publisher or None,
            place=self.place or None,
            since=self.since or None,
            until=self.until or None,
            hedged={"true": True, "false": False}.get(self.hedged or ""),
            as_of=self.as_of or None,
            limit=limit,
        )

    def told(self) -> dict[str, str]:
        """What is asked, by the names that an address has for it."""
        asked = {
            "actor": self.actor,
            "with": self.other,
            "type": self.type,
            "status": self.status,
            "publisher": self.publisher,
            "place": self.place,
            "since": self.since,
            "until": self.until,
            "hedged": self.hedged,
        }
        return {name: value for name, value in asked.items() if value}
