"""Who holds an office that a sentence names, and of what: the words before and after the office's name."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.extract import bearers, offices, possessors
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set, word_sets
from communique.extract.keeping import kept
from communique.extract.mentions import Mention
from communique.extract.offices import BODIES, DETERMINERS, OF, POSSESSIVES, Office, Words, suffixed

_TOPS = frozenset(
    {"president", "prime minister", "king", "queen", "chancellor", "vice president", "premier", "secretary of state"}
)
_OWNING = tuple((mark,) for mark in sorted(POSSESSIVES))
_LISTING = frozenset({",", "and", "the", ".", "&", "of", "(", ")", ":", "from", "for"})
_BETWEEN = frozenset({"and", ",", "the", "also", "as", "well", "concurrently", "a"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An office with the mentions of its holder and of its body or country, where the sentence has them.

    `other` is who may hold it instead: named after it where `person` is named before it, behind a comma.
    """

    office: Office
    person: Mention | None = None
    of: Mention | None = None
    of_words: tuple[int, int] | None = None
    last: int
    other: Mention | None = None


@kept(1)
def offices_held(analysis: Analysis) -> tuple[tuple[Held, ...], ...]:
    """The offices of each sentence of a document with their holders and bodies."""
    return tuple(tuple(in_sentence(words, list(offices.find(words)))) for words in analysis.words)


def in_sentence(words: Words, found: list[Office]) -> list[Held]:
    """The offices of a sentence with their holders and bodies; offices joined by "and" share a holder."""
    single: list[Office] = []
    several: list[Office] = []
    for office in found:
        (several if _plural(office) else single).append(office)
    return [*_single(words, single), *(held for office in several for held in _each(words, office))]


def _plural(office: Office) -> bool:
    name = {t.text.lower() for t in office.sentence.tokens[office.first : office.last]}
    return not name.isdisjoint(word_set("offices", "plurals"))


def _each(words: Words, office: Office) -> Iterator[Held]:
    """One office for each of several holders.

    "Presidents A of Nigeria and B of Benin", "ministers A (Mali) and B (Chad)", "the ministers of Mali and Chad, A
    and B", "the ministers of Mali, A, and Chad, B".
    """
    row = list(_row(words, office))
    first = next((k for k, (_, m) in enumerate(row) if m.type == "person"), len(row))
    holders = [m for _, m in row if m.type == "person"]
    before = _fore(words, office)
    ahead = [m for _, m in row[:first]] or (before if len(before) > 1 else [])
    if len(ahead) == len(holders) > 1 and len(row) in (first + len(holders), len(holders)):
        yield from (_of_one(office, m, of) for m, of in zip(holders, ahead, strict=True))
        return
    shared = before[0] if len(before) == 1 else None
    for k, (i, mention) in enumerate(row):
        if mention.type == "person":
            of = bearers.home_of(words, mention) or _bracketed(words, _past(words, i))
            if of is None and k > 0 and row[k - 1][1].type != "person" and _past(words, row[k - 1][0]) + 1 >= i - 1:
                of = row[k - 1][1]
            yield _of_one(office, mention, of or shared)


def _of_one(office: Office, person: Mention, of: Mention | None) -> Held:
    return Held(office=office, person=person, of=of, last=office.last)


def _row(words: Words, office: Office) -> Iterator[tuple[int, Mention]]:
    """The persons, bodies and places that are listed after an office of several, with their first words."""
    i, honorifics = office.last, word_set("names", "honorifics")
    if words.lower[i : i + 1] == ("and",):
        return
    while i < len(words.lower):
        mention = words.owner[i]
        if mention is None and (words.lower[i] in _LISTING or words.lower[i] in honorifics):
            i += 1
        elif mention and (mention.type == "person" or (mention.type in BODIES and mention.form != "adjective")):
            yield i, mention
            i = _past(words, i)
        else:
            return


def _fore(words: Words, office: Office) -> list[Mention]:
    """The bodies or countries before an office of several: "Norwegian and Swedish"."""
    mention, i = _before(words, office)
    found: list[Mention] = []
    while mention and mention.type in BODIES:
        found.insert(0, mention)
        end = i
        while i > 0 and words.lower[i - 1] in (",", "and"):
            i -= 1
        mention = words.owner[i - 1] if 0 < i < end else None
        while i > 0 and mention and words.owner[i - 1] is mention:
            i -= 1
    return found


def _bracketed(words: Words, i: int) -> Mention | None:
    """The body or country in brackets from a token on."""
    mention = words.owner[i + 1] if words.lower[i : i + 1] == ("(",) and i + 1 < len(words.lower) else None
    return mention if mention and mention.type in BODIES else None


def _single(words: Words, found: list[Office]) -> list[Held]:
    held = [_held(words, office) for office in found]
    for i in range(len(held) - 2, -1, -1):
        if (
            held[i].person is None
            and _joined(words, held[i], held[i + 1])
            and held[i + 1].person
            and not _rivals(held[i], held[i + 1])
        ):
            held[i] = replace(held[i], person=held[i + 1].person, of=held[i].of or held[i + 1].of)
    for i in range(1, len(held)):
        if held[i].person is None and held[i - 1].person and _joined(words, held[i - 1], held[i]):
            held[i] = replace(held[i], person=held[i - 1].person, of=held[i].of or held[i - 1].of)
    return held


def _rivals(a: Held, b: Held) -> bool:
    """Whether two offices cannot be one person's: "the Prime Minister and President Hollande"."""
    return a.office.head != b.office.head and a.of is None and b.of is None and {a.office.head, b.office.head} <= _TOPS


def _joined(words: Words, a: Held, b: Held) -> bool:
    """Whether only "and", commas, articles and the like stand between two offices."""
    start = _before(words, b.office)[1]
    between = words.lower[a.last : start]
    titled = start == b.office.first == a.last and b.person is not None and a.office.last == a.last
    once = word_set("offices", "status", "former")
    return (bool(between) or titled) and set(between) <= _BETWEEN | once


def _held(words: Words, office: Office) -> Held:
    of, start = _before(words, office)
    after, of_words, last = _after(words, office)
    last += 2 if suffixed(words, last) else 0
    near, comma = bearers.right(words, last)
    left = bearers.left(words, start) if words.lower[last : last + 1] not in (("'s",), ("’s",)) else None
    person = near if near and not comma else left or near
    of = of or after
    if of is None and person and person is near:
        of = bearers.home_of(words, person)
    other = near if person is left else None
    return Held(office=office, person=person, of=of, of_words=of_words, last=last, other=other)


def _before(words: Words, office: Office) -> tuple[Mention | None, int]:
    """The body or country before an office ("Russia's", "IMF", "Russian"), and the first word of the whole phrase."""
    i = office.before
    if (i > 0 and words.lower[i - 1] in POSSESSIVES) or (
        i > 1 and words.lower[i - 1] in ("state", "government") and words.owner[i - 2]
    ):
        i -= 1
    if possessors.national(words, office):
        i = possessors.begins(words, office)
        i -= i > 0 and words.lower[i - 1] in POSSESSIVES
    mention = words.owner[i - 1] if i > 0 else None
    if mention is None or mention.type not in BODIES:
        phrase = possessors.plain(words, i + (i < office.before and words.lower[i] in POSSESSIVES))
        return None, phrase[0] if phrase else possessors.begins(words, office)
    return mention, possessors.start_of(words, i - 1)


def _after(words: Words, office: Office) -> tuple[Mention | None, tuple[int, int] | None, int]:
    """The body or country after an office ("of the European Commission"), else its words, and where the phrase ends."""
    i = office.last + 2 if suffixed(words, office.last) else office.last
    if i >= len(words.lower) or words.lower[i] not in OF:
        return None, None, i
    j = i + 1
    while j < len(words.lower) and words.lower[j] in _BEFORE_NAMES and words.owner[j] is None:
        j += 1
    if j >= len(words.lower):
        return None, None, i
    mention = words.owner[j]
    if mention and mention.type in BODIES:
        end = _past(words, j)
        owned = words.owner[end + 1] if words.lower[end : end + 1] in _OWNING and end + 1 < len(words.lower) else None
        if owned and owned.type == "body":
            return owned, None, _past(words, end + 1)
        named = words.owner[end] if end < len(words.lower) else None
        if named and named.type == "body" and words.sentence.tokens[end - 1].text.islower():
            return named, None, _past(words, end)
        further = _part_of(words, end) if mention.form != "adjective" else _noun_phrase(words, end)
        return (mention, (j, further), further) if further > end else (mention, None, end)
    if mention or words.lower[i] in ("to", "from", "in", "with"):
        return None, None, i
    end = _noun_phrase(words, j)
    return (None, (j, end), end) if end > j else (None, None, i)


_BEFORE_NAMES = DETERMINERS | {"republic", "kingdom", "of", "state"}


def _part_of(words: Words, end: int) -> int:
    """Past the plain words for a part of the body or state named before them: "OSCE mission", "Ghana's cocoa board"."""
    first = end + 1 if words.lower[end : end + 1] in _OWNING else end
    last = _noun_phrase(words, first)
    tokens = words.sentence.tokens[first:last]
    plain = all(t.text.islower() for t in tokens) and last > first and words.owner[last - 1] is None
    return last if plain and words.lower[last - 1] in word_set("names", "body_heads") else end


def _hyphen(words: Words, i: int) -> bool:
    """Whether a token is a hyphen within a word: "single-market"."""
    tokens = words.sentence.tokens
    inside = 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return inside and words.lower[i] == "-"


def _past(words: Words, i: int) -> int:
    mention = words.owner[i]
    while i < len(words.lower) and words.owner[i] is mention:
        i += 1
    return i


def _noun_phrase(words: Words, i: int) -> int:
    """Where a plain noun phrase ends: before punctuation, a verb-like word or a name."""
    stop = word_sets(("offices", "stops"), ("names", "honorifics"))
    start = i
    while i < len(words.lower) and i - start < 7 and words.lower[i] not in stop:
        mention = words.owner[i]
        if (mention and mention.type == "person") or (
            not words.lower[i][0].isalnum() and words.lower[i] not in POSSESSIVES and not _hyphen(words, i)
        ):
            break
        i += 1
    return i
