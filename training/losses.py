"""What each answer costs when it is wrong; the sum is what training lowers.

The weights bring the parts to about one size at the start and were not searched. Acts are rare among tokens, so they
count double; sentence labels are rare among sentences, so positives count double and the whole four times.
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from batches import IGNORED, Batch
from network import Outputs

_ACT_WEIGHT = 2.0
_SENTENCE_POSITIVE, _SENTENCE_WEIGHT = 2.0, 4.0
_NAME_WEIGHT, _STATUS_WEIGHT, _HEDGED_WEIGHT, _MODE_WEIGHT, _ARC_WEIGHT = 0.5, 0.3, 0.3, 0.3, 0.03
_ARC_POSITIVE = 2.0
_SYNTAX_WEIGHT = 0.5


def losses(outputs: Outputs, batch: Batch) -> dict[str, Tensor]:
    """The cost of each task, weighted; a task without labels in the batch is left out."""
    found: dict[str, Tensor] = {}
    if (batch.type_weights > 0).any() or (batch.excluded > 0).any() or (batch.told_weights > 0).any():
        found |= {"types": _types(outputs.types, batch), "sentences": _sentences(outputs.sentences, batch)}
    if (batch.heads != IGNORED).any():
        found |= _syntax(outputs, batch)
    if (batch.names != IGNORED).any():
        found["names"] = _NAME_WEIGHT * functional.cross_entropy(
            outputs.names.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORED
        )
    if len(batch.acts):
        rows, tokens = batch.acts.unbind(1)
        found["status"] = _STATUS_WEIGHT * functional.cross_entropy(outputs.status[rows, tokens], batch.status)
        found["hedged"] = _HEDGED_WEIGHT * functional.binary_cross_entropy_with_logits(
            outputs.hedged[rows, tokens], batch.hedged, pos_weight=torch.tensor(2.0)
        )
        found["arcs"] = _ARC_WEIGHT * _arcs(outputs.arcs[rows, :, tokens], batch)
    if len(batch.mode_acts):
        rows, tokens = batch.mode_acts.unbind(1)
        cost = functional.binary_cross_entropy_with_logits(outputs.modes[rows, tokens], batch.modes, reduction="none")
        found["modes"] = _MODE_WEIGHT * (cost * batch.mode_mask).sum() / len(batch.mode_acts)
    return found


def _syntax(outputs: Outputs, batch: Batch) -> dict[str, Tensor]:
    parts = {"tags": outputs.tags, "heads": outputs.heads, "relations": outputs.relations}
    return {
        name: _SYNTAX_WEIGHT
        * functional.cross_entropy(logits.flatten(0, 1), getattr(batch, name).flatten(), ignore_index=IGNORED)
        for name, logits in parts.items()
        if (getattr(batch, name) != IGNORED).any()
    }


def _types(logits: Tensor, batch: Batch) -> Tensor:
    logs = logits.log_softmax(-1)
    is_act = 1 - batch.types[..., 0]
    weights = batch.type_weights * (1 + (_ACT_WEIGHT - 1) * is_act)
    cost = -(batch.types * logs).sum(-1) * weights
    barred = (batch.excluded * logs.exp()).sum(-1).clamp(max=1 - 1e-6)
    return (cost.sum() - torch.log1p(-barred).sum()) / (weights.sum() + batch.excluded.sum()).clamp(min=1.0)


def _sentences(logits: Tensor, batch: Batch) -> Tensor:
    cost = functional.binary_cross_entropy_with_logits(
        logits, batch.told, reduction="none", pos_weight=torch.tensor(_SENTENCE_POSITIVE)
    )
    return _SENTENCE_WEIGHT * (cost * batch.told_weights).sum() / batch.told_weights.sum().clamp(min=1.0)


def _arcs(logits: Tensor, batch: Batch) -> Tensor:
    cost = functional.binary_cross_entropy_with_logits(
        logits, batch.arcs, reduction="none", pos_weight=torch.tensor(_ARC_POSITIVE)
    )
    return (cost * batch.arc_mask.unsqueeze(1)).sum() / len(batch.acts)
