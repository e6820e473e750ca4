"""An article can be told of other countries, and every label stays at its words."""

import random

from swap import Edit, Shift, swapped

TEXT = "Parijs: Frankrijk heeft vrijdag twee Russische diplomaten uitgewezen. Rusland was Frans water."


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


MENTIONS = [
    {"kind": "LOC", **span("Parijs")},
    {"kind": "LOC", **span("Frankrijk")},
    {"kind": "TIME", **span("vrijdag")},
    {"kind": "MISC", **span("Russische")},
    {"kind": "LOC", **span("Rusland")},
    {"kind": "MISC", **span("Frans")},
]
CLAIM = {
    "type": "SANCTION",
    "date": {"start": "2022-04-01", "end": "2022-04-01", "at": list(span("vrijdag").values())},
    "actors": [{"name": "Frankrijk", **span("Frankrijk")}],
    "recipients": [{"name": "Rusland", **span("twee Russische diplomaten")}],
    "evidence": [{**span(TEXT[8:69]), "trigger": [list(span("uitgewezen").values())]}],
}


def test_every_span_still_holds_its_words():
    for seed in range(20):
        text, (claim,), mentions = swapped(TEXT, [CLAIM], MENTIONS, random.Random(seed))
        cut = [text[one["start"] : one["end"]] for one in mentions]
        assert cut[2] == "vrijdag"
        assert (claim["date"]["start"], text[slice(*claim["date"]["at"])]) == ("2022-04-01", "vrijdag")
        actor, recipient = claim["actors"][0], claim["recipients"][0]
        assert text[actor["start"] : actor["end"]] == cut[1]
        assert text[recipient["start"] : recipient["end"]] == f"twee {cut[3]} diplomaten"
        assert text[slice(*claim["evidence"][0]["trigger"][0])] == "uitgewezen"
        assert text[claim["evidence"][0]["start"] : claim["evidence"][0]["end"]].startswith(cut[1])


def test_one_country_becomes_one_other_country():
    text, _, mentions = swapped(TEXT, [CLAIM], MENTIONS, random.Random(3))
    words = [text[one["start"] : one["end"]] for one in mentions]
    assert not {"Parijs", "Frankrijk", "Russische", "Rusland", "Frans"} & set(words)
    assert words[3].endswith("e")
    assert words[5].endswith(("s", "ch"))


def test_an_article_before_a_name_keeps_it():
    text = "De Verenigde Staten en de Soedan zwegen."
    start = text.index("Soedan")
    mentions = [{"kind": "LOC", "start": start, "end": start + len("Soedan")}]
    assert swapped(text, [], mentions, random.Random(1))[0] == text


def test_places_move_with_the_words_before_them():
    shift = Shift([Edit(0, 3, "abcde"), Edit(6, 8, "x")])
    assert shift.span(0, 3) == (0, 5)
    assert shift.span(4, 6) == (6, 8)
    assert shift.span(6, 8) == (8, 9)
    assert shift.span(9, 10) == (10, 11)
