"""Editions: a chronicle frozen as a folder or ZIP that can be cited, deposited, and verified without Kroniek.

An edition is a Frictionless data package with its sums beside it: the codebook's records as JSON Lines, tables as CSV,
a description in words and one for programs. The same chronicle under the same name gives the same bytes: no clock, no
folder of the maker and no order of a set is in it. Why it is cut like this: docs/decisions/0058-editions.md.
"""

from kroniek.api.editions.making import make
from kroniek.api.editions.verifying import verify

__all__ = ["make", "verify"]
