"""Rebuild `lexicon/data/actors/persons.tsv`: the hand-made tables, joined with leaders from open sources.

    python tools/build_actors.py --leaders FOLDER --countries geonames_countries.tsv [--corpus ARTICLES]

Order of trust: `tools/actors/persons_nl.txt` (Dutch spelling, read by a Dutch reader) with `tools/actors/terms_nl.txt`
(who held an office after whom, with days), then Wikidata (CC0: labels and ids; foreign ministers of 2022 in
`tools/actors/foreign_ministers_wikidata.tsv`), then the project's own annotated articles. Later sources add persons
and ids; they never change what an earlier one says. The CIA World Factbook was tried and left out: it prints official
names (*Gustavo Francisco PETRO Urrego*) from which the newspaper's name cannot be told by rule. Persons of countries
that write Cyrillic, Georgian, Armenian or Greek come from the hand-made tables alone: a Dutch transliteration made by
rule is too often not the newspaper's.
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
HEADER = (
    "name", "variants", "surname", "country", "sectors", "flags", "wikidata", "offices", "parties", "origin",
)  # fmt: skip
WRITTEN = "written 2026"  # by hand, and the year in which it was last looked through
BODIES = ("EUR", "UNO", "IGO", "NGO")  # persons who are kept under a body, whatever office they held at home
TITLES = {
    "P": "president", "M": "premier", "K": "bondskanselier", "B": "minister van Buitenlandse Zaken",
    "D": "minister van Defensie",
}  # fmt: skip

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
class Term:
    """An office from one date to another; `country` where it is not the person's own."""

    title: str
    since: str = ""
    until: str = ""
    country: str = ""

    def cell(self) -> str:
        """The office as the table has it."""
        parts = (self.title, self.since, self.until)
        return ";".join((*parts, self.country) if self.country else parts)


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
    offices: tuple[Term, ...] = field(default=())
    parties: tuple[str, ...] = ()
    origin: str = WRITTEN


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leaders", type=Path, required=True, help="folder with wikidata_leaders_2021_2022.tsv")
    parser.add_argument("--countries", type=Path, required=True, help="geonames_countries.tsv")
    parser.add_argument("--corpus", type=Path, help="folder of annotated articles")
    options = parser.parse_args(arguments)
    people = People()
    people.add_all(by_hand((HERE / "actors/persons_nl.txt").read_text(encoding="utf-8")), trusted=True)
    people.add_terms(list(successions((HERE / "actors/terms_nl.txt").read_text(encoding="utf-8"))))
    codes = country_codes(options.countries)
    people.add_all(wikidata(options.leaders / "wikidata_leaders_2021_2022.tsv", codes))
    people.add_ids(HERE / "actors/foreign_ministers_wikidata.tsv", TITLES["B"])
    if options.corpus:
        people.add_all(corpus(options.corpus))
    for lost in people.dropped():
        print(f"not in the terms: {lost}")
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
        self._dropped: list[tuple[str, str, str]] = []
        self._listed: dict[tuple[str, str], dict[tuple[str, str], tuple[str, str]]] = {}

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
                known = self._known.get(key) or self._by_parts(person) or self._by_term(person)
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

    def add_terms(self, terms: Iterable[Holder]) -> None:
        """Add who held an office after whom: dated terms take the place of those that the table of persons has.

        A term of that table that begins before the first of the list stays, and ends where the list begins.
        """
        first: dict[tuple[str, str], str] = {}
        for holder in terms:
            key = (holder.term.country, holder.term.title)
            first[key] = min(first.get(key, "9"), holder.term.since)
        before = {key: self._without_listed(person, first) for key, person in self._people.items()}
        self._people = before
        for holder in terms:
            key = self._find(holder.person) or self._new(holder.person)
            person = self._people[key]
            listed = self._listed.setdefault((holder.term.country, holder.term.title), {})
            listed[holder.term.since, holder.term.until] = key
            home = "" if person.country == holder.term.country else holder.term.country
            term = replace(holder.term, country=home)
            self._people[key] = replace(
                person,
                variants=tuple(
                    dict.fromkeys((*person.variants, *(v for v in holder.person.variants if v != person.name)))
                ),
                offices=tuple(sorted({*person.offices, term}, key=lambda office: (office.since, office.title))),
                parties=tuple(dict.fromkeys((*person.parties, *holder.person.parties))),
            )

    def _without_listed(self, person: Person, first: dict[tuple[str, str], str]) -> Person:
        kept: list[Term] = []
        for office in person.offices:
            places = (office.country or person.country, *BODIES)
            start = next((first[place, office.title] for place in places if (place, office.title) in first), "")
            if not start or not office.since:
                kept.append(office)
            elif office.since[:4] < start[:4]:
                kept.append(replace(office, until=start) if office.until[:4] == start[:4] else office)
            else:
                self._dropped.append((person.name, person.country, office.cell()))
        return replace(person, offices=tuple(kept))

    def _find(self, person: Person) -> tuple[str, str] | None:
        """The person of that name in his country or a body; an officer of a body also in the one country that has him.

        A list of terms names each holder as the table of persons does, so a name alone is enough for officers.
        """
        name = fold(person.name)
        for country in (person.country, *BODIES):
            if found := self._known.get((name, country)):
                return found
        if person.country not in BODIES:
            return None
        keys = {key for (form, _country), key in self._known.items() if form == name}
        return keys.pop() if len(keys) == 1 else None

    def _new(self, person: Person) -> tuple[str, str]:
        key = (fold(person.name), person.country)
        self._people[key] = person
        self._names.add(person.name)
        self._surnames.update((person.country, fold(surname)) for surname in person.surnames)
        for form in (person.name, *person.variants):
            self._known.setdefault((fold(form), person.country), key)
        return key

    def dropped(self) -> list[str]:
        """Terms of the table of persons for which no list of terms has the same person in that office."""
        titles = {(p.name, p.country, office.title) for p in self._people.values() for office in p.offices}
        return [f"{country} {name}: {cell}" for name, country, cell in self._dropped
                if (name, country, cell.split(";")[0]) not in titles]  # fmt: skip

    def add_ids(self, path: Path, title: str) -> None:
        """Give a Wikidata id to the person of that name and country, or whose term began on that day."""
        for row in table(path):
            probe = Person(name=row["label"], country=row["country"])
            terms = self._listed.get((row["country"], title), {})
            began = [key for (since, _until), key in terms.items() if since == row["since"]]
            key = self._find(probe) or self._by_parts(probe) or next(iter(began), None)
            if key and not self._people[key].wikidata:
                self._people[key] = replace(self._people[key], wikidata=row["id"])

    def _unwanted(self, person: Person) -> bool:
        if person.country in OTHER_SCRIPTS or person.name in self._names | SKIP:
            return True
        if any((person.country, office.title) in self._listed for office in person.offices):
            return True  # the list of terms is whole: this is somebody on it in a spelling that no rule connects
        return any((person.country, fold(surname)) in self._surnames for surname in person.surnames)

    def _by_term(self, person: Person) -> tuple[str, str] | None:
        """The one person of the list of terms who held the office from the same year until the same year."""
        for office in person.offices:
            keys = self._listed.get((person.country, office.title), {})
            same = {key for term, key in keys.items() if (term[0][:4], term[1][:4]) == (office.since, office.until)}
            if len(same) == 1:
                return same.pop()
        return None

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


DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"


def hand_office(text: str) -> Term:
    """*president 2000-2008*, *president 2000-05-07/2008-05-07*, or a title alone."""
    found = re.fullmatch(rf"(.*?)(?: (\d{{4}})-(\d{{4}})?| ({DATE})/({DATE})?)?", text)
    if not found:
        raise ValueError(f"no office: {text!r}")
    return Term(title=found[1].strip(), since=found[2] or found[4] or "", until=found[3] or found[5] or "")


@dataclass(frozen=True, kw_only=True)
class Holder:
    """A person with one term, as the list of terms has them."""

    person: Person
    term: Term


TERM = re.compile(rf"({DATE})(?:/({DATE})?)? ([^;\[]+)(?:;([^\[]*))?(?: ?\[(.*)\])?")


def successions(text: str) -> Iterator[Holder]:
    """The holders of the list of terms. Where a line gives no end, the next one's beginning is the end."""
    country = title = ""
    lines: list[tuple[str, str | None, str, str | None, str]] = []
    sectors: tuple[str, ...] = ()
    for line in [*text.splitlines(), "@"]:
        if line.startswith("@"):
            yield from _holders(lines, country, title, sectors)
            lines = []
            country, title, sectors = _heading(line) if line != "@" else ("", "", ())
        elif line.strip() and not line.startswith("#"):
            found = TERM.fullmatch(line.strip())
            if not found:
                raise ValueError(f"no term: {line!r}")
            slash = "/" in line.split(" ", 1)[0]
            lines.append((found[1], (found[2] or "") if slash else None, found[3].strip(), found[4], found[5] or ""))


def _heading(line: str) -> tuple[str, str, tuple[str, ...]]:
    country, _, rest = line[1:].partition(" ")
    title, _, sectors = rest.partition("; ")
    return country, TITLES.get(title, title), tuple(sectors.split("|")) if sectors else ("GOV",)


def _holders(
    lines: list[tuple[str, str | None, str, str | None, str]], country: str, title: str, sectors: tuple[str, ...]
) -> Iterator[Holder]:
    if [line[0] for line in lines] != sorted(line[0] for line in lines):
        raise ValueError(f"{country} {title}: not in order of time")
    for at, (since, until, names, surnames, party) in enumerate(lines):
        following = lines[at + 1][0] if at + 1 < len(lines) else ""
        if names != "-":  # nobody held the office
            person = hand_row(
                ";".join((names, "", "", *([surnames] if surnames is not None else []))), country, sectors
            )
            yield Holder(
                person=replace(person, parties=tuple(party.split("|")) if party else ()),
                term=Term(title=title, since=since, until=following if until is None else until, country=country),
            )


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
            offices=(Term(title=title, since=row["start"], until=row["end"]),),
            origin="Wikidata",
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
                        origin="articles",
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
        offices = "|".join(office.cell() for office in person.offices)
        cells = (person.name, "|".join(person.variants), "|".join(person.surnames), person.country,
                 "|".join(person.sectors), "famous" if person.famous else "", person.wikidata, offices,
                 "|".join(person.parties), person.origin)  # fmt: skip
        lines.append("\t".join(cells))
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
