"""Windows of labelled texts as tensors, some of about one length together.

Padding subwords are masked; padding tokens point at subword 0 and carry no label. Left out: what is learned from them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kroniek.language.engines.windows import LIMIT, Window, windows
from kroniek.model.signals import TYPES
from labels import Act, At, Labelled
from network import MODE_LABELS, NAME_LABELS, ROLES

IGNORED = -100
_SHORT = 60  # subwords of the short windows that a third of the cuts have
_NAME_PLACE = {label: at for at, label in enumerate(NAME_LABELS)}
_MODE_PLACE = {label: at for at, label in enumerate(MODE_LABELS)}

Row = tuple[Labelled, Window]


@dataclass(slots=True)
class Batch:
    """Inputs and labels; `rows` says where they come from.

    `types` are target probabilities over no act and sixteen types, with `type_weights` 0 where nothing is known;
    `excluded` is 1 where a type is known to be wrong. `acts` are (row, token) of the triggers that have what the
    following tensors hold for each of them: `status`, `hedged`, `arcs` (role, filler token) and its `arc_mask`.
    `tags`, `heads` (a token of the same row) and `relations` are IGNORED where no tree tells them.
    """

    rows: list[Row]
    ids: Tensor
    mask: Tensor
    firsts: Tensor
    lasts: Tensor
    groups: Tensor
    hints: Tensor
    names: Tensor
    types: Tensor
    type_weights: Tensor
    excluded: Tensor
    told: Tensor
    told_weights: Tensor
    acts: Tensor
    status: Tensor
    hedged: Tensor
    arcs: Tensor
    arc_mask: Tensor
    mode_acts: Tensor
    modes: Tensor
    mode_mask: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor

    def inputs(self) -> tuple[Tensor, ...]:
        """The network's arguments."""
        return self.ids, self.firsts, self.lasts, self.groups, self.hints, self.mask

    def true_heads(self) -> Tensor:
        """The heads to tell relations for, the token itself where its head is unknown."""
        return torch.where(self.heads == IGNORED, torch.arange(self.heads.shape[1]), self.heads)


def cut(texts: Sequence[Labelled], chance: random.Random | None = None) -> list[Row]:
    """All windows of texts; with `chance`, cut anew and sometimes shorter, as training wants it."""
    rows: list[Row] = []
    for text in texts:
        limit, first = LIMIT, None
        if chance:
            limit = chance.choice((LIMIT, LIMIT, _SHORT))
            first = chance.randint(20, limit)
        rows += [(text, window) for window in windows(text.pieces, limit=limit, first_limit=first)]
    return [(text, window) for text, window in rows if window.tokens]


def batches(rows: Sequence[Row], budget: int, chance: random.Random | None = None) -> Iterator[list[Row]]:
    """Rows of about one length together, at most `budget` subwords with padding; in random order with `chance`."""
    noise = chance.random if chance else (lambda: 0.0)
    ranked = sorted(rows, key=lambda row: (len(row[1].ids) // 12, noise()))
    found: list[list[Row]] = [[]]
    for row in ranked:
        longest = max(len(one[1].ids) for one in [*found[-1], row])
        if found[-1] and longest * (len(found[-1]) + 1) > budget:
            found.append([])
        found[-1].append(row)
    if chance:
        chance.shuffle(found)
    return iter([batch for batch in found if batch])


def collate(rows: list[Row]) -> Batch:
    """Rows as one batch."""
    size = len(rows)
    length = max(len(window.ids) for _, window in rows)
    count = max(len(window.tokens) for _, window in rows)
    most = max(window.end - window.first for _, window in rows)
    ids, mask = torch.ones(size, length, dtype=torch.long), torch.zeros(size, 1, 1, length, dtype=torch.bool)
    firsts, lasts = torch.zeros(size, count, dtype=torch.long), torch.zeros(size, count, dtype=torch.long)
    groups, hints = torch.zeros(size, most, count), torch.zeros(size, count, len(TYPES))
    names = torch.full((size, count), IGNORED)
    types, type_weights = torch.zeros(size, count, len(TYPES) + 1), torch.zeros(size, count)
    excluded = torch.zeros(size, count, len(TYPES) + 1)
    syntax = torch.full((3, size, count), IGNORED)
    told, told_weights = torch.zeros(size, most, len(TYPES)), torch.zeros(size, most, len(TYPES))
    acts: list[tuple[int, int, Act]] = []
    arc_rows: list[Tensor] = []
    for row, (text, window) in enumerate(rows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, ..., : len(window.ids)] = True
        here = len(window.tokens)
        firsts[row, :here], lasts[row, :here] = torch.tensor(window.firsts), torch.tensor(window.lasts)
        groups[row, torch.tensor(window.groups), torch.arange(here)] = 1.0
        place = {at: number for number, at in enumerate(window.tokens)}
        for at, number in place.items():
            hints[row, number, list(text.hints[at[0]][at[1]])] = 1.0
            if text.names is not None:
                names[row, number] = _NAME_PLACE[text.names.get(at, "O")]
            if text.trees is not None and at in text.trees:
                syntax[:, row, number] = _tree_labels(text.trees[at], at, place)
            _type_labels(text, at, types[row, number], excluded[row, number])
            known = at not in text.unknown or at in text.acts
            type_weights[row, number] = 0.0 if not known or at in text.excluded else 1.0
            if at in text.acts:
                acts.append((row, number, text.acts[at]))
                arc_rows.append(_arc_labels(text.acts[at], place, count))
        span = range(window.first, window.end)
        told[row, : len(span)] = torch.tensor([text.told[number] for number in span])
        told_weights[row, : len(span)] = torch.tensor([text.weights[number] for number in span])
    full = [(act, arcs) for act, arcs in zip(acts, arc_rows, strict=True) if act[2].status is not None]
    arc_mask = torch.zeros(len(full), count)
    for number, ((row, _, _), _) in enumerate(full):
        arc_mask[number, : len(rows[row][1].tokens)] = 1.0
    with_modes = [act for act in acts if act[2].modes_known]
    return Batch(
        rows=rows, ids=ids, mask=mask, firsts=firsts, lasts=lasts, groups=groups, hints=hints, names=names,
        types=types, type_weights=type_weights, excluded=excluded, told=told, told_weights=told_weights,
        acts=_places([act for act, _ in full]),
        status=torch.tensor([act[2].status for act, _ in full], dtype=torch.long),
        hedged=torch.tensor([float(bool(act[2].hedged)) for act, _ in full]),
        arcs=torch.stack([arcs for _, arcs in full]) if full else torch.zeros(0, len(ROLES), count),
        arc_mask=arc_mask,
        mode_acts=_places(with_modes),
        modes=_mode_labels(with_modes),
        mode_mask=torch.tensor([[kind in _types_of(act[2]) for kind, _ in MODE_LABELS] for act in with_modes]).float(),
        tags=syntax[0], heads=syntax[1], relations=syntax[2],
    )  # fmt: skip


def _tree_labels(tree: tuple[int, int, int], at: At, place: dict[At, int]) -> Tensor:
    """Tag, head in the window and relation of a token; a head that was cut off leaves head and relation unknown."""
    tag, head, relation = tree
    found = place.get((at[0], head), IGNORED)
    known = found != IGNORED and relation >= 0
    return torch.tensor([tag if tag >= 0 else IGNORED, found, relation if known else IGNORED])


def _places(acts: Sequence[tuple[int, int, Act]]) -> Tensor:
    return torch.tensor([act[:2] for act in acts], dtype=torch.long).reshape(-1, 2)


def _types_of(act: Act) -> set[str]:
    return {TYPES[kind].value for kind in act.types}


def _type_labels(text: Labelled, at: At, target: Tensor, excluded: Tensor) -> None:
    if at in text.acts:
        kinds = text.acts[at].types
        for kind in kinds:
            target[kind + 1] = 1.0 / len(kinds)
    else:
        target[0] = 1.0
    if at in text.excluded:
        excluded[text.excluded[at] + 1] = 1.0


def _arc_labels(act: Act, place: dict[At, int], count: int) -> Tensor:
    labels = torch.zeros(len(ROLES), count)
    for number, role in enumerate(ROLES):
        inside = [place[at] for at in (act.arcs or {}).get(role, ()) if at in place]
        labels[number, inside] = 1.0
    return labels


def _mode_labels(acts: Sequence[tuple[int, int, Act]]) -> Tensor:
    labels = torch.zeros(len(acts), len(MODE_LABELS))
    for number, (_, _, act) in enumerate(acts):
        labels[number, [_MODE_PLACE[mode] for mode in act.modes]] = 1.0
    return labels
