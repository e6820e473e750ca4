"""What tools answer: who, what, when, as of a day, in parts; and what they say of questions that cannot be answered."""

import pytest


def test_claims_of_a_party_come_with_words_and_where_they_stand(told):
    (claim,) = told("search_claims", actor="Rusland", type=["ASSAULT"], document="aanval")["claims"]
    assert claim["said_by"] == [
        {"name": "functionarissen", "country": "USA", "anonymous": True},
        {"name": "The New York Times", "country": "USA", "medium": True},
    ]
    assert claim["figures"] == [{"what": "killed", "min": 83}]
    assert claim["quote"]["document"] == "aanval@1"
    assert (claim["publisher"], claim["published"]) == ("Voorbeeldkrant", "2022-03-02")


@pytest.mark.parametrize(
    "given",
    [
        {"type": "ASSAULT,ACCUSE"},
        {"type": ["assault", "accuse"]},
        {"type": '["ASSAULT", "ACCUSE"]'},
        {"type": ["ASSAULT", "ACCUSE"], "since": 2022, "actor": "", "after": "", "hedged": None},
    ],
)
def test_what_models_send_is_understood(told, given):
    found = told("search_claims", document="aanval", **given)["claims"]
    assert {claim["type"] for claim in found} == {"ASSAULT", "ACCUSE"}


def test_a_party_can_be_asked_for_by_its_side(told, refused):
    def types(**given):
        return {claim["type"] for claim in told("search_claims", document="aanval", **given)["claims"]}

    assert types(actor="Rusland", role="acts") == {"ASSAULT"}
    assert types(actor="RUS", role="acted_upon") == {"ACCUSE"}
    assert types(actor="RUS", other="UKR", role="acts") == {"ASSAULT"}
    assert types(actor="UKR", other="RUS", role="acted_upon") == {"ASSAULT"}
    assert types(actor="UKR", other="RUS", role="acts") == set()
    assert "Give actor" in refused("search_claims", role="acts")


def test_looking_for_a_side_has_an_end_and_goes_on(told, monkeypatch):
    monkeypatch.setattr("kroniek.faces.mcp.tools.claims.LOOKED_AT", 12)
    monkeypatch.setattr("kroniek.faces.mcp.tools.claims.AT_ONCE", 6)
    nothing = told("search_claims", actor="Irak", role="acts")
    assert nothing["claims"] == []
    assert "looked through" in nothing["note"]
    seen, after = [], {}
    for _ in range(40):
        page = told("search_claims", actor="Irak", role="acted_upon", limit=5, **after)
        seen += [claim["id"] for claim in page["claims"]]
        if "next" not in page:
            break
        after = {"after": page["next"]}
    assert len(seen) == len(set(seen)) == 40


def test_going_on_gives_every_claim_once(told):
    seen, after = [], None
    while True:
        page = told("search_claims", actor="Iran", limit=7, **({"after": after} if after else {}))
        seen += [claim["id"] for claim in page["claims"]]
        assert ("note" in page) == ("next" in page)
        if "next" not in page:
            break
        after = page["next"]
    assert len(seen) == len(set(seen)) == 40


@pytest.mark.parametrize(
    ("tool", "key", "arguments", "number"),
    [
        ("search_passages", "passages", {"words": "spionage"}, 40),
        ("get_event", "claims", {"event": "aanval:"}, None),
        ("find_actors", "actors", {}, None),
        ("what_changed", "changes", {"first": "2022-12-31", "second": "2023-12-31"}, 40),
    ],
)
def test_other_lists_go_on_too(told, tool, key, arguments, number):
    if "event" in arguments:
        arguments = {"event": told("search_claims", actor="Iran")["claims"][0]["event"]}
    seen, after = [], None
    for _ in range(60):
        page = told(tool, limit=9, **arguments, **({"after": after} if after else {}))
        seen += [str(one) for one in page[key]]
        after = page.get("next")
        if after is None:
            break
        assert "after" in page["note"]
    assert len(seen) == len(set(seen))
    assert number is None or len(seen) == number


def test_long_words_are_cut_and_that_is_told(told, chronicle):
    quote = told("search_claims", actor="Iran", limit=1)["claims"][0]["quote"]
    text = chronicle.document(quote["document"]).document.text.strip()
    assert len(quote["text"]) + quote["left_out"] == len(text)


def test_an_answer_as_of_a_day_knows_nothing_later(told):
    early = told("search_claims", actor="Rusland", as_of="2022-04-30")
    assert {claim["quote"]["document"] for claim in early["claims"]} == {"aanval@1"}
    assert early["as_of"] == "2022-04-30"
    assert told("search_passages", words="Odessa", as_of="2022-04")["passages"] == []
    assert told("dyad_series", actor="Iran", as_of="2022-12-31")["periods"] == []
    assert [one["name"] for one in told("find_actors", like="Iran", as_of="2022")["actors"]] == []
    assert told("promises", by="RUS", as_of="2022-05-02")["commitments"] == []


def test_a_replaced_version_can_be_read_and_is_called_so(told):
    newest, first = told("read_article", document="bericht"), told("read_article", document="bericht@1")
    assert "Odessa" in newest["text"]["text"]
    assert "superseded" not in newest["article"]
    assert "Lviv" in first["text"]["text"]
    assert first["article"]["superseded"]
    assert [one["document"] for one in newest["versions"]] == ["bericht@1", "bericht@2"]


def test_an_article_is_read_in_parts(told, chronicle):
    whole = chronicle.document("reeks-00").document.text
    parts, start = "", 0
    while start < len(whole):
        page = told("read_article", document="reeks-00", start=start, length=400)
        parts += page["text"]["text"]
        start = page["text"]["end"]
    assert parts == whole
    assert told("read_article", document="reeks-00", start=len(whole) + 5)["text"]["text"] == ""


def test_evidence_has_the_words_of_every_field_and_what_stands_around(told):
    raid = told("search_claims", document="aanval", type="ASSAULT")["claims"][0]["id"]
    found = told("evidence", claim=raid)
    assert {(one["field"], one["quote"]["text"]) for one in found["words"]} >= {
        ("trigger", "gebombardeerd"),
        ("actors", "Rusland"),
        ("recipients", "Kiev"),
        ("date", "dinsdag"),
        ("figures", "zeker 83 doden"),
    }
    assert found["reasons"][0]["rule"] == "frame bombarderen"
    assert "Daarbij vielen" in found["behind"]["text"]
    assert "before" not in found
    assert found["date_known_by"] == "given, sure"


def test_an_event_counts_voices_and_gives_no_verdict(told):
    raid = told("search_claims", document="aanval", type="ASSAULT")["claims"][0]["event"]
    found = told("get_event", event=raid)
    assert found["summary"].startswith("1 article · ")
    assert [one["name"] for one in found["origins"]] == ["The New York Times"]
    assert [one["document"] for one in found["articles"]] == []
    assert found["claims"][0]["event"] == raid


def test_an_event_leads_to_those_that_came_of_it(told):
    raid, blame = (
        told("search_claims", document="aanval", type=one)["claims"][0]["id"] for one in ("ASSAULT", "ACCUSE")
    )
    (link,) = told("get_event", event=raid)["links"]
    assert (link["kind"], link["event"], link["reason"]) == ("follow-up", blame, "het antwoord")
    assert link["direction"] == "the other event came of this one"
    assert "veroordeelde" in link["quote"]["text"]
    (back,) = told("get_event", event=blame)["links"]
    assert (back["event"], back["direction"]) == (raid, "this event came of the other")


def test_a_series_has_numbers_and_the_acts_that_weigh_most(told):
    found = told("dyad_series", actor="IRN", other="IRQ", grain="quarter")
    assert [one["start"] for one in found["periods"]] == ["2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01"]
    assert all(one["verbal_conflict"] == one["events"] > 0 for one in found["periods"])
    assert 1 <= len(found["acts"]) <= 8
    back = told("dyad_series", actor="Irak", other="Iran", directed=True)
    assert (back["periods"], back["acts"]) == ([], [])


def test_who_somebody_is_depends_on_the_day(told):
    assert told("who", name="Joe Biden", on="2022-03-02")["held"][0]["title"] == "president"
    assert told("who", name="Joe Biden", on="2012-03-02")["held"][0]["title"] != "president"
    assert told("who", name="Joe Biden", as_of="2022-03")["on"] == "2022-03-31"


def test_a_promise_stands_with_its_condition(told):
    (one,) = told("promises", by="Rusland", type="THREATEN")["commitments"]
    assert (one["state"], one["condition"]["text"]) == ("open", "als Polen de grens sluit")
    assert told("promises", by="Rusland", state="kept")["commitments"] == []


def test_a_check_looks_through_the_newest_articles_and_goes_on(told):
    first = told("check")
    assert (first["looked_through"], "next" in first) == (40, True)
    rest = told("check", after=first["next"])
    assert (rest["looked_through"], "next" in rest) == (3, False)
    assert told("check", actor="Joe Biden")["looked_through"] == 1


def test_a_brief_has_notes_for_every_sentence(told):
    found = told("brief", about="Rusland", since="2022-03", until="2022-05", language="en")
    notes = {one["number"] for one in found["notes"]}
    sentences = [sentence for section in found["sections"] for sentence in section["sentences"]]
    assert sentences
    assert all(sentence["notes"] and set(sentence["notes"]) <= notes for sentence in sentences)
    assert told("brief", about="Rusland", since="2022-03", until="2022-05")["title"] != found["title"]


def test_a_long_brief_goes_on(told, monkeypatch):
    whole = told("brief", about="Rusland", since="2022-03", until="2022-05")
    texts = [sentence["text"] for section in whole["sections"] for sentence in section["sentences"]]
    monkeypatch.setattr("kroniek.faces.mcp.tools.briefs.SENTENCES", 2)
    told_so_far, after = [], {}
    for _ in texts:
        part = told("brief", about="Rusland", since="2022-03", until="2022-05", **after)
        told_so_far += [sentence["text"] for section in part["sections"] for sentence in section["sentences"]]
        if "next" not in part:
            break
        after = {"after": part["next"]}
    assert told_so_far == texts
    assert len(texts) > 2


def test_nothing_found_comes_with_advice(told):
    assert "find_actors" in told("search_claims", actor="Atlantis")["note"]
    assert "fewer" in told("search_passages", words="eenhoorn")["note"]
    assert "shorter" in told("find_actors", like="Atlantis")["note"]


def test_the_coder_tells_how_often_it_errs(told):
    found = told("about_chronicle")
    assert 0 < found["measured"]["precision"] <= 1
    assert found["measured_by_type"].keys() <= {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
        "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    }  # fmt: skip
    assert (found["first_published"], found["last_published"]) == ("2022-03-02", "2023-12-24")


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search_claims", {"actr": "x"}, ["no parameter 'actr'", "takes: actor, other"]),
        ("search_claims", {"type": "WAR"}, ["no type WAR", "AGREE, CONSULT"]),
        ("search_claims", {"type": {"a": 1}}, ["type", "list of texts"]),
        ("search_claims", {"limit": 500}, ["limit (given: 500)", "50"]),
        ("search_claims", {"since": "morgen"}, ["'morgen' is not a date", "2022-03-04"]),
        ("search_claims", {"since": "2022", "until": "2021"}, ["Swap the two"]),
        ("search_claims", {"after": "nergens"}, ["'nergens'", "next"]),
        ("search_claims", {"actor": "a\x00b"}, ["control character"]),
        ("search_passages", {}, ["words is missing"]),
        ("search_passages", {"words": "  "}, ["words"]),
        ("search_passages", {"words": "x", "after": "-1"}, ["after", "next"]),
        ("evidence", {"claim": "niets"}, ["no claim 'niets'", "search_claims"]),
        ("evidence", {"claim": "aanval"}, ["Several claims"]),
        ("evidence", {"claim": "aanval:", "as_of": "2021"}, ["by 2021"]),
        ("get_event", {"event": "niets"}, ["no event 'niets'", "search_claims"]),
        ("read_article", {"document": "niets"}, ["no article 'niets'", "document"]),
        ("read_article", {"document": "aanval", "start": -1}, ["start (given: -1)"]),
        ("who", {"name": "Jan Onbekend"}, ["'Jan Onbekend' is known", "find_actors"]),
        ("dyad_series", {"actor": "RUS", "grain": "decade"}, ["grain", "'month'"]),
        ("dyad_series", {"actor": "RUS", "since": "0001", "grain": "day"}, ["more than 4000 periods", "larger grain"]),
        ("promises", {"type": "ASSAULT"}, ["binds nobody"]),
        ("story", {"id": "niets"}, ["no story 'niets'", "stories"]),
        ("check", {"after": "niets"}, ["'niets'", "next"]),
        ("what_changed", {"first": "2023", "second": "2022"}, ["earlier day first"]),
        ("what_changed", {"first": "2023"}, ["second is missing"]),
        ("summarise", {}, ["no tool 'summarise'", "search_claims"]),
    ],
)
def test_a_refusal_says_what_and_what_to_do(refused, tool, arguments, said):
    message = refused(tool, **arguments)
    assert all(words in message for words in said), message
    assert "kroniek timeline" not in message


def test_how_large_a_chronicle_is_is_asked_without_counting_all_of_it(told, monkeypatch):
    monkeypatch.setattr("kroniek.api.browsing.holdings", lambda _: 1 / 0)
    assert told("promises")["commitments"]
    assert told("stories")["stories"] is not None
    assert told("find_actors", as_of="2022")["actors"]


def test_a_large_chronicle_asks_for_less(told, refused, monkeypatch):
    monkeypatch.setattr("kroniek.faces.mcp.tools.commitments.LARGE", 3)
    assert "Give by or to" in refused("promises")
    assert told("promises", by="Rusland")["commitments"]
    monkeypatch.setattr("kroniek.faces.mcp.tools.stories.LARGE", 3)
    assert "Name a party" in refused("stories")
    monkeypatch.setattr("kroniek.faces.mcp.telling.LARGEST", 3)
    assert "kroniek promises" in refused("promises", by="Rusland")
    assert "as_of" in refused("find_actors", as_of="2022")
    assert "as of a day" in told("about_chronicle", as_of="2022")["note"]
    assert told("find_actors")["actors"]


def test_a_chronicle_that_breaks_tells_no_path(tmp_path, monkeypatch, chronicle, refused):
    monkeypatch.setattr(type(chronicle), "claim", lambda *_, **__: 1 / 0)
    message = refused("evidence", claim="aanval")
    assert "server's log" in message
    assert "division" not in message
