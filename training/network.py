"""The network: one encoder that reads a window, and small heads that answer every question from the same pass.

A window is one row of subwords. Tokens are the mean of their first and last subword (a Dutch compound has its head at
the end). The encoder's output is standardised by fixed means and deviations before any head: without that the heads
learned nothing in 200 steps. `Outputs` are logits; the same module is trained and exported, so nothing can differ.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kroniek.model.ontology import MODES
from kroniek.model.signals import STATUSES, TYPES, ArcRole, NameKind

NAME_LABELS: tuple[str, ...] = ("O", *(f"{prefix}-{kind.value}" for kind in NameKind for prefix in "BI"))
MODE_LABELS: tuple[tuple[str, str], ...] = tuple((kind.value, mode) for kind in TYPES for mode in sorted(MODES[kind]))
ROLES: tuple[ArcRole, ...] = tuple(ArcRole)

HEADS = 12
_ARC_WIDTH = 128
_HEAD_WIDTH, _RELATION_WIDTH = 160, 96
_FARTHEST = 24  # tokens; farther ones share one distance
_BARRED = -1e4  # the score of padding, which half precision can hold
_RARE_LOGIT = -4.0  # arcs and sentence labels begin as rare as they are


class Outputs(NamedTuple):
    """Logits of one batch of windows; the last axes of `arcs` are (role, trigger token, filler token).

    `heads` [B, N, N] is the score of each token as the head of each, the token itself where it is a root; `relations`
    holds for the head that is given, or else for the likeliest.
    """

    names: Tensor
    types: Tensor
    sentences: Tensor
    status: Tensor
    hedged: Tensor
    modes: Tensor
    arcs: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor


class Dropout(nn.Module):
    """Drops whole dimensions of a window: on a processor a mask for every number costs more than a product."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """States with some dimensions dropped in training, unchanged otherwise."""
        if not self.training or not self.share:
            return states
        kept = torch.rand(states.shape[0], 1, states.shape[-1]) >= self.share
        return states * (kept / (1 - self.share)).to(states.dtype)


class Layer(nn.Module):
    """A post-norm transformer layer as BERT has it."""

    def __init__(self, hidden: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.merge = (nn.Linear(hidden, hidden) for _ in range(4))
        self.widen, self.narrow = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm_attention, self.norm_output = nn.LayerNorm(hidden, eps=1e-12), nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        """States [B, S, H] to states; `mask` as in `Network`."""
        batch, length, hidden = states.shape
        query, key, value = (
            part(states).view(batch, length, HEADS, hidden // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(-1, -2) * (hidden // HEADS) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, _BARRED)
        mixed = torch.softmax(scores, -1) @ value
        mixed = self.merge(mixed.transpose(1, 2).reshape(batch, length, hidden))
        states = self.norm_attention(states + self.dropout(mixed))
        return self.norm_output(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))


class Encoder(nn.Module):
    """Subword ids to one vector each."""

    def __init__(self, *, pieces: int, positions: int, hidden: int, inner: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(pieces, hidden), nn.Parameter(torch.zeros(positions, hidden))
        self.norm, self.dropout = nn.LayerNorm(hidden, eps=1e-12), Dropout(dropout)
        self.layers = nn.ModuleList(Layer(hidden, inner, dropout) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor | None) -> Tensor:
        """Subword ids [B, S] to states [B, S, H]."""
        states = self.dropout(self.norm(self.words(ids) + self.positions[: ids.shape[1]]))
        for layer in self.layers:
            states = layer(states, mask)
        return states


class Syntax(nn.Module):
    """Tags, heads and relations: a biaffine score for every two tokens of a sentence, then the relation to the head."""

    def __init__(self, hidden: int, dropout: float, *, tags: int, relations: int) -> None:
        super().__init__()
        self.dropout, self.tags = Dropout(dropout), nn.Linear(hidden, tags)
        self.below, self.above = nn.Linear(hidden, _HEAD_WIDTH), nn.Linear(hidden, _HEAD_WIDTH)
        self.pairs, self.governs = nn.Linear(_HEAD_WIDTH, _HEAD_WIDTH), nn.Linear(_HEAD_WIDTH, 1)
        self.distances = nn.Parameter(torch.zeros(2 * _FARTHEST + 1))
        self.dependent, self.head = nn.Linear(hidden, _RELATION_WIDTH), nn.Linear(hidden, _RELATION_WIDTH)
        self.direction = nn.Parameter(torch.zeros(2 * _FARTHEST + 1, _RELATION_WIDTH))
        self.relations = nn.Linear(_RELATION_WIDTH, relations)

    def forward(self, tokens: Tensor, groups: Tensor, heads: Tensor | None) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of the tags, heads and relations of tokens [B, N, H]; heads stand in the same sentence."""
        places = torch.arange(tokens.shape[1], device=tokens.device)
        apart = (places[None, :] - places[:, None]).clamp(-_FARTHEST, _FARTHEST) + _FARTHEST
        below = self.dropout(functional.gelu(self.below(tokens)))
        above = self.dropout(functional.gelu(self.above(tokens)))
        scores = self.pairs(below) @ above.transpose(-1, -2) * _HEAD_WIDTH**-0.5
        scores = scores + self.governs(above).transpose(-1, -2) + self.distances[apart]
        together = groups.transpose(-1, -2) @ groups
        scores = scores + (together - 1.0) * -_BARRED
        chosen = scores.argmax(-1) if heads is None else heads
        governor = torch.gather(self.head(tokens), 1, chosen.unsqueeze(-1).expand(-1, -1, _RELATION_WIDTH))
        far = (chosen - places).clamp(-_FARTHEST, _FARTHEST) + _FARTHEST
        joined = self.dropout(functional.gelu(self.dependent(tokens) + governor + self.direction[far]))
        return self.tags(tokens), scores, self.relations(joined)


class Network(nn.Module):
    """The encoder with its heads. `hints` are the event types that the frame lexicon knows for each token."""

    def __init__(
        self, encoder: Encoder, *, hidden: int, dropout: float, use_hints: bool, tags: int, relations: int
    ) -> None:
        super().__init__()
        self.encoder, self.dropout, self.use_hints = encoder, Dropout(dropout), use_hints
        self.hints = nn.Linear(len(TYPES), hidden, bias=False)
        self.names = nn.Linear(hidden, len(NAME_LABELS))
        self.types = nn.Linear(hidden, len(TYPES) + 1)
        self.sentences = nn.Linear(2 * hidden, len(TYPES))
        self.status, self.hedged = nn.Linear(hidden, len(STATUSES)), nn.Linear(hidden, 1)
        self.modes = nn.Linear(hidden, len(MODE_LABELS))
        self.from_trigger, self.to_filler = nn.Linear(hidden, _ARC_WIDTH), nn.Linear(hidden, _ARC_WIDTH)
        self.arcs = nn.Parameter(torch.randn(len(ROLES), _ARC_WIDTH, _ARC_WIDTH) * _ARC_WIDTH**-1)
        self.fillers = nn.Linear(_ARC_WIDTH, len(ROLES))
        self.distances = nn.Parameter(torch.zeros(2 * _FARTHEST + 1, len(ROLES)))
        self.syntax = Syntax(hidden, dropout, tags=tags, relations=relations)
        self.register_buffer("mean", torch.zeros(hidden))
        self.register_buffer("deviation", torch.ones(hidden))
        nn.init.zeros_(self.hints.weight)
        for head in (self.sentences, self.fillers, self.modes, self.hedged):
            nn.init.constant_(head.bias, _RARE_LOGIT)

    def forward(
        self,
        ids: Tensor,
        firsts: Tensor,
        lasts: Tensor,
        groups: Tensor,
        hints: Tensor,
        mask: Tensor | None = None,
        heads: Tensor | None = None,
    ) -> Outputs:
        """Read windows.

        `ids` [B, S]; `firsts`, `lasts` [B, N] subwords of each token; `groups` [B, G, N] 1 where a token is in a
        sentence; `hints` [B, N, 16]; `mask` [B, 1, 1, S] True where a subword is real, None where all are;
        `heads` [B, N] true heads of tokens, which relations are then told for.
        """
        states = self.encoder(ids, mask).float()
        states = (states - self.mean) / self.deviation
        wide = states.shape[-1]
        tokens = (_picked(states, firsts, wide) + _picked(states, lasts, wide)) / 2
        tags, by, relations = self.syntax(self.dropout(tokens), groups, heads)
        if self.use_hints:
            tokens = tokens + self.hints(hints)
        tokens = self.dropout(tokens)
        return Outputs(
            names=self.names(tokens),
            types=self.types(tokens),
            sentences=self.sentences(_pooled(tokens, groups)),
            status=self.status(tokens),
            hedged=self.hedged(tokens).squeeze(-1),
            modes=self.modes(tokens),
            arcs=self._arcs(tokens),
            tags=tags,
            heads=by,
            relations=relations,
        )

    def _arcs(self, tokens: Tensor) -> Tensor:
        triggers = functional.gelu(self.from_trigger(tokens))
        fillers = functional.gelu(self.to_filler(tokens))
        pairs = (triggers.unsqueeze(1) @ self.arcs) @ fillers.unsqueeze(1).transpose(-1, -2)
        places = torch.arange(tokens.shape[1], device=tokens.device)
        apart = (places[None, :] - places[:, None]).clamp(-_FARTHEST, _FARTHEST) + _FARTHEST
        near = self.distances[apart].permute(2, 0, 1)
        return pairs + self.fillers(fillers).transpose(-1, -2).unsqueeze(2) + near


def _picked(states: Tensor, places: Tensor, wide: int) -> Tensor:
    return torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, wide))


def _pooled(tokens: Tensor, groups: Tensor) -> Tensor:
    """Mean and maximum of each sentence's tokens."""
    mean = groups @ tokens / groups.sum(-1, keepdim=True).clamp(min=1.0)
    apart = tokens.unsqueeze(1) + (groups.unsqueeze(-1) - 1.0) * 1e4
    return torch.cat([mean, apart.amax(2).clamp(min=-1e3)], -1)


def from_base(folder: Path, *, tags: int, relations: int, dropout: float = 0.1, use_hints: bool = True) -> Network:
    """An untrained network on the encoder of `base.py`, for so many tags and relations."""
    arrays = dict(np.load(folder / "encoder.npz"))
    pieces, hidden = arrays["words"].shape
    layers = 1 + max(int(name.split(".")[1]) for name in arrays if name.startswith("layers."))
    encoder = Encoder(
        pieces=pieces,
        positions=len(arrays["positions"]),
        hidden=hidden,
        inner=len(arrays["layers.0.widen.bias"]),
        layers=layers,
        dropout=dropout,
    )
    arrays["words.weight"] = arrays.pop("words")
    encoder.load_state_dict({name: torch.from_numpy(array) for name, array in arrays.items()})
    return Network(encoder, hidden=hidden, dropout=dropout, use_hints=use_hints, tags=tags, relations=relations)
