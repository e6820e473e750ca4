"""By which words of a text an act was told, as the coder noted it: *REJECT/ontkennen*."""

from __future__ import annotations

import re

from kroniek.api.briefing.wording import read
from kroniek.model.claim import Claim

_FRAME = re.compile(r"frame ([A-Z]+/.+)")
_DENYING = "REJECT.deny"


def frames(claim: Claim) -> list[str]:
    """The frames that told the act's type, as `TYPE/lemma`."""
    found = (_FRAME.search(reason.rule) for reason in claim.reasons if reason.field == "type")
    return [one.group(1) for one in found if one]


def denies(claim: Claim) -> bool:
    """Is it an act of denying?"""
    return any(read("brief.toml")["frames"].get(frame) == _DENYING for frame in frames(claim))
