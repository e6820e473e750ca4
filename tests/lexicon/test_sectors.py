"""What somebody is, by PLOVER's conventions: rebels are not opposition, a bank of the state is government."""

import pytest

from kroniek.lexicon import actors

SECTORS = {
    "OPP": "Aleksej Navalny|Svetlana Tichanovskaja|Morgan Tsvangirai|María Corina Machado|Juan Guaidó|Raila Odinga|"
    "Rahul Gandhi|Mir Hossein Mousavi|Péter Magyar",
    "REB": "Farc|ELN|Hamas|Hezbollah|PKK|Taliban|Houthi's|Tamil Tijgers|M23|RSF|Polisario|Unita|FNLA|Sjamil Basajev|"
    "Igor Girkin|Al-Aqsabrigades|Hayat Tahrir al-Sham",
    "UAF": "Islamitische Staat|Al Qaida|Boko Haram|Wagner|Abu Sayyaf|JNIM|Jemaah Islamiyah",
    "PTY": "Democraten|Republikeinen|Labour|CDU|PVV|Vlaams Belang|Likud|AKP|Verenigd Rusland|ANC|Fatah|Fidesz",
    "GOV": "Europese Centrale Bank|Federal Reserve|Bank of England|Bundesbank|De Nederlandsche Bank|Russische centrale bank",
    "SPY": "CIA|AIVD|Mossad|FSB|GRU|GROe|Stasi|VEVAK|Staatsveiligheid|DGSE|ISI|MI6",
    "JRN": "ANP|Belga|Reuters|AFP|TASS|Xinhua|NOS|VRT|De Morgen|Al Jazeera",
    "BUS": "Gazprom|Saudi Aramco|ASML|Huawei|Rosneft|Elon Musk",
    "MNC": "Shell|BP|ExxonMobil|Boeing|Airbus",
    "IGO": "Navo|Afrikaanse Unie|IMF|OVSE|Unicef|Internationaal Strafhof",
    "JUD": "Internationaal Strafhof|Internationaal Gerechtshof|Hoge Raad|Joegoslavië-tribunaal",
    "NGO": "Artsen zonder Grenzen|Amnesty International|Greenpeace",
    "CRM": "Sinaloakartel|'Ndrangheta|Tren de Aragua",
    "MIL": "Revolutionaire Garde|Quds-brigade",
}
ROWS = [(name, sector) for sector, names in SECTORS.items() for name in names.split("|")]
FIGHTS, GOVERNS = {"REB", "UAF"}, {"GOV", "MIL", "SPY"}


@pytest.mark.parametrize(("name", "sector"), ROWS)
def test_somebody_well_known_has_the_sector_of_what_he_is(name: str, sector: str) -> None:
    (found,) = actors().by_name(name)
    assert sector in found.sectors


@pytest.mark.parametrize("name", [name for name, sector in ROWS if sector in {"OPP", "PTY", "JRN", "NGO"}])
def test_who_does_not_fight_or_govern_is_not_coded_so(name: str) -> None:
    (found,) = actors().by_name(name)
    assert not (FIGHTS | {"MIL", "SPY"}) & set(found.sectors)


@pytest.mark.parametrize("name", [name for name, sector in ROWS if sector in FIGHTS])
def test_an_armed_group_is_no_government_or_party(name: str) -> None:
    (found,) = actors().by_name(name)
    assert not (GOVERNS | {"PTY", "OPP"}) & set(found.sectors)
