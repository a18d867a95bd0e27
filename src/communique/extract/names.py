"""The persons, bodies and places of a document: found by tags, knowledge and capitals, then joined within it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from communique import knowledge
from communique.extract import bodies, people
from communique.extract.bodies import NamedBody
from communique.extract.chunks import MANY, Chunk, runs, word_set, word_sets
from communique.extract.finds import LOCATIVE, Found, surnames, unhyphened
from communique.extract.mentions import Mention, Mentions
from communique.extract.name_ends import BODY_JOINERS, before_marks, before_members, before_office
from communique.extract.owned import fronted, owned
from communique.extract.parents import related
from communique.extract.persons import person_spans, shouting
from communique.extract.powers import counted
from communique.extract.senses import of_its_day, settled
from communique.extract.tagger import Tagged
from communique.extract.tokens import Token
from communique.extract.tongues import in_tongues
from communique.model.document import Document


def find(document: Document, tagged: Sequence[Tagged]) -> Mentions:
    """All mentions of persons, bodies and places in a document, joined within it."""
    known = (*_known(document), *_dateline(document), *counted(document.text))
    known = (*known, *_organs(document.text, known))
    marked = tuple(_persons(document.text, tagged, known))
    heard = _behind_owners(document.text, [*_tagged(tagged), *_headed(tagged, known, marked)], known)
    finds = _choose([*marked, *heard, *known])
    finds = list(unhyphened(document.text, surnames(document.text, finds)))
    persons, person_of = people.join(document, [(f.start, f.end) for f in finds if f.type == "person"])
    named = [_named(document, f) for f in finds if f.type == "body"]
    organisations, body_of = bodies.join(document, named)
    forms = {m.span.pair: m.form for m in named}
    entity_of = {**person_of, **body_of}
    items = tuple(_mention(document, f, entity_of, forms) for f in finds)
    organisations = related(document, organisations, items)
    entities = {e.id: e for e in (*persons, *organisations)}
    items = tuple(replace(m, name=entities[m.entity].name) if m.entity else m for m in items)
    return Mentions(items=items, people=persons, bodies=organisations, entities=entities)


def _known(document: Document) -> Iterator[Found]:
    """What the knowledge base knows; a capital is a place unless it stands for its government."""
    text, year = document.text, int((document.published or "")[:4] or 0)
    for found in knowledge.find_names(text):
        sense = settled(found.entry) or of_its_day(found.entry, year)
        if sense is None:
            continue
        type = "place" if isinstance(sense.thing, knowledge.City) else "body"
        if sense.form == "capital" or type == "place":
            type = "place" if _is_location(text, found) or sense.form != "capital" else "body"
        yield Found(start=found.start, end=found.end, type=type, rank=2, entry=knowledge.Entry((sense,)))


def _organs(text: str, known: Sequence[Found]) -> Iterator[Found]:
    """Organs of known bodies that the text names after them in words of its own, or in another language."""
    things = [(f.start, f.end, f.entry.thing) for f in known if f.entry]
    named = [(s, e, b) for s, e, b in things if isinstance(b, knowledge.Body)]
    abroad = list(in_tongues(text, things))
    for start, end, organ in (*owned(text, named), *abroad):
        form = "name" if (start, end, organ) in abroad or bodies.head_word(text[start:end]) else "noun"
        sense = knowledge.Sense(organ, form, False)
        yield Found(start=start, end=end, type="body", rank=2, entry=knowledge.Entry((sense,)))


def _behind_owners(text: str, heard: Iterable[Found], known: Sequence[Found]) -> Iterator[Found]:
    """Names, those that end in a known organ's behind its own bodies as what that is: "IMF-World Bank Committee".

    Those that are but a town before a known body are left to what is known: "the Riga OSCE meeting".
    """
    ends = {f.end: f for f in known if f.type == "body"}
    towns = {f.start: f.end for f in known if f.entry and _is_town(f.entry)}
    for found in heard:
        last = ends.get(found.end) if found.type == "body" else None
        town = towns.get(found.start)
        if last and town and text[town : last.start].strip() in ("", "of", "of the"):
            continue
        if last and last.entry and found.start < last.start:
            inside = (f for f in known if found.start <= f.start and f.end <= last.start and f.entry)
            front = [(f.start, f.end, f.entry.thing) for f in inside if f.entry]
            if fronted(text[: last.start], found.start, front, last.entry.thing):
                found = replace(found, entry=last.entry)
        yield found


def _is_town(entry: knowledge.Entry) -> bool:
    """Whether a name is a city's, be it for a government too."""
    return any(isinstance(s.thing, knowledge.City) or s.form == "capital" for s in entry.senses)


_DATELINE = re.compile(r"\s*([A-Z][A-Z.'’ -]{2,30}?)(?:/[A-Z]+)?(?=,| [-–—(]| \()")


def _dateline(document: Document) -> Iterator[Found]:
    """The place in capitals that a story begins with: "PARIS, June 29 -"."""
    found = _DATELINE.match(document.text, document.body_start)
    entry = knowledge.look_up(found[1].title()) if found else None
    sense = settled(entry) if entry else None
    if found and sense and not isinstance(sense.thing, knowledge.Body):
        yield Found(start=found.start(1), end=found.end(1), type="place", rank=5, entry=knowledge.Entry((sense,)))


def _is_location(text: str, found: knowledge.Found) -> bool:
    before, after = text[max(0, found.start - 24) : found.start], text[found.end : found.end + 3]
    return (
        bool(LOCATIVE.search(before)) or bool(re.match(r"\s?[,(]|\s?[-–—]{1,2}\s", after)) or before[-1:] in ("\n", "")
    )


def _tagged(tagged: Sequence[Tagged]) -> Iterator[Found]:
    types = {"ORG": "body", "LOC": "place"}
    for sentence in tagged:
        tokens = sentence.sentence.tokens
        for name in sentence.names:
            end = before_office(tokens, name.start, name.end) if name.label == "ORG" else name.end
            end = before_marks(tokens, name.start, before_members(tokens, name.start, end))
            start = _first_word(tokens, name.start, end) if name.label in types else None
            if start is not None and not _is_plain_occasion(tokens[name.start : end]):
                yield Found(start=start, end=tokens[end - 1].end, type=types[name.label], rank=1)


def _is_plain_occasion(tokens: Sequence[Token]) -> bool:
    """Whether a name is nothing but a word for an occasion: "SUMMIT" in a title that shouts."""
    return len(tokens) == 1 and tokens[0].text.lower() in word_set("names", "occasions")


def _first_word(tokens: Sequence[Token], first: int, last: int) -> int | None:
    for token in tokens[first:last]:
        if token.text.lower() not in _BEFORE_NAMES and token.text[0].isalnum():
            return token.start
    return None


_STATUS = frozenset({"former", "then", "retired"})
_BEFORE_NAMES = frozenset({"the", "a", "an"}) | _STATUS


def _persons(text: str, tagged: Sequence[Tagged], known: Sequence[Found]) -> Iterator[Found]:
    """The persons, but no stretch of a known body's name of several words, nor such a name behind a particle."""
    taken = {(f.start, f.end) for f in known}
    inside = {
        i for f in known if f.type == "body" and text[f.start : f.end].count(" ") > 1 for i in range(f.start, f.end)
    }
    loud = {i for s in tagged if shouting(s) for i in range(s.sentence.start, s.sentence.end)}
    for start, end in person_spans(tagged, taken):
        if start not in loud and _ACRONYM.fullmatch(text, start, end):
            yield Found(start=start, end=end, type="body", rank=1)
            continue
        particle = text[start].islower() and (text.find(" ", start) + 1, end) in taken
        if not particle and not (start in inside and end - 1 in inside):
            yield Found(start=start, end=end, type="person", rank=3)


_ACRONYM = re.compile(r"[A-Z]{4,10}")


def _headed(tagged: Sequence[Tagged], known: Sequence[Found], marked: Sequence[Found]) -> Iterator[Found]:
    """Runs of capitals that a word such as Council makes the name of a body, up to where a person's name begins."""
    starts = {f.start for f in known}
    persons = {f.start for f in marked}
    for sentence in tagged:
        if shouting(sentence):
            continue
        for chunk in runs(sentence.sentence, BODY_JOINERS):
            named = _body_part(_before_person(chunk, persons), starts)
            if named:
                yield Found(start=named.start, end=named.end, type="body", rank=4 if len(named.tokens) > 1 else 0)


def _body_part(chunk: Chunk, known_starts: set[int]) -> Chunk | None:
    """The part of a run that names a body: after an office ("Chairman of the"), before a second name ("and NATO")."""
    if not any(_heads_body(t.text) for t in chunk.tokens):
        return None
    chunk = _after_office(chunk)
    last = before_office(chunk.tokens, 0, len(chunk.tokens))
    last = before_members(chunk.sentence.tokens, chunk.first, chunk.first + last) - chunk.first
    begun = chunk.tokens[0].text == "the" or chunk.tokens[0].text.lower() in _STATUS
    chunk = chunk.part(begun, last)
    lower = [t.text.lower() for t in chunk.tokens]
    heads = word_set("names", "body_heads")
    apart = next((i for i in range(1, len(lower) - 1) if lower[i] == "the" and lower[i - 1] not in BODY_JOINERS), 0)
    if apart and not heads.intersection(lower[:apart]):
        return _body_part(chunk.part(apart + 1, len(lower)), known_starts)
    if not any(_heads_body(w) for w in lower):
        return None
    for i in range(1, len(lower) - 1):
        if lower[i] == "and" and (chunk.tokens[i + 1].start in known_starts or lower[i + 1] == "the"):
            if any(w in heads for w in lower[:i]):
                return _body_part(chunk.part(0, i), known_starts)
            return _body_part(chunk.part(i + 1, len(lower)), known_starts)
    if " ".join(lower) in word_set("names", "no_bodies"):
        return None
    if len(lower) == 1 and (lower[0] not in word_set("names", "single") or chunk.tokens[0].text.isupper()):
        return None
    return chunk


@lru_cache(MANY)
def _heads_body(word: str) -> bool:
    """Whether a word such as Council says that a name is a body's."""
    heads, lower = word_set("names", "body_heads"), word.lower()
    return lower in heads or lower.rstrip("s") in heads


def _before_person(chunk: Chunk, persons: set[int]) -> Chunk:
    """A run without the honorific and name of a person that follow in it."""
    titles = word_set("names", "honorifics")
    for i, token in enumerate(chunk.tokens):
        if token.start in persons and i:
            while i > 1 and chunk.tokens[i - 1].text.lower() in titles and chunk.tokens[i - 2].text not in "-‑":
                i -= 1
            return chunk.part(0, i)
    return chunk


def _after_office(chunk: Chunk) -> Chunk:
    """A run without an office or occasion before the body's name: "Chairman of the", "Second Session of the"."""
    before = word_sets(("offices", "heads"), ("names", "occasions"))
    lower = [t.text.lower() for t in chunk.tokens]
    for i in range(len(lower) - 2, -1, -1):
        if (lower[i] in before or (lower[i] == "general" and i)) and lower[i + 1] in ("of", "for"):
            first = i + 2
            while first < len(lower) and lower[first] in ("the", "of"):
                first += 1
            if first < len(lower) and lower[first] != "parties":
                return chunk.part(first, len(lower))
    return chunk


def _choose(finds: Iterable[Found]) -> list[Found]:
    """The finds that stay, none overlapping, in text order; equal spans keep what is known of them."""
    merged: dict[tuple[int, int], Found] = {}
    for found in sorted(finds, key=lambda f: -f.rank):
        kept = merged.setdefault((found.start, found.end), found)
        if kept.type == "body" and kept.entry is None and found.entry and found.type == "body":
            merged[found.start, found.end] = replace(kept, entry=found.entry)
    taken: list[Found] = []
    starts: list[int] = []
    for found in sorted(merged.values(), key=lambda f: (f.type != "person", -(f.end - f.start), -f.rank)):
        i = bisect_right(starts, found.start)
        if (not i or taken[i - 1].end <= found.start) and (i == len(starts) or found.end <= starts[i]):
            starts.insert(i, found.start)
            taken.insert(i, found)
    return taken


def _named(document: Document, found: Found) -> NamedBody:
    span = document.span(found.start, found.end)
    if found.entry is None:
        return NamedBody(span=span)
    thing = found.entry.thing
    state = isinstance(thing, knowledge.Country)
    kind = "state" if state else getattr(thing, "kind", None)
    form = "capital" if found.entry.form == "metonym" else found.entry.form
    form = "adjective" if form == "demonym" else form
    return NamedBody(span=span, known=thing.id, name=thing.name if state else None, kind=kind, form=form)


def _mention(
    document: Document, found: Found, owner: Mapping[tuple[int, int], str], forms: Mapping[tuple[int, int], str]
) -> Mention:
    pair = (found.start, found.end)
    name = " ".join(document.text[found.start : found.end].split())
    return Mention(
        start=found.start,
        end=found.end,
        type=found.type,
        name=name,
        form=forms.get(pair, "name"),
        entity=owner.get(pair),
    )
