"""A text says where it has its news from; what only looks like it is no sign."""

from __future__ import annotations

import pytest

from kroniek.memory.standing.signs import article_signs, lead_signs, sentence_signs

ARTICLES = [
    ("BRUSSEL (Belga) - De EU stelt sancties in.", [("Belga",)], "dateline"),
    ("KIEV, 12 mrt. (Reuters) – Rusland valt aan.", [("Reuters",)], "dateline"),
    ("[BAGDAD (AP)]\nEr is gevochten.", [], ""),
    ("(AFP) - Er is gevochten in Mali.", [("AFP",)], "dateline"),
    ("WASHINGTON (NBV) - De VS stellen sancties in.", [("NBV",)], "dateline"),
    ("BRUSSEL (Van onze correspondent) - De EU stelt sancties in.", [()], "dateline"),
    ("De EU stelt sancties in. (ANP)", [("ANP",)], "closing"),
    ("De EU stelt sancties in. (tw/belga)", [("Belga",)], "closing"),
    ("De EU stelt sancties in. (Belga/AFP)", [("Belga", "AFP")], "closing"),
    ("De EU stelt sancties in. (Foto: ANP)", [], ""),
    ("De EU stelt sancties in. (zie ook pagina 3)", [], ""),
    ("Kop\nDoor: ANP\nDe EU stelt sancties in.", [("ANP",)], "byline"),
    ("Kop\nVan onze redactie/ANP\nDe EU stelt sancties in.", [("ANP",)], "byline"),
    ("Kop\nDoor Jan Smit en ANP\nDe EU stelt sancties in.", [("ANP",)], "byline"),
    ("Kop\nANP/Reuters\nDe EU stelt sancties in.", [("ANP", "Reuters")], "byline"),
    ("Kop\nVan onze redactie\nDe EU stelt sancties in.", [], ""),
    ("Kop\nVan onze correspondent\nDe EU stelt sancties in.", [()], "byline"),
    ("Reuters: Rusland trekt troepen terug\nRusland trekt troepen terug.", [], ""),
    ("Kop\n© AFP\nDe EU stelt sancties in.", [], ""),
    ("De EU stelt sancties in.\n\nBron: ANP/AFP", [("ANP", "AFP")], "byline"),
    ("De EU stelt sancties in. Bron: ANP", [("ANP",)], "notice"),
    ("De EU stelt sancties in.\n\n© ANP. Alle rechten voorbehouden.", [("ANP",)], "notice"),
    ("Dit artikel is gebaseerd op berichten van Reuters en AP.", [("Reuters", "AP")], "notice"),
]


@pytest.mark.parametrize(("text", "names", "rule"), ARTICLES, ids=[text[:40] for text, _, _ in ARTICLES])
def test_the_signs_of_an_article(text, names, rule):
    found = article_signs(text)
    assert list(dict.fromkeys(sign.names for sign in found)) == names
    assert all(sign.quote.stands_in(text) for sign in found)
    assert not rule or rule in {sign.rule for sign in found}
    assert all(sign.own is (sign.names == ()) for sign in found)


def test_an_agency_alone_is_a_byline_below_the_headline_and_a_picture_credit_below_that():
    head, below = (
        "Kop\nReuters\nTekst van het stuk.",
        "Kop\n\nInleiding.\n\nMeer tekst.\n\nReuters\n\nTekst van het stuk.",
    )
    assert [sign.names for sign in article_signs(head)] == [("Reuters",)]
    assert article_signs(below) == ()


def test_datelines_and_closings_hold_for_their_own_section():
    text = "NAIROBI (Reuters) - Een begrafenis.\n\nPARIJS (AFP) - Een akkoord."
    first, second = article_signs(text)
    assert (first.start, first.end, second.start) == (0, text.index("PARIJS"), text.index("PARIJS"))
    items = "Spanje kiest een parlement. (Belga)\n\nEen staatsgreep in Niger. (AFP)\n\nKorte lijst."
    first, second = article_signs(items)
    assert (first.start, first.end) == (0, items.index("\n"))
    assert (second.start, second.end) == (first.end, len(items))


SENTENCES = [
    ("Rusland valt aan, meldt persbureau Reuters.", [("Reuters",)]),
    ("Reuters meldt dat Rusland aanvalt.", [("Reuters",)]),
    ("CNN heeft vrijdag gemeld dat Rusland aanvalt.", [("CNN",)]),
    ("Rusland valt aan. Dat meldt het Russische staatspersbureau TASS vrijdag.", [("TASS",)]),
    ("Rusland valt aan. Dat is vreselijk, meldt Reuters.", []),
    ("CNN en NBC News melden dat Rusland aanvalt.", [("CNN", "NBC")]),
    ("Rusland valt aan, melden de persbureaus Reuters en AFP.", [("Reuters", "AFP")]),
    ("Rusland valt aan, zeggen bronnen tegen The New York Times.", [("The New York Times",)]),
    ("Rusland begint een rechtszaak tegen Reuters.", []),
    ("Een verslaggever van AFP zag tanks.", [("AFP",)]),
    ("Een cameraman van Reuters kwam om.", []),
    ("Er klonken explosies, meldt een verslaggever van AFP.", [("AFP",)]),
    ("Dat zeggen ingewijden die door Reuters worden aangehaald.", [("Reuters",)]),
    ("Dat staat in een memorandum dat persbureau Tass in handen kreeg.", [("TASS",)]),
    ("In een brief, ingezien door persbureau AP, beschuldigt Congo Rwanda.", [("AP",)]),
    ("Volgens een verslaggever van deze wijk komt Reuters later.", []),
    ("Volgens Reuters Institute lezen minder mensen nieuws.", []),
    ("Volgens de AP is er een datalek.", []),
    ("Volgens persbureau AP is er gevochten.", [("AP",)]),
    ("Burgemeester Bloomberg schreef een brief.", []),
    ("De raketten troffen een basis, bericht persbureau Fars.", [("Fars",)]),
    ("Het water is Fars en zout.", []),
    ("De directeur van Reuters zegt dat twee journalisten vrij zijn.", []),
    ("AFP zegt dat zijn fotograaf is mishandeld.", []),
    ("Een bron zegt tegen deze krant dat het akkoord rond is.", [()]),
    ("De stad is ingenomen, zag onze verslaggever.", [()]),
    ("Rusland valt aan, meldt Reuters op gezag van TASS.", [("TASS",)]),
    ("Rusland valt aan. Nieuwsuur en dagblad Trouw schrijven dat.", [("Nieuwsuur", "Trouw")]),
]


@pytest.mark.parametrize(("text", "names"), SENTENCES, ids=[text[:44] for text, _ in SENTENCES])
def test_who_is_cited_in_a_sentence(text, names):
    found = sentence_signs(text, 0, 12)
    assert [sign.names for sign in found] == names
    assert all(sign.quote.stands_in(text) for sign in found)


def test_the_lead_announces_a_report_and_later_sentences_do_not():
    lead = "Israël wacht met een antwoord, schrijft Axios. Het kabinet is het daarover niet eens geworden."
    assert [sign.names for sign in lead_signs(lead)] == [("Axios",)]
    assert lead_signs("Het kabinet van Israël is het niet eens geworden. " * 6 + lead) == ()


@pytest.mark.parametrize("text", ["", " ", "(", "()", "ANP", "(ANP)", "Bron:", "\n\n\n(ANP)\n", "© ", "Dat meldt"])
def test_any_text_has_signs_or_none(text):
    assert all(sign.quote.stands_in(text) for sign in article_signs(text))
    assert sentence_signs(text, 0, len(text)) == lead_signs(text) == ()
