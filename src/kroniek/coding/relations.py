"""How a party hangs on a trigger in the dependency tree: *su*, *obj1*, *door*, *van* … as frames name their slots.

Alpino gives the subject to the finite verb, and what an auxiliary brings (`vc`, `body`) has none of its own; here it
is followed down to the trigger, and a passive is turned round. A noun that is the object of its verb (*voerde een
aanval uit*) lends the verb's subject. Invariant: an answer is a word for a path that the tree has, or `FAR`. Left out:
deciding who acts, which weighs this with all else that is known (`casting`).
"""

from __future__ import annotations

from collections.abc import Iterator

from kroniek.model.syntax import Tree

FAR = "far"
"""No path that tells a part in the act."""

_SKIPPED = frozenset({"cnj", "app", "mwp", "crd"})  # a conjunct or an apposition plays the part of what it stands by
_BRINGS = frozenset({"vc", "body"})
_PASSIVE = frozenset({"worden"})
_LIGHT = frozenset({"obj1", "svp", "predc", "pc", "su"})
_LONGEST = 40  # steps in a tree that is looked through; deeper ones are no news sentences


def head_of(tree: Tree, first: int, last: int) -> int:
    """The token of `[first, last)` that the others hang on."""
    inside = range(first, last)
    return next((at for at in inside if tree.heads[at] == at or tree.heads[at] not in inside), first)


def relation(tree: Tree, trigger: int, party: int) -> str:
    """How the party headed by a token takes part in the act of a trigger.

    `su`, `obj1`, `obj2`, `mod` …; a preposition (`tegen`) where one stands between; `up:` before the relation to a verb
    that governs the trigger, `light:` before that to a verb whose object the trigger is, `in:` before a preposition or
    relation inside another phrase of the act.
    """
    if party == trigger:
        return "self"
    found = _below(tree, trigger, party)
    if found:
        return _turned(found, passive=_is_passive(tree, trigger))
    for prefix, governor in _governors(tree, trigger):
        found = _below(tree, governor, party)
        if found in {"su", "door"} and prefix == "up:":
            return _turned(found, passive=_is_passive(tree, trigger))
        if found:
            return prefix + found
    return FAR


def _turned(found: str, *, passive: bool) -> str:
    return {"su": "obj1", "obj1": "obj2"}.get(found, found) if passive else found


def _is_passive(tree: Tree, trigger: int) -> bool:
    """Is a participle brought by *worden*?"""
    if not tree.tags[trigger].startswith("WW|vd"):
        return False
    head = tree.heads[trigger]
    if tree.relations[trigger] not in _BRINGS or head == trigger:
        return False
    return tree.lemmas[head] in _PASSIVE or any(tree.lemmas[one] in _PASSIVE for one in tree.children(head, "vc"))


def _governors(tree: Tree, trigger: int) -> Iterator[tuple[str, int]]:
    """The tokens that lend a trigger their dependents, the nearest first, with the prefix of what they lend."""
    token, prefix = trigger, "up:"
    for _ in range(_LONGEST):
        above, how = tree.heads[token], tree.relations[token]
        if above == token:
            return
        if how not in _BRINGS | _SKIPPED:
            if not _is_light(tree, token):
                return
            prefix = "light:"
        token = above
        yield prefix, token


def _is_light(tree: Tree, token: int) -> bool:
    """Is a token a part of what its verb says: its object or subject, or what a preposition brings to it?"""
    above, how = tree.heads[token], tree.relations[token]
    if tree.tags[above].startswith("VZ"):
        return how in {"obj1", "pobj1"}
    if not tree.is_verb(above):
        return False
    return tree.tags[token].startswith("VZ") or (how in _LIGHT and not tree.is_verb(token))


def _below(tree: Tree, trigger: int, party: int) -> str:
    """The relation of a party that hangs on a trigger, "" where it does not or another verb stands between."""
    steps = list(_steps(tree, trigger, party))
    if not steps or not steps[-1]:
        return ""
    return steps[0] if len(steps) == 1 else f"in:{steps[-1]}"


def _steps(tree: Tree, trigger: int, party: int) -> Iterator[str]:
    """The relations and prepositions from a party up to a trigger; the last is "" where the way does not lead there."""
    token = party
    for _ in range(_LONGEST):
        above, how = tree.heads[token], tree.relations[token]
        if above == token or (token != party and tree.is_verb(token)):
            break
        if how not in _SKIPPED:
            if how in {"obj1", "pobj1"} and tree.tags[above].startswith("VZ"):
                yield tree.lemmas[above].lower()
                above = tree.heads[_out_of(tree, above)]
            else:
                yield how
        if above == trigger:
            return
        token = above
    yield ""


def _out_of(tree: Tree, preposition: int) -> int:
    """The outermost word of a preposition that is a conjunct or part of a fixed one."""
    token = preposition
    while tree.relations[token] in _SKIPPED and tree.heads[token] != token:
        token = tree.heads[token]
    return token
