"""Every form of words that stands for something known, and which of them do not settle it by themselves."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from train.knowledge.spelling import dotted, variants
from train.knowledge.states import CityRow, CountryRow
from train.knowledge.written import BodyRow, pieces, written_lines

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
# The likelier sense first: a country's name before a city's, a body before what a capital stands for.
_ORDER = ["cn", "ca", "cj", "bn", "ba", "cd", "pn", "cf", "cm", "bx", "cx", "cc", "bg"]

Ref = tuple[str, bool]


def collect(countries: list[CountryRow], bodies: list[BodyRow], cities: list[CityRow]) -> Mapping[str, list[Ref]]:
    """Each form with its references, the likeliest first, and whether they are weak."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    weak = weak_words()
    for number, country in enumerate(countries):
        _put(found, _country_forms(country), f"c{number}", weak)
    by_id = {row.id: row for row in bodies}
    strong: dict[str, str] = {}
    for number, row in enumerate(bodies):
        _put(found, _body_forms(row, by_id), f"b{number}", weak | row.weak)
        strong |= {form: f"b{number}" for word in row.strong for form in (word, dotted(word) or word)}
    for number, city in enumerate(cities):
        _put(found, ((n, "n") for n in (city.name, *city.names)), f"p{number}", weak)
    return {form: _settled(refs, strong.get(form)) for form, refs in found.items()}


def weak_words() -> set[str]:
    """Words that are names of something known, but oftener something else."""
    return {word for line in written_lines("weak.txt") for word in pieces(line)}


def grouped(forms: Mapping[str, list[Ref]]) -> Iterator[str]:
    """The lines of the shipped table: a first word, the most words of its forms, the forms with their references."""
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted(forms):
        groups[_WORD.findall(form)[0]].append(form)
    for first, listed in sorted(groups.items()):
        longest = max(len(_WORD.findall(form)) for form in listed)
        cells = [cell for form in listed for cell in (form, " ".join(ref + "?" * weak for ref, weak in forms[form]))]
        yield "\t".join([first, str(longest), *cells])


def _put(found: dict[str, dict[str, bool]], forms: Iterable[tuple[str, str]], ref: str, weak: set[str]) -> None:
    for name, form in forms:
        for spelled in variants(name) if form != "a" else (name,):
            if spelled and _WORD.search(spelled):
                kept = found[spelled]
                if not any(r[:-1] == ref for r in kept):
                    kept[ref + form] = spelled in weak or name in weak or form == "g"


def _settled(refs: dict[str, bool], dominant: str | None) -> list[Ref]:
    """References in order; several bodies behind one form make each weak, but for the one that is meant by far.

    What is so called in another tongue does not make weak what is so called in English.
    """
    ordered = sorted(refs, key=lambda r: (r[:-1] != dominant, refs[r], _ORDER.index(r[0] + r[-1])))
    alike = {r for r in ordered if r[0] == ordered[0][0]}
    english = {r for r in alike if r[-1] != "x"}
    settled = {ordered[0]} if len(alike) == 1 else english if len(english) == 1 else set()
    return [(r, refs[r] or (r in alike - settled and r[:-1] != dominant)) for r in ordered]


def _country_forms(row: CountryRow) -> Iterator[tuple[str, str]]:
    yield from ((n, "n") for n in (row.name, row.official, *row.names) if n)
    yield from ((n, "f") for n in row.former)
    yield from ((n, "a") for n in row.acronyms)
    yield from ((n, "j") for n in row.adjectives)
    yield from ((n, "d") for n in row.people)
    yield from ((n, "m") for n in row.metonyms)
    if row.capital and row.kind != "former":
        yield row.capital, "c"
    yield from ((n, "x") for n in row.russian)


def _body_forms(row: BodyRow, by_id: Mapping[str, BodyRow]) -> Iterator[tuple[str, str]]:
    yield from ((n, "n") for n in (row.name, *row.names))
    yield from ((a, "a") for a in row.acronyms)
    yield from ((d, "a") for a in row.acronyms if (d := dotted(a)))
    parent = by_id.get(row.parent)
    for short in (row.short, *row.generics):
        if short and parent:
            yield from ((n, "n") for n in _within(short, parent))
            if " " in short and short[0].isupper():
                yield short, "g"
    yield from ((n, "x") for n in (*row.russian, *row.french, *row.spanish, *row.foreign))


def _within(short: str, parent: BodyRow) -> Iterator[str]:
    """A generic name with the forms of the parent's name before and after it."""
    for name in (parent.name, *parent.names, *parent.acronyms):
        yield f"{short} of the {name}"
        yield f"{short} of {name}"
        yield f"{name} {short}"
        if dots := dotted(name):
            yield f"{dots} {short}"
