"""Rebuild `lexicon/data/actors/persons.tsv`: the hand-made table, joined with leaders from open sources.

    python tools/build_actors.py --leaders FOLDER --countries geonames_countries.tsv [--corpus ARTICLES]

Order of trust: `tools/actors/persons_nl.txt` (Dutch spelling, read by a Dutch reader), then Wikidata (CC0: labels and
ids), then the project's own annotated articles. Later sources add persons and ids; they never change what an earlier
one says. The CIA World Factbook was tried and left out: it prints official names (*Gustavo Francisco PETRO Urrego*)
from which the newspaper's name cannot be told by rule. Persons of countries that write Cyrillic, Georgian, Armenian or
Greek come from the hand-made table alone: a Dutch transliteration made by rule is too often not the newspaper's.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parent / "src/kroniek/lexicon/data/actors/persons.tsv"
HEADER = ("name", "variants", "surname", "country", "sectors", "flags", "wikidata", "offices")

OTHER_SCRIPTS = frozenset(
    {"RUS", "UKR", "BLR", "BGR", "KAZ", "UZB", "TKM", "KGZ", "TJK", "MNG", "GEO", "ARM", "MKD", "GRC", "CYP"}
)
PARTICLES = frozenset(
    {"van", "de", "den", "der", "von", "zu", "du", "di", "da", "dos", "das", "del", "della", "ter", "ten", "bin", "ibn",
     "ben", "ould", "le", "la"}
)  # fmt: skip
PADDING: tuple[str | None, ...] = (
    None,
    None,
    None,
    None,
)  # for the fields that a row of the hand-made table leaves out
DUTCH_TITLES = {
    "president": "president", "prime minister": "premier", "federal chancellor": "bondskanselier",
    "chancellor": "bondskanselier", "premier": "premier", "taoiseach": "premier",
}  # fmt: skip
COUNTRY_NAMES = {
    "People's Republic of China": "CHN", "Republic of China (Taiwan)": "TWN", "Republic of Ireland": "IRL",
    "State of Palestine": "PSE", "Islamic Emirate of Afghanistan": "AFG", "The Bahamas": "BHS", "Czech Republic": "CZE",
    "Republic of the Congo": "COG", "Democratic Republic of the Congo": "COD", "The Gambia": "GMB", "Burma": "MMR",
    "Federated States of Micronesia": "FSM", "East Timor": "TLS", "Kosovo": "KOS", "São Tomé and Príncipe": "STP",
    "Turkish Republic of Northern Cyprus": "CYP", "Kingdom of Denmark": "DNK", "Kingdom of the Netherlands": "NLD",
    "Sahrawi Arab Democratic Republic": "ESH", "Vatican City": "VAT", "Cape Verde": "CPV", "Swaziland": "SWZ",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Person:
    """A row of the table; a surname that begins with `~` is doubtful."""

    name: str
    country: str
    sectors: tuple[str, ...] = ("GOV",)
    variants: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    famous: bool = False
    wikidata: str = ""
    offices: tuple[tuple[str, str, str], ...] = field(default=())


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leaders", type=Path, required=True, help="folder with wikidata_leaders_2021_2022.tsv")
    parser.add_argument("--countries", type=Path, required=True, help="geonames_countries.tsv")
    parser.add_argument("--corpus", type=Path, help="folder of annotated articles")
    options = parser.parse_args(arguments)
    people = People()
    people.add_all(by_hand((HERE / "actors/persons_nl.txt").read_text(encoding="utf-8")), trusted=True)
    codes = country_codes(options.countries)
    people.add_all(wikidata(options.leaders / "wikidata_leaders_2021_2022.tsv", codes))
    if options.corpus:
        people.add_all(corpus(options.corpus))
    write(people.rows())
    print(f"{len(people.rows())} persons written to {OUT.name}")
    return 0


# Labels of the source that are no persons, or persons of the hand-made table in a spelling no rule connects.
SKIP = frozenset({
    "Prime Minister", "Sama Lukonde KyengeJean-Michel", "Bah Ndaw", "Isaías Fortis", "Fernando Vérgez Alzaga",
    "Giuseppe Bertello", "Prayut Chan-o-cha", "Abdul Hamid Dbeibeh", "Abdrabbuh Mansour Hadi", "Bernard Goumou",
    "Mohamed Khouna Ould Haidalla", "Naser al-Hariri", "Salem al-Meslet", "Russ J Kun", "Jafar A Hassan",
})  # fmt: skip


class People:
    """The persons so far, by folded name and country."""

    def __init__(self) -> None:
        self._people: dict[tuple[str, str], Person] = {}
        self._known: dict[tuple[str, str], tuple[str, str]] = {}
        self._names: set[str] = set()
        self._surnames: set[tuple[str, str]] = set()

    def add_all(self, people: Iterable[Person], *, trusted: bool = False) -> None:
        """Add persons; one who is known by a name or variant gains what is missing.

        A source that is not trusted adds nobody of a country with another script, nobody whose name is there for
        another country (*Michel Barnier* as an officer of the EU), and nobody with a surname that his country has
        already: mostly the same person in another spelling.
        """
        for person in people:
            key = (fold(person.name), person.country)
            if trusted:  # the hand-made table tells George Bush from George W. Bush; it only repeats whole names
                known = key if key in self._people else None
            else:
                known = self._known.get(key) or self._by_parts(person)
            if known is None and not trusted and self._unwanted(person):
                continue
            if known is None:
                self._names.add(person.name)
                self._surnames.update((person.country, fold(surname)) for surname in person.surnames)
                self._people[key] = person
                for form in (person.name, *person.variants):
                    self._known.setdefault((fold(form), person.country), key)
            else:
                self._people[known] = merged(self._people[known], person, offices=trusted)

    def _unwanted(self, person: Person) -> bool:
        if person.country in OTHER_SCRIPTS or person.name in self._names | SKIP:
            return True
        return any((person.country, fold(surname)) in self._surnames for surname in person.surnames)

    def rows(self) -> list[Person]:
        """All persons, by country and name."""
        return sorted(self._people.values(), key=lambda person: (person.country, fold(person.name), person.name))

    def _by_parts(self, person: Person) -> tuple[str, str] | None:
        """A known person of the country whose first and last name both stand in this name (*Luis Arce Catacora*)."""
        words = fold(person.name).replace("-", " ").split()
        for key, known in self._people.items():
            if key[1] != person.country:
                continue
            for form in (known.name, *known.variants):
                parts = fold(form).replace("-", " ").split()
                if len(parts) > 1 and (set(parts) <= set(words) or set(words) <= set(parts)):
                    return key
        return None


def merged(old: Person, new: Person, *, offices: bool) -> Person:
    """The old person with the new one's id, and with his offices where both come from the hand-made table."""
    return replace(
        old,
        wikidata=old.wikidata or new.wikidata,
        offices=tuple(dict.fromkeys((*old.offices, *new.offices))) if offices or not old.offices else old.offices,
        variants=tuple(dict.fromkeys((*old.variants, *new.variants))) if offices else old.variants,
    )


def by_hand(text: str) -> Iterator[Person]:
    """The persons of the hand-made table."""
    country = ""
    sectors: tuple[str, ...] = ("GOV",)
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            country, *rest = line[1:].split()
            sectors = tuple(rest[0].split("|")) if rest else ("GOV",)
            continue
        yield hand_row(line, country, sectors)


def hand_row(line: str, country: str, sectors: tuple[str, ...]) -> Person:
    """A person of the hand-made table; `surnames` is None where they are to be taken from the names."""
    first, *fields = (cell.strip() for cell in line.lstrip("*").split(";"))
    padded: list[str | None] = [*fields, *PADDING]
    offices, given, surnames, other = padded[: len(PADDING)]
    name, *variants = first.split("|")
    whole = [variant for variant in variants if " " in variant]
    single = [variant for variant in variants if " " not in variant]
    if surnames is None:
        known = [surname for form in (name, *whole) for surname in surnames_of(form)] + single
        single = []
    else:
        known = surnames.split("|") if surnames else []
    return Person(
        name=name,
        country=other or country,
        sectors=tuple(given.split("|")) if given else sectors,
        variants=tuple(form for form in dict.fromkeys([*whole, *single]) if form != name),
        surnames=tuple(dict.fromkeys(surname for surname in known if surname != name)),
        famous=line.startswith("*"),
        offices=tuple(hand_office(part.strip()) for part in (offices or "").split("&") if part.strip()),
    )


def hand_office(text: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"(.*?)(?: (\d{4})-(\d{4})?)?", text)
    if not found:
        raise ValueError(f"no office: {text!r}")
    return found[1].strip(), found[2] or "", found[3] or ""


def surnames_of(name: str) -> list[str]:
    """The surname of a Western or Arabic name: the last word with the particles before it."""
    words = [word for word in name.split() if word not in {"jr.", "Jr.", "sr."}]
    if len(words) < 2 or re.fullmatch(r"[IVX]+", words[-1]):  # noqa: PLR2004 - a single name has no surname
        return []
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    surname = " ".join(words[at:])
    if article := re.fullmatch(r"([ae]l)-(.+)", surname, re.IGNORECASE):
        return [surname.lower()[:3] + article[2], surname[:1].upper() + surname[1:3] + article[2], article[2]]
    return [surname[0].upper() + surname[1:]]


def wikidata(path: Path, codes: dict[str, str]) -> Iterator[Person]:
    """Leaders of 2020 to 2024 with their Wikidata ids."""
    for row in table(path):
        name = re.sub(r"\s*\(.*\)|,.*| of .*| ibn .*", "", row["officeholderLabel"] or "").strip()
        country = codes.get(row["country"], "")
        title = next((dutch for title, dutch in DUTCH_TITLES.items() if title in row["positionLabel"].lower()), "")
        if not country or " " not in name or not title or re.search(r"\d|[ʻʼ]|\b[IVX]{2,}\b", name):
            continue
        if not name[0].isupper() or row["start"] < "1980":
            continue
        yield Person(
            name=name,
            country=country,
            surnames=tuple(surnames_of(name)),
            wikidata=row["officeholder"],
            offices=((title, row["start"], row["end"]),),
        )


def corpus(folder: Path) -> Iterator[Person]:
    """Persons whom the project's own annotated articles name in full, with the country and sectors given there."""
    for path in sorted(folder.glob("*.md")):
        _head, body, claims = [*path.read_text(encoding="utf-8").split("\n---\n"), ""][:3]
        named = {" ".join(words.split()) for words in re.findall(r"\{PER\|([^{}|]+)\}", body)}
        for line in claims.splitlines():
            record = json.loads(line) if line.strip() else {}
            for party in (*record.get("actors", ()), *record.get("recipients", ()), *record.get("sources", ())):
                if party["name"] in named and " " in party["name"] and party.get("country"):
                    yield Person(
                        name=party["name"],
                        country=party["country"],
                        sectors=tuple(party.get("sector") or ()),
                        surnames=tuple(surnames_of(party["name"])),
                    )


def country_codes(path: Path) -> dict[str, str]:
    return {row["name_en"]: row["iso3"].replace("XKX", "KOS") for row in table(path)} | COUNTRY_NAMES


def table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def fold(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return bare.replace("ı", "i").casefold()


def write(people: Iterable[Person]) -> None:
    lines = ["\t".join(HEADER)]
    for person in people:
        offices = "|".join(";".join(office) for office in person.offices)
        cells = (person.name, "|".join(person.variants), "|".join(person.surnames), person.country,
                 "|".join(person.sectors), "famous" if person.famous else "", person.wikidata, offices)  # fmt: skip
        lines.append("\t".join(cells))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
