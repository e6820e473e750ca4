"""Turns a checkpoint into the one file that Kroniek ships: int8 ONNX, tokenizer and labels, packed.

    python training/export.py build/training/run1 src/kroniek/language/engines/data --threshold 0.4

Weights of the encoder's products and its word pieces become int8 per channel; heads stay as they are. A window is
always read alone, because dynamic quantisation scales by everything that is read together. The archive's entries have
fixed times, so the same weights give the same file, and `model.toml` names its SHA-256.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from kroniek.model.signals import TYPES
from network import HEADS, MODE_LABELS, NAME_LABELS, ROLES, Layer, Network, from_base
from treebank import Syntax

HERE = Path(__file__).parent
INPUTS = ("ids", "firsts", "lasts", "groups", "hints")
OUTPUTS = ("names", "types", "sentences", "status", "hedged", "modes", "arcs", "tags", "heads", "relations")
_AXES = {
    "ids": {1: "subwords"}, "firsts": {1: "tokens"}, "lasts": {1: "tokens"}, "hints": {1: "tokens"},
    "groups": {1: "sentences", 2: "tokens"}, "names": {0: "tokens"}, "types": {0: "tokens"},
    "sentences": {0: "sentences"}, "status": {0: "tokens"}, "hedged": {0: "tokens"}, "modes": {0: "tokens"},
    "arcs": {1: "tokens", 2: "tokens"}, "tags": {0: "tokens"}, "heads": {0: "tokens", 1: "tokens"},
    "relations": {0: "tokens"},
}  # fmt: skip
_COMPRESSED = frozenset({"lemmas.tsv"})
_WHEN = (1980, 1, 1, 0, 0, 0)
_OPSET = 17
_SYNTAX = "/syntax/"
_UNLIKELY = -30.0  # the least logarithm of a head's probability: heads in other sentences have much less


class JoinedLayer(nn.Module):
    """A layer with one product for queries, keys and values, the queries scaled already: the same numbers, sooner."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer, width = layer, layer.query.out_features
        self.width, self.size = width, width // HEADS
        self.joined = nn.Linear(width, 3 * width)
        scale = self.size**-0.5
        parts = (layer.query, layer.key, layer.value)
        with torch.no_grad():
            self.joined.weight.copy_(torch.cat([part.weight for part in parts]))
            self.joined.bias.copy_(torch.cat([part.bias for part in parts]))
            self.joined.weight[:width] *= scale
            self.joined.bias[:width] *= scale

    def forward(self, states: Tensor, _mask: Tensor | None) -> Tensor:
        """States of one window; there is nothing to mask."""
        parts = self.joined(states).split(self.width, -1)
        query, key, value = (part.reshape(1, -1, HEADS, self.size).transpose(1, 2) for part in parts)
        mixed = torch.softmax(query @ key.transpose(-1, -2), -1) @ value
        mixed = self.layer.merge(mixed.transpose(1, 2).reshape(1, -1, self.width))
        states = self.layer.norm_attention(states + mixed)
        return self.layer.norm_output(states + self.layer.narrow(functional.gelu(self.layer.widen(states))))


class Answers(nn.Module):
    """The network for one window: probabilities, the likeliest tags and relations, scores of heads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        network.encoder.layers = nn.ModuleList(JoinedLayer(layer) for layer in network.encoder.layers)

    def forward(self, ids: Tensor, firsts: Tensor, lasts: Tensor, groups: Tensor, hints: Tensor) -> tuple[Tensor, ...]:
        """The probabilities of one window's sentences and tokens."""
        outputs = self.network(ids, firsts, lasts, groups, hints)
        return (
            outputs.names.softmax(-1)[0],
            outputs.types.softmax(-1)[0, :, 1:],
            outputs.sentences.sigmoid()[0],
            outputs.status.softmax(-1)[0],
            outputs.hedged.sigmoid()[0],
            outputs.modes.sigmoid()[0],
            outputs.arcs.sigmoid()[0],
            outputs.tags.argmax(-1)[0],
            outputs.heads.log_softmax(-1)[0].clamp(min=_UNLIKELY),
            outputs.relations.argmax(-1)[0],
        )


def load(run: Path, base: Path) -> tuple[Network, Syntax]:
    """The network of a checkpoint, and the tags and relations that it tells apart."""
    state = torch.load(run / "network.pt", weights_only=True)
    network = from_base(base, tags=len(state["tags"]), relations=len(state["relations"]), use_hints=state["hints"])
    network.load_state_dict(state["network"])
    return network.eval(), Syntax(tuple(state["tags"]), tuple(state["relations"]))


def to_onnx(network: Network, path: Path) -> None:
    """Write the network in full precision."""
    tokens = torch.tensor([[1, 3, 5, 7]])
    groups = torch.tensor([[[1.0, 1, 0, 0], [0, 0, 1, 1]]])
    example = (
        torch.tensor([[0, 10, 11, 12, 13, 14, 15, 16, 2]]),
        tokens,
        tokens,
        groups,
        torch.zeros(1, 4, len(TYPES)),
    )
    torch.onnx.export(
        Answers(network), example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_axes=_AXES, opset_version=_OPSET, dynamo=False,
    )  # fmt: skip


def to_int8(source: Path, target: Path, *, keep: Sequence[str] = ()) -> None:
    """Write the encoder's products and word pieces as int8.

    Products whose name contains one of `keep`, and those of the syntax heads, are stored so but computed in full.
    """
    graph = onnx.load(source).graph
    whole = (*keep, _SYNTAX)
    outside = [
        node.name
        for node in graph.node
        if "/encoder/" not in node.name or (node.op_type == "MatMul" and any(part in node.name for part in whole))
    ]
    quantize_dynamic(
        source, target, op_types_to_quantize=["MatMul", "Gather"], per_channel=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=outside, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    _store_int8(target, whole)


def _store_int8(path: Path, keep: Sequence[str]) -> None:
    """Store the weights of products that are computed in full precision as int8 too: small, and nearly as exact."""
    model = onnx.load(path)
    weights = {one.name: one for one in model.graph.initializer}
    for node in [one for one in model.graph.node if one.op_type == "MatMul" and any(part in one.name for part in keep)]:
        one = weights.get(node.input[1])
        if one is None:
            continue
        matrix = torch.from_numpy(numpy_helper.to_array(one).copy())
        scale = (matrix.abs().amax(0) / 127).clamp(min=1e-12)
        small = (matrix / scale).round().clamp(-127, 127).to(torch.int8)
        name = one.name
        model.graph.initializer.remove(one)
        model.graph.initializer.extend(
            [numpy_helper.from_array(small.numpy(), name + "_q"), numpy_helper.from_array(scale.numpy(), name + "_s")]
        )
        model.graph.node.insert(
            0, onnx.helper.make_node("DequantizeLinear", [name + "_q", name + "_s"], [name], axis=1, name=name + "_dq")
        )
    onnx.save(model, path)


def labels(run: Path, known: Syntax, threshold: float) -> dict[str, object]:
    """What the numbers of the outputs mean, and how the model was trained."""
    return {
        "names": NAME_LABELS,
        "types": [kind.value for kind in TYPES],
        "modes": MODE_LABELS,
        "roles": [role.value for role in ROLES],
        "tags": known.tags,
        "relations": known.relations,
        "threshold": threshold,
        "recipe": json.loads((run / "recipe.json").read_text(encoding="utf-8")),
    }


def pack(files: dict[str, bytes], folder: Path) -> Path:
    """Pack files into `reader.zip` and name it with its digest in `model.toml`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "reader.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, date_time=_WHEN)
            if name in _COMPRESSED:  # the network is not: the wheel and git compress, and unpacking takes 0.4 s
                entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    digest = sha256(path.read_bytes()).hexdigest()
    (folder / "model.toml").write_text(
        f'# Written by training/export.py: the file that the reader loads, and what it must be.\nfile = "{path.name}"\n'
        f'sha256 = "{digest}"\n',
        encoding="utf-8",
    )
    return path


def packed(run: Path, out: Path, base: Path, lemmas: Path, *, threshold: float = 0.5, keep: Sequence[str] = ()) -> Path:
    """Export a checkpoint to the packed file that the reader loads."""
    network, known = load(run, base)
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "int8.onnx"
        to_onnx(network, full)
        to_int8(full, small, keep=keep)
        content = small.read_bytes()
    return pack(
        {
            "network.onnx": content,
            "tokenizer.json": (base / "tokenizer.json").read_bytes(),
            "labels.json": json.dumps(labels(run, known, threshold), indent=1).encode(),
            "lemmas.tsv": lemmas.read_bytes(),
        },
        out,
    )


def main() -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, default=HERE.parent / "build" / "training" / "base")
    parser.add_argument("--lemmas", type=Path, default=HERE.parent / "build" / "training" / "lemmas.tsv")
    parser.add_argument("--keep", nargs="*", default=(), help="products to compute in full precision, by name: narrow")
    parser.add_argument("--threshold", type=float, default=0.5, help="the best on validation, see evaluate_model.py")
    options = parser.parse_args()
    path = packed(
        options.run, options.out, options.base, options.lemmas, threshold=options.threshold, keep=options.keep
    )
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
