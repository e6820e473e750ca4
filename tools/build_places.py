"""Rebuild `lexicon/data/places/places.tsv`: places by hand, joined with the cities of GeoNames.

    python tools/build_places.py --cities geonames_cities15000_nl.tsv.gz --countries geonames_countries.tsv \
        --words FILE_OR_FOLDER [--corpus ARTICLES]

Taken from GeoNames (CC BY 4.0): capitals, cities from `SIZE` on (smaller ones where wars are reported on, and in the
Netherlands and Belgium), and every city that the annotated articles mark as a place. Its Dutch name is GeoNames' own
where it has one; Russian and Ukrainian names are turned into Dutch letters by rule. A city whose name is also a Dutch
word (it stands in lower case in `--words`, a folder of Dutch text) or a person's name is `common`.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent / "src/kroniek/lexicon/data"
HEADER = ("name", "variants", "kind", "country", "lat", "lon", "weight", "flags")

SIZE = 200_000  # a third of the cities from 100,000 on are never in the news; they only make homonyms
SMALLER = {
    **dict.fromkeys(("NLD", "BEL"), 40_000),
    **dict.fromkeys(("SYR", "IRQ", "LBN", "PSE", "ISR", "LBY", "YEM", "AFG", "BIH", "KOS"), 50_000),
    **dict.fromkeys(("DEU", "FRA", "GBR", "ITA", "ESP", "POL", "TUR", "IRN", "BLR"), 120_000),
    **dict.fromkeys(("VEN", "COL", "SDN", "SSD", "ETH", "COD", "MLI", "NGA", "SOM", "MMR", "SRB", "UKR"), 100_000),
}
DENSE = {**dict.fromkeys(("CHN", "IND", "USA", "BRA", "MEX", "JPN", "PHL", "KOR", "IDN"), 500_000), "RUS": 300_000}
HAND_WEIGHT = 1_000_000  # a place that a person put on the list goes before a homonym of less than a million
# Cities that the news names more often than the persons who are called so.
KNOWN_AS_PLACES = frozenset({"valencia", "wellington", "kaunas", "salem", "san miguel", "burgos", "surin", "tete"})
CYRILLIC = frozenset({"RUS", "UKR", "BLR"})
# English romanisation of Russian and Ukrainian to Dutch, longest first; soft signs are not printed in newspapers.
LETTERS = (
    ("shch", "sjtsj"), ("skiy", "ski"), ("skyi", "sky"), ("zh", "zj"), ("kh", "ch"), ("sh", "sj"), ("ch", "tsj"),
    ("yu", "joe"), ("ya", "ja"), ("ye", "je"), ("yo", "jo"), ("yy", "y"), ("iya", "ija"), ("iy", "i"), ("u", "oe"),
)  # fmt: skip
DISTRICT = re.compile(r"([iy]y|iy|yi|[ks]y|ski|[kn]o[iy]e|oye)$|Masyv|Rayon|Bereh|-.*vo$|Borshch")  # parts of cities
WORD_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the table."""

    name: str
    kind: str
    country: str
    lat: str
    lon: str
    variants: tuple[str, ...] = ()
    weight: int = 0
    flags: tuple[str, ...] = ()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=Path, required=True, help="geonames_cities15000_nl.tsv.gz")
    parser.add_argument("--countries", type=Path, required=True, help="geonames_countries.tsv")
    parser.add_argument("--words", type=Path, required=True, help="folder of Dutch text: plain, or packed CoNLL-U")
    parser.add_argument("--corpus", type=Path, help="folder of annotated articles")
    options = parser.parse_args(arguments)
    wanted = marked_places(options.corpus) if options.corpus else frozenset()
    words = dutch_words(options.words) | person_names()
    hand = list(by_hand((HERE / "places/places_nl.txt").read_text(encoding="utf-8")))
    taken = {(fold(name), row.country) for row in hand for name in (row.name, *row.variants)}
    cities = [
        city
        for city in geonames(options.cities, alpha3(options.countries), capitals(), wanted)
        if not any((fold(name), city.country) in taken for name in (city.name, *city.variants))
    ]
    rows = [flagged(row, words) for row in [*hand, *cities]]
    rows.sort(key=lambda row: (-row.weight, fold(row.name), row.country))
    write(rows)
    print(f"{len(rows)} places written, {sum('common' in row.flags for row in rows)} of them also words or names")
    return 0


def by_hand(text: str) -> Iterator[Row]:
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        names, kind, country, lat, lon, flags = line.split(";")
        name, *variants = names.split("|")
        yield Row(
            name=name,
            variants=tuple(dict.fromkeys(variant for variant in variants if variant != name)),
            kind=kind,
            country=country,
            lat=lat,
            lon=lon,
            weight=HAND_WEIGHT,
            flags=(flags,) if flags else (),
        )


def geonames(path: Path, codes: dict[str, str], seats: dict[str, set[str]], wanted: frozenset[str]) -> Iterator[Row]:
    """Cities that are large enough for their country, capitals, and those that are marked in articles."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for city in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            country = codes.get(city["country"], "")
            size = int(city["population"] or 0)
            name = dutch_name(city["name"], city["nl"], country)
            others = variants_of(city, name, country, seats.get(country, set()))
            least = DENSE.get(country, SMALLER.get(country, SIZE))
            near = {name, city["name"], *others}
            if country in CYRILLIC and DISTRICT.search(city["name"]):
                continue
            if country and (size >= least or near & seats.get(country, set()) or near & wanted):
                yield Row(
                    name=name,
                    variants=others,
                    kind="city",
                    country=country,
                    lat=f"{float(city['lat']):.2f}",
                    lon=f"{float(city['lon']):.2f}",
                    weight=size,
                )


def dutch_name(name: str, dutch: str, country: str) -> str:
    """GeoNames' Dutch name where it differs; a name in Cyrillic countries by the letters; else the name itself."""
    if dutch and dutch != name:
        return dutch
    return by_letters(name) if country in CYRILLIC else name


def by_letters(name: str) -> str:
    """A romanised Russian or Ukrainian name in Dutch letters: *Yuzhno-Kurilsk*, *Joezjno-Koerilsk*."""
    low = name.replace("'", "").replace("’", "").lower()
    table = dict(LETTERS)
    low = re.sub("|".join(table), lambda part: table[part[0]], low)
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0].upper() + part[0][1:], low)


def variants_of(city: dict[str, str], name: str, country: str, seats: set[str]) -> tuple[str, ...]:
    """Other spellings worth having: GeoNames' main name, and names that the table of countries has for the capital."""
    found = [city["name"]]
    found += [by_letters(city["name"])] if country in CYRILLIC else []
    alternative = {fold(other) for other in city["alt_latin"].split("|")}
    found += [seat for seat in sorted(seats) if fold(seat) in alternative | {fold(city["name"])}]
    return tuple(dict.fromkeys(form for form in found if form != name))


def capitals() -> dict[str, set[str]]:
    """The capitals of the table of countries, by country."""
    lines = (DATA / "places/countries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {row[0]: set(row[6].split("|")) - {""} for row in (line.split("\t") for line in lines)}


def person_names() -> set[str]:
    """First names and surnames of the table of persons, folded: they are more often persons than places."""
    names: set[str] = set()
    for line in (DATA / "actors/persons.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        cells = line.split("\t")
        names.add(fold(cells[0].split()[0]))
        names.update(fold(surname.lstrip("~")) for surname in cells[2].split("|"))
    return names - {""} - KNOWN_AS_PLACES


def marked_places(folder: Path) -> frozenset[str]:
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
    return frozenset(" ".join(words.split()) for words in re.findall(r"\{LOC\|([^{}|]+)\}", text))


def dutch_words(folder: Path) -> set[str]:
    """Words that stand in lower case in running Dutch text."""
    found: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".md", ".txt", ".gz"}:
            packed = path.suffix == ".gz"
            text = gzip.decompress(path.read_bytes()).decode("utf-8") if packed else path.read_text(encoding="utf-8")
            if packed:
                text = " ".join(line.split("\t")[1] for line in text.splitlines() if "\t" in line)
            found.update(word for word in WORD_LETTERS.findall(text) if word[0].islower())
    return found


def flagged(row: Row, words: set[str]) -> Row:
    if row.weight >= HAND_WEIGHT or "common" in row.flags:
        return row
    if row.name.lower() not in words and fold(row.name) not in words:
        return row
    return Row(**{**{key: getattr(row, key) for key in Row.__dataclass_fields__}, "flags": (*row.flags, "common")})


def alpha3(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["iso2"]: row["iso3"].replace("XKX", "KOS") for row in rows}


def fold(text: str) -> str:
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return bare.replace("ı", "i").casefold()


def write(rows: list[Row]) -> None:
    lines = ["\t".join(HEADER)]
    lines += [
        "\t".join(
            (row.name, "|".join(row.variants), row.kind, row.country, row.lat, row.lon, str(row.weight),
             "|".join(row.flags))
        )
        for row in rows
    ]  # fmt: skip
    (DATA / "places/places.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
