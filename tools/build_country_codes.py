"""Build the table of country codes that other programs use: `faces/exports/data/countries.tsv`.

    python tools/build_country_codes.py COUNTRIES COW

`COUNTRIES` is a tab-separated table with the columns `iso2`, `iso3`, `fips` and `name_en` (GeoNames countryInfo), `COW`
a comma-separated one with `cow_id`, `iso3` and `valid_until` (the Correlates of War numbers of NGEC). Countries are
those of the lexicon; what the two tables lack or have wrong is put right in `CORRECTIONS`.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from kroniek.lexicon.countries import countries

TABLE = Path(__file__).parents[1] / "src" / "kroniek" / "faces" / "exports" / "data" / "countries.tsv"
COLUMNS = ("code", "iso2", "fips", "cow", "cameo", "name", "name_nl")

CORRECTIONS = {
    "ATG": {"cow": "58"},
    "ATA": {"cow": ""},
    "LIE": {"cow": "223"},
    "MCO": {"cow": "221"},
    "TWN": {"cow": "713"},
    "KOS": {"iso2": "XK", "fips": "KV", "cow": "347", "name": "Kosovo"},
    "MAC": {"cow": ""},
    "SRB": {"cow": "345"},
    "VNM": {"cow": "816"},
    "ALA": {"name": "Aland Islands"},
    "BES": {"name": "Caribbean Netherlands"},
    "NLD": {"name": "Netherlands"},
    "ROU": {"cameo": "ROM"},
    "TLS": {"cameo": "TMP"},
}
"""By code. CAMEO took its country codes from ISO 3166 as it was in 2002, when Romania and East Timor had others."""


def main(names: Path, cow: Path) -> None:
    """Write the table anew."""
    known = {row["iso3"]: row for row in _rows(names, delimiter="\t")}
    numbers = {row["iso3"]: row["cow_id"] for row in _rows(cow, delimiter=",") if not row["valid_until"]}
    lines = ["\t".join(COLUMNS)]
    for country in sorted(countries(), key=lambda country: country.code):
        row = known.get(country.code, {})
        cells = {
            "code": country.code,
            "iso2": row.get("iso2", ""),
            "fips": row.get("fips", ""),
            "cow": numbers.get(country.code, ""),
            "cameo": country.code,
            "name": row.get("name_en", "").strip(),
            "name_nl": country.name,
        } | CORRECTIONS.get(country.code, {})
        lines.append("\t".join(cells[column] for column in COLUMNS))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _rows(file: Path, *, delimiter: str) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
