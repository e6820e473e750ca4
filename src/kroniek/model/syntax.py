"""How the words of a sentence hang together: tags, lemmas, heads and Alpino's relations, one of each for every token.

Invariant: heads make a tree. The root is its own head; every other token leads to it. Relations are those of the
Alpino treebank with the head word in the place of a phrase: `su` subject, `obj1` direct object, `obj2` indirect
object, `pc` prepositional complement, `ld` place complement, `vc` verbal complement, `svp` separable part, `mod`
modifier, `det` determiner, `app` apposition, `cnj` conjunct, `predc` predicate, `body` what follows a conjunction or
*te*.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The syntax of one sentence; all four have an entry for each token. Tags are CGN's (*WW|pv|verl|ev*)."""

    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    _children: tuple[tuple[int, ...], ...] = field(default=(), init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.heads]
        for token, head in enumerate(self.heads):
            if head != token:
                below[head].append(token)
        object.__setattr__(self, "_children", tuple(tuple(one) for one in below))

    def children(self, token: int, *relations: str) -> tuple[int, ...]:
        """The tokens that hang on a token, in text order; with `relations`, those that do so by one of them."""
        found = self._children[token]
        return tuple(one for one in found if self.relations[one] in relations) if relations else found

    def is_verb(self, token: int) -> bool:
        """Is a token a verb by its tag?"""
        return self.tags[token].startswith("WW")
