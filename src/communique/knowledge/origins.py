"""Origins: in which of some countries a person's name is at home; law: a likelihood that ranks, never a statement.

Naive Bayes over parts of words, from counts of office-holders' names in each country (`train/knowledge/origins.py`).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from math import log

from communique.knowledge.tables import lines

_PRIOR = 20.0
"""How many parts of the usual mixture each country is taken to have had besides."""
_DEPENDENT = 3.0
"""Parts of one word say the same about that many times over."""
_COUNTED = re.compile(r"([a-z]+)(\d+)")


def parts(name: str) -> Iterator[str]:
    """The parts by which a name is known: of each word the ends of two to four letters and the beginning of three.

    >>> sorted(parts("Ólafur"))
    ['afur-', 'fur-', 'ola~', 'ur-']
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    for word in re.findall(r"[^\W\d_]{2,}", plain.replace("'", "").replace("’", "")):
        for size in (2, 3, 4):
            if len(word) > size:
                yield f"{word[-size:]}-"
        if len(word) > 3:
            yield f"{word[:3]}~"


@lru_cache(1024)
def origins(name: str, countries: Collection[str]) -> Mapping[str, float]:
    """How much better each of some countries (by id) explains a name than the usual mixture, as a logarithm.

    >>> found = origins("Nurlan Abdykadyrov", ("kg", "ie", "cl"))
    >>> max(found, key=found.get)
    'kg'
    """
    counts, totals, everything = _counts()
    known = [(seen := counts[part], sum(seen.values()) / everything) for part in parts(name) if part in counts]
    return {
        c: sum(log(_share(seen.get(c, 0), totals[c], usual)) for seen, usual in known) / _DEPENDENT for c in countries
    }


def _share(counted: int, total: int, usual: float) -> float:
    """How many times as common a part is in a country as everywhere, where it is as common as is `usual`."""
    return (counted + _PRIOR * usual) / (total + _PRIOR) / usual


@cache
def _counts() -> tuple[Mapping[str, Mapping[str, int]], Counter[str], int]:
    """The counts of each part by country, the parts counted in each country, and in all."""
    counts = {}
    for line in lines("origins.tsv"):
        part, _, seen = line.partition("\t")
        counts[part] = {country: int(n) for country, n in _COUNTED.findall(seen)}
    totals: Counter[str] = Counter()
    for seen_in in counts.values():
        totals.update(seen_in)
    return counts, totals, totals.total()
