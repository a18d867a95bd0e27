"""What SupraVerden knows of international bodies (CC BY-SA 4.0): joined to the written rows, or rows of their own."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from train.knowledge.spelling import fold, plain, slug
from train.knowledge.written import BodyRow

SOURCE = Path("../shared/data/knowledge/supraverden/general_list.yaml")
# No intergovernmental bodies, or doubtful ones.
LEFT_OUT = frozenset(
    {
        "EUCLID University",
        "Collaborative Inter-Governmental Scientific Research Institute",
        "International Road Transport Union",
        "International Centre for Food Micro-Algae Against Malnutrition",
        "Foreign Trade Bank of Latin America",
    }
)
# Abbreviations that are not the body's.
WRONG = frozenset({"CBD", "OPEC Fund", "Organization of the Petroleum Exporting Countries", "CAMLR", "ETI", "EREA"})
# Other names that are of a part of the body.
OF_A_PART = frozenset(
    {
        "Danube Commission Secretariat",
        "General Secretariat of the Benelux Union",
        "General Secretariat of the Central American Integration System",
        "Secretariat of the Council of Baltic Sea States",
        "Union for the Mediterranean Secretariat",
    }
)
FAMILIES = {
    "EU institutions and bodies": "european-union",
    "UN and affiliates": "united-nations",
    "Arab League entities": "league-of-arab-states",
    "Caribbean Community entities": "caribbean-community",
    "OAS institutions and bodies": "organization-of-american-states",
    "African Union entities": "african-union",
    "CGIAR entities": "cgiar",
    "ECOWAS entities": "economic-community-of-west-african-states",
    "North South bodies": "north-south-ministerial-council",
    "Andean Community entities": "andean-community",
    "Council of Europe entities": "council-of-europe",
    "Nordic Council entities": "nordic-council-of-ministers",
    "East African Community entities": "east-african-community",
    "Central American Integration System entities": "central-american-integration-system",
    "Organization of Turkic States entities": "organization-of-turkic-states",
}
KINDS = (
    ("bank", r"\bBank\b|Investment Corporation"),
    ("court", r"\bCourt\b|Tribunal"),
    ("secretariat", r"Secretari?at|Secreriat"),
    ("institute", r"Institute|Cent(er|re)\b|University|Academy|College|Laboratory|Observatory|Research|ERIC"),
    ("fund", r"\bFund\b|Trust"),
    ("commission", r"Commission|Committee"),
    ("forum", r"Forum|Conference"),
    ("agency", r"Agency|Authority|Office|Service|Undertaking|Board|Supervisor|Ombudsman"),
    ("organ", r"Parliament|Assembly"),
)
# Research consortia whose acronyms are plain words or other things elsewhere.
_CONSORTIUM = "European Research Infrastructure Consortium"


def complete(rows: list[BodyRow], cities: set[str]) -> list[BodyRow]:
    """The written rows, filled up, and after them the bodies that only SupraVerden has."""
    known = {fold(n): row for row in reversed(rows) for n in (row.name, *row.names)}
    known |= {row.wikidata: row for row in rows if row.wikidata}
    ids = {row.id for row in rows}
    added: list[BodyRow] = []
    for entry in entries():
        new = _row(entry, cities)
        row = known.get(new.wikidata) or next(
            (known[f] for n in (new.name, *new.names) if (f := fold(n)) in known), None
        )
        if row:
            _fill(row, new)
        elif new.id not in ids:
            new.parent = new.parent if new.parent in ids else ""
            added.append(new)
            ids.add(new.id)
    return rows + added


def entries() -> Iterator[dict[str, Any]]:
    """SupraVerden's records, without those left out."""
    records = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return (r for r in records.values() if r["Name_en"] not in LEFT_OUT)


def _row(entry: dict[str, Any], cities: set[str]) -> BodyRow:
    name = plain(entry["Name_en"])
    short = _acronyms(entry)
    row = BodyRow(
        id=slug(name),
        name=name,
        kind=_kind(name, entry),
        names=[name for name in _texts(entry, r"Name_(other|former).*_en") if name not in OF_A_PART],
        acronyms=short,
        parent=FAMILIES.get(entry.get("Org_family", ""), ""),
        seat=_seat(entry, cities),
        founded=str(entry.get("Year_established", "")),
        wikidata=entry["Wikidata_code"],
        russian=_texts(entry, "Name_ru"),
        french=_texts(entry, "Name_fr|Abbreviation_fr"),
        spanish=_texts(entry, "Name_es|Abbreviation_es"),
        foreign=[name for name in _texts(entry, "Name_de|Name_pt") if not name.isupper()],
    )
    if entry.get("Type") == _CONSORTIUM:
        row.weak |= set(short)
    return row


def _acronyms(entry: dict[str, Any]) -> list[str]:
    found = _texts(entry, r"Abbreviation(_other|_former)?(_\d+)?_en")
    return [a for a in found if a not in WRONG and 1 < len(a) < 20 and re.search("[A-Z]{2}", a)]


def _texts(entry: dict[str, Any], keys: str) -> list[str]:
    found = (plain(str(value)) for key, value in entry.items() if re.fullmatch(keys, key) and value)
    return [text for text in dict.fromkeys(found) if text and ";" not in text and "[" not in text]


def _kind(name: str, entry: dict[str, Any]) -> str:
    if "agency" in str(entry.get("Type")):
        return "agency"
    return next((kind for kind, words in KINDS if re.search(words, name)), "union")


def _seat(entry: dict[str, Any], cities: set[str]) -> str:
    first = str(entry.get("Headquarters", "")).split(",")[0].removeprefix("City of ").strip()
    return first if first in cities else ""


def _fill(row: BodyRow, new: BodyRow) -> None:
    have = {fold(n) for n in (row.name, row.short, *row.names, *row.generics)}
    row.names += [n for n in (new.name, *new.names) if fold(n) not in have]
    row.acronyms += [a for a in new.acronyms if a not in row.acronyms]
    row.weak |= new.weak
    row.seat, row.founded = row.seat or new.seat, row.founded or new.founded
    row.wikidata = row.wikidata or new.wikidata
    row.russian += [n for n in new.russian if n not in row.russian]
    row.french += [n for n in new.french if n not in row.french]
    row.spanish += [n for n in new.spanish if n not in row.spanish]
    row.foreign += [n for n in new.foreign if n not in row.foreign]
