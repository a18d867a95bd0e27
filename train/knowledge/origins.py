"""Where names are at home: how often parts of office-holders' names occur in each country, from the CAMEO actor list.

What is kept are counts of ends and beginnings of words, not the names.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from communique.knowledge.origins import parts

CAMEO = Path("../shared/data/knowledge/cameo/Phoenix.Countries.actors.txt")
CODES = Path("../shared/data/knowledge/country-codes")
LEAST = 3
"""Parts seen less often are left out."""
_NAME = re.compile(r"([A-Z][A-Z_'.-]+?)_?\s*(?:[;\[#].*)?$")
_CODE = re.compile(r"\[([A-Z]{3})(?:GOV|ELI|REB|OPP|MIL|JUD|LEG|COP|SPY|BUS|EDU|MED)")
_TITLES = {
    "ACTING",
    "MINISTER",
    "PRESIDENT",
    "FOREIGN",
    "PRIME",
    "GENERAL",
    "SIR",
    "DR",
    "KING",
    "PRINCE",
    "SHEIKH",
    "COL",
}
_OLDER = {"ROM": "ro", "KSV": "xk", "ZAR": "cd", "TMP": "tl", "BUR": "mm", "KNT": "kn"}


def rows() -> Iterator[str]:
    """A line a part: the part, then each country with its count."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name, country in _holders():
        for part in parts(name):
            counts[part][country] += 1
    for part in sorted(counts):
        if counts[part].total() >= LEAST:
            yield "\t".join([part, " ".join(f"{c}{n}" for c, n in sorted(counts[part].items()))])


def _holders() -> Iterator[tuple[str, str]]:
    """Full names of office-holders with the country that most of their offices are of."""
    codes, name, seen = _codes(), "", Counter[str]()
    for line in CAMEO.read_text(encoding="latin-1").splitlines():
        if line[:1] in ("#", "+", ""):
            continue
        seen.update(codes.get(c, c.lower()) for c in _CODE.findall(line))
        found = _NAME.match(line)
        if found:
            yield from _holder(name, seen)
            name, seen = found[1], Counter(codes.get(c, c.lower()) for c in _CODE.findall(line))
    yield from _holder(name, seen)


def _holder(name: str, seen: Counter[str]) -> Iterator[tuple[str, str]]:
    words = [w for w in re.split("[_-]", name) if len(w) > 1 and w not in _TITLES]
    if len(words) > 1 and "_" in name and seen:
        yield " ".join(words).title(), max(seen, key=lambda c: (seen[c], c))


def _codes() -> dict[str, str]:
    (path,) = CODES.glob("*.csv")
    with path.open(encoding="utf-8") as lines:
        known = {row["ISO3166-1-Alpha-3"]: row["ISO3166-1-Alpha-2"].lower() for row in csv.DictReader(lines)}
    return known | _OLDER
