"""Forms of verbs, nouns and adjectives, verb by verb."""

import pytest

from kroniek.lexicon.inflect import Form, adjective_forms, inflect, inflected_participle, plurals

VERBS = [
    # infinitive, particle, he, past, past plural, participle
    ("uitwijzen", "uit", "wijst", "wees", "wezen", "gewezen"),
    ("aanvallen", "aan", "valt", "viel", "vielen", "gevallen"),
    ("onderhandelen", "", "onderhandelt", "onderhandelde", "onderhandelden", "onderhandeld"),
    ("betalen", "", "betaalt", "betaalde", "betaalden", "betaald"),
    ("verbreken", "", "verbreekt", "verbrak", "verbraken", "verbroken"),
    ("bezetten", "", "bezet", "bezette", "bezetten", "bezet"),
    ("arresteren", "", "arresteert", "arresteerde", "arresteerden", "gearresteerd"),
    ("weigeren", "", "weigert", "weigerde", "weigerden", "geweigerd"),
    ("leven", "", "leeft", "leefde", "leefden", "geleefd"),
    ("vrezen", "", "vreest", "vreesde", "vreesden", "gevreesd"),
    ("eisen", "", "eist", "eiste", "eisten", "geëist"),
    ("evacueren", "", "evacueert", "evacueerde", "evacueerden", "geëvacueerd"),
    ("isoleren", "", "isoleert", "isoleerde", "isoleerden", "geïsoleerd"),
    ("repatriëren", "", "repatrieert", "repatrieerde", "repatrieerden", "gerepatrieerd"),
    ("creëren", "", "creëert", "creëerde", "creëerden", "gecreëerd"),
    ("waarschuwen", "", "waarschuwt", "waarschuwde", "waarschuwden", "gewaarschuwd"),
    ("blokkeren", "", "blokkeert", "blokkeerde", "blokkeerden", "geblokkeerd"),
    ("voorbereiden", "voor", "bereidt", "bereidde", "bereidden", "bereid"),
    ("heroverwegen", "", "heroverweegt", "heroverwoog", "heroverwogen", "heroverwogen"),
    ("mishandelen", "", "mishandelt", "mishandelde", "mishandelden", "mishandeld"),
    ("voltooien", "", "voltooit", "voltooide", "voltooiden", "voltooid"),
    ("onderzoeken", "", "onderzoekt", "onderzocht", "onderzochten", "onderzocht"),
    ("verontschuldigen", "", "verontschuldigt", "verontschuldigde", "verontschuldigden", "verontschuldigd"),
    ("zich terugtrekken", "terug", "trekt", "trok", "trokken", "getrokken"),
    ("boycotten", "", "boycot", "boycotte", "boycotten", "geboycot"),
    ("toe-eigenen", "toe", "eigent", "eigende", "eigenden", "geëigend"),
]

PLURALS = [
    ("eis", "eisen"), ("sanctie", "sancties"), ("akkoord", "akkoorden"), ("top", "toppen"), ("verbod", "verboden"),
    ("aanslag", "aanslagen"), ("embargo", "embargo's"), ("mogelijkheid", "mogelijkheden"), ("gesprek", "gesprekken"),
    ("besluit", "besluiten"), ("verdrag", "verdragen"), ("rel", "rellen"), ("boete", "boetes"), ("reis", "reizen"),
]  # fmt: skip


@pytest.mark.parametrize(("infinitive", "particle", "present", "past", "past_plural", "participle"), VERBS)
def test_a_verb_has_its_principal_parts(infinitive, particle, present, past, past_plural, participle):
    verb = inflect(infinitive, particle=particle)
    expected = {Form.PRESENT: present, Form.PAST: past, Form.PAST_PLURAL: past_plural, Form.PARTICIPLE: participle}
    for form, word in expected.items():
        assert word in verb.words(form), f"{form!r} of {infinitive}: {verb.words(form)}"


def test_one_word_can_be_several_forms():
    forms = dict(inflect("bezetten").forms)
    assert forms["bezet"] == Form.STEM | Form.PRESENT | Form.PARTICIPLE
    assert forms["bezetten"] == Form.PLURAL | Form.PAST_PLURAL


@pytest.mark.parametrize(
    ("participle", "inflected"),
    [("betaald", "betaalde"), ("bezet", "bezette"), ("vergroot", "vergrote"), ("verwoest", "verwoeste")],
)
def test_a_participle_before_a_noun_is_spelled_by_the_rules(participle, inflected):
    assert inflected_participle(participle) == inflected


@pytest.mark.parametrize(("noun", "plural"), PLURALS)
def test_the_plural_is_among_the_likely_ones(noun, plural):
    assert plural in plurals(noun)


def test_an_adjective_has_a_form_in_e():
    assert adjective_forms("bereid") == ("bereid", "bereide")
    assert adjective_forms("solidair") == ("solidair", "solidaire")
    assert adjective_forms("halsstarrig") == ("halsstarrig", "halsstarrige")
