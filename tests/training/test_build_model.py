"""The chain names what is missing, makes one thing after the other, and goes on where it was broken off."""

import json
import lzma
import sys
from pathlib import Path

import build_model
import pytest
from build_model import Step, missing, packing, run, steps, wrong_treebank

OUT = Path("/out")


def treebank(folder, first="# sent_id = cdb/0\n"):
    path = folder / "trees.conll.xz"
    path.write_bytes(lzma.compress(first.encode()))
    return path


def test_a_treebank_is_looked_at_before_anything_is_made(tmp_path):
    assert "TREEBANK=" in next(wrong_treebank(None))
    assert str(tmp_path / "none") in next(wrong_treebank(tmp_path / "none"))
    assert "holds no tree" in next(wrong_treebank(tmp_path))
    bare = tmp_path / "bare.conll.xz"
    bare.write_text("# sent_id = cdb/0\n", encoding="utf-8")
    assert "does not begin with a tree" in next(wrong_treebank(bare))
    assert "does not begin with a tree" in next(wrong_treebank(treebank(tmp_path, first="1\tDe\n")))
    assert not list(wrong_treebank(treebank(tmp_path)))
    other = tmp_path / "trees.txt"
    other.write_text("# sent_id = cdb/0\n", encoding="utf-8")
    assert "neither" in next(wrong_treebank(other))
    (tmp_path / "Treebank" / "cdb").mkdir(parents=True)
    (tmp_path / "Treebank" / "cdb" / "0.xml").write_text("<alpino_ds/>", encoding="utf-8")
    assert not list(wrong_treebank(tmp_path / "Treebank"))


def test_trees_that_are_no_table_become_one_first():
    first = next(steps(Path("/Alpino/Treebank"), OUT, few=False))
    assert (first.script, first.arguments) == ("alpino.py", ("/Alpino/Treebank", str(OUT / "treebank.conll.xz")))
    assert next(steps(Path("/trees.conll.xz"), OUT, few=False)).script == "corpus_compile.py"


def test_packages_and_room_that_are_missing_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(build_model, "_PACKAGES", ("json", "no_such_package"))
    monkeypatch.setattr(build_model, "_FREE_GB", 1e9)
    packages, room = missing(tmp_path / "build" / "model")
    assert "no_such_package" in packages
    assert "json" not in packages
    assert "pip install -r training/requirements.txt" in packages
    assert str(tmp_path / "build" / "model") in room


@pytest.mark.parametrize("few", [False, True])
def test_every_step_uses_what_stands_there_or_was_made_before(few):
    made: set[str] = set()
    for step in steps(Path("/Alpino/Treebank"), OUT, few=few):
        assert (Path(build_model.HERE) / step.script).is_file()
        own = {str(step.makes), str(step.makes.parent)}
        used = {argument for argument in step.arguments if argument.startswith(str(OUT))} - own
        assert used <= made | {str(OUT / "corpus" / "texts")}, step.script
        made |= own
    assert str(OUT / "last" / "recipe.json") in made
    assert str(OUT / "figures.json") in made


def test_a_trial_differs_in_how_far_the_trainings_go_alone():
    whole, trial = (list(steps(Path("/Alpino/Treebank"), OUT, few=few)) for few in (False, True))
    assert [step.script for step in whole] == [step.script for step in trial]
    more = [set(one.arguments) - set(other.arguments) for one, other in zip(trial, whole, strict=True)]
    assert [bool(one) for one in more] == [step.script == "train.py" for step in whole]


def test_the_threshold_is_the_one_that_was_best_on_validation(tmp_path):
    (tmp_path / "figures.json").write_text(json.dumps({"full": {"threshold": 0.46}}), encoding="utf-8")
    assert packing(tmp_path).arguments[-2:] == ("--threshold", "0.46")


def test_what_stands_already_is_kept_and_a_step_that_fails_ends_the_chain(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(build_model, "HERE", tmp_path)
    (tmp_path / "works.py").write_text("import sys; open(sys.argv[1], 'a').write('x')", encoding="utf-8")
    (tmp_path / "fails.py").write_text("import sys; sys.exit(3)", encoding="utf-8")
    good = Step("works.py", (str(tmp_path / "made"),), tmp_path / "made", "writes")
    bad = Step("fails.py", (), tmp_path / "never", "fails")
    run([good])
    run([good])
    assert (tmp_path / "made").read_text(encoding="utf-8") == "x"
    run([good], again=True)
    assert (tmp_path / "made").read_text(encoding="utf-8") == "xx"
    with pytest.raises(SystemExit, match=r"fails\.py ended with 3"):
        run([bad, Step("works.py", (str(tmp_path / "late"),), tmp_path / "late", "writes")])
    assert not (tmp_path / "late").exists()
    assert "stands already" in capfd.readouterr().out


def test_a_trial_cannot_be_installed(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["build_model.py", "--try", "--install"])
    with pytest.raises(SystemExit):
        build_model.main()
    assert "leave out --install" in capsys.readouterr().err
