"""How the words of a sentence hang together: tags, lemmas, heads and Alpino's relations, one of each for every token.

Invariant: heads make a tree. The root is its own head; every other token leads to it. Relations are those of the
Alpino treebank with the head word in the place of a phrase: `su` subject, `obj1` direct object, `obj2` indirect
object, `pc` prepositional complement, `ld` place complement, `vc` verbal complement, `svp` separable part, `mod`
modifier, `det` determiner, `app` apposition, `cnj` conjunct, `predc` predicate, `body` what follows a conjunction or
*te*.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The syntax of one sentence; all four have an entry for each token. Tags are CGN's (*WW|pv|verl|ev*)."""

    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
