"""How the same name is spelled elsewhere: British and American, with and without accents, with and without dots."""

import re
import unicodedata
from collections.abc import Iterator

PAIRS = (
    ("Organisation", "Organization"),
    ("organisation", "organization"),
    ("Co-operation", "Cooperation"),
    ("Co-operative", "Cooperative"),
    ("Co-ordinat", "Coordinat"),
    ("Centre", "Center"),
    ("Programme", "Program"),
    ("Labour", "Labor"),
    ("Defence", "Defense"),
    ("Harmonisation", "Harmonization"),
    ("Utilisation", "Utilization"),
    ("Standardisation", "Standardization"),
    ("Inter-governmental", "Intergovernmental"),
    ("Inter-state", "Interstate"),
    ("Inter-parliamentary", "Interparliamentary"),
    ("Inter-Parliamentary", "Interparliamentary"),
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "‐": "-", "–": "-", "‑": "-", "\u00a0": " "})
_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae"})


def plain(name: str) -> str:
    """A name with straight quotes and hyphens, and single spaces."""
    return " ".join(name.translate(_PLAIN).split())


def unaccented(name: str) -> str:
    """A name in unaccented letters; other scripts stay as they are."""
    if not re.search(r"[À-ɏ]", name):
        return name
    parts = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))


def variants(name: str) -> Iterator[str]:
    """The spellings of a name, itself first; it may come more than once."""
    name = plain(name)
    british = american = name
    for one, other in PAIRS:
        british, american = british.replace(other, one), american.replace(one, other)
    hyphenless = american.replace("Organization", "Organisation").replace("organization", "organisation")
    mixed = british.replace("Organisation", "Organization").replace("organisation", "organization")
    unhyphened = british.replace("Co-op", "Coop").replace("Co-ord", "Coord")
    for spelled in (name, british, american, hyphenless, mixed, unhyphened):
        yield spelled
        yield unaccented(spelled)


def fold(name: str) -> str:
    """What two spellings of one name have in common."""
    american = name
    for one, other in PAIRS:
        american = american.replace(one, other)
    return " ".join(re.findall(r"[^\W_]+", unaccented(plain(american)).casefold().removeprefix("the ")))


def dotted(acronym: str) -> str | None:
    """An acronym of two to four capitals with dots, as some agencies write it."""
    return "".join(f"{letter}." for letter in acronym) if re.fullmatch(r"[A-Z]{2,4}", acronym) else None


def slug(name: str) -> str:
    """A stable id made of a name."""
    return re.sub(r"[^a-z0-9]+", "-", unaccented(plain(name)).lower().replace("'", "").replace("+", " plus")).strip("-")
