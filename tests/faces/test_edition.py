"""`kroniek edition` and `kroniek verify EDITION`, as a user meets them."""

import json

import pytest


def test_an_edition_is_made_told_and_verified(run, db):
    made = run("edition", "proef-1", "--db", db, "--json")
    told = json.loads(made.stdout)
    assert (made.exit_code, told["path"], told["facts"]["counts"]["claims"]) == (0, "proef-1", 4)
    found = run("verify", "proef-1")
    assert (found.exit_code, f"sha256:{told['sha256']}" in found.stderr) == (0, True)


def test_it_says_how_much_was_frozen_and_that_nobody_is_cited(run, db, tmp_path):
    made = run("edition", "proef-1", "-o", tmp_path / "uit.zip", "--with-texts", "--db", db)
    assert made.exit_code == 0
    for words in ("uit.zip: 4 beweringen", "2022-05-01", "sha256:", "--author", "teksten"):
        assert words in made.stderr
    named = run("edition", "proef-2", "--author", "Wit, Anna de", "--released", "2026-01-02", "--db", db)
    assert "--author" not in named.stderr
    assert 'date-released: "2026-01-02"' in (tmp_path / "werk" / "proef-2" / "CITATION.cff").read_text()


def test_what_was_changed_is_told_with_what_to_do(run, db, tmp_path):
    run("edition", "proef-1", "--db", db)
    (tmp_path / "werk" / "proef-1" / "data" / "claims.csv").write_text("leeg")
    found = run("verify", "proef-1")
    assert (found.exit_code, found.stdout.splitlines()) == (1, ["veranderd: data/claims.csv"])
    assert "Haal het opnieuw" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("edition", "a/b"), "cannot be the name"),
        (("edition", "proef-1", "--released", "2022"), "not a day"),
        (("edition", "proef-1", "--as-of", "1990"), "nothing to freeze"),
        (("edition", "proef-1", "--author", " "), "author is empty"),
        (("verify", "nergens"), "There is no nergens"),
        (("verify", ".", "--repair"), "cannot be repaired"),
    ],
)
def test_a_wrong_call_is_refused_with_what_to_do(run, db, arguments, told):
    refused = run(*arguments, "--db", db)
    assert (refused.exit_code, told in refused.stderr) == (2, True)


def test_an_edition_of_a_day_holds_what_had_been_reported(run, db):
    made = run("edition", "proef-1", "--as-of", "2022-04-30", "--db", db, "--json")
    assert json.loads(made.stdout)["facts"]["counts"]["documents"] == 1
