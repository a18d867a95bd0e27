"""How much of a programme is done: "31 out of 40 measures", "of whose 332 measures 47", "three quarters"."""

import re
from functools import cache

from communique.languages import pattern
from communique.languages import words as read_words

Share = float | tuple[int, int]
_DONE = pattern("instruments", "progress")
_HINT = pattern("instruments", "share_hint")
_BEFORE, _AFTER = 90, 100


def progress(text: str, start: int, end: int, near: tuple[int, int]) -> tuple[Share, int, int] | None:
    """The share done that a sentence `[start, end)` says of what stands `near`, with the place of the words.

    A number is taken only where a word of doing stands with it.
    """
    if not _DONE.search(text, start, end) or not _HINT.search(text, start, end):
        return None
    found = []
    for form in _forms():
        for match in form.finditer(text, start, end):
            around = text[max(start, match.start() - _BEFORE) : min(end, match.end() + _AFTER)]
            share = _share(match)
            if share is not None and _DONE.search(around):
                found.append((_gap(match, near), match.start(), match.end(), share))
        if found:
            break
    if not found:
        return None
    _, first, last, share = min(found, key=lambda f: f[:2])
    return share, first, last


def _gap(match: re.Match[str], near: tuple[int, int]) -> int:
    return max(match.start() - near[1], near[0] - match.end(), 0)


def _share(match: re.Match[str]) -> Share | None:
    groups = match.groupdict()
    if groups.get("done"):
        done, total = number(match["done"]), number(match["all"])
        return (done, total) if done is not None and total and done <= total else None
    if groups.get("share"):
        spelt = number(match["share"].replace(" ", "-"))
        share = (spelt if spelt is not None else float(match["share"].replace(",", "."))) / 100
        return share if share <= 1 else None
    words = match["fraction"].lower().replace("-", " ").split()
    return float(read_words("en", "instruments")["fractions"][" ".join(words)])


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    table = read_words("en", "instruments")
    units, tens = table["numbers"]["units"], table["numbers"]["tens"]
    one = "|".join(sorted(units, key=len, reverse=True))
    spelt = rf"(?:{'|'.join(tens)})(?:[- ](?:{one}))?|{one}"
    count = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{spelt})"
    item = f"(?:{'|'.join(table['progress_forms']['items'])})s?"
    forms = [form.replace("ITEM", item).replace("N", count) for form in table["progress_forms"]["counts"]]
    ordered = sorted(table["fractions"], key=len, reverse=True)
    fractions = "|".join(r"[\s-]+".join(fraction.split()) for fraction in ordered)
    share = table["progress_forms"]["share"].replace("W", f"(?:{spelt})")
    forms += [share, rf"(?<!first )(?<!second )\b(?P<fraction>{fractions})\b"]
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


@cache
def _words() -> dict[str, int]:
    """The number words from one to ninety-nine."""
    table = read_words("en", "instruments")["numbers"]
    units, tens = table["units"], table["tens"]
    found = {word: value for value, word in enumerate(units, 1)}
    for index, ten in enumerate(tens, 2):
        found[ten] = index * 10
        found |= {f"{ten}-{unit}": index * 10 + value for value, unit in enumerate(units[:9], 1)}
    return found


def number(word: str) -> int | None:
    """The whole number that a word or figure means, below a million; `None` for any other word."""
    plain = word.lower().replace(",", "")
    return int(plain) if plain.isdecimal() and len(plain) < 7 else _words().get(plain)
