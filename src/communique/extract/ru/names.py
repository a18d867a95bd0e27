"""The persons, bodies and places that a Russian text names, joined within the document.

Law: what is known beforehand is found by its dictionary words in any case; the model's names fill the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communique import knowledge
from communique.extract.mentions import Mention, Mentions
from communique.extract.ru import known, models, people
from communique.extract.ru.declension import phrase, plain
from communique.extract.ru.words import Sentence, Word, lines
from communique.knowledge import Body, City, Country
from communique.languages import words as read_words
from communique.model.document import Document
from communique.model.entity import Entity


@dataclass(frozen=True, slots=True)
class _Found:
    """A stretch of the text that names something: a model's label, or the id of what is known."""

    start: int
    end: int
    label: str
    words: tuple[Word, ...]
    id: str | None = None


@dataclass(slots=True)
class _Body:
    name: str
    kind: str | None
    known: str | None
    mentions: list[tuple[int, int, str]] = field(default_factory=list)


def find(document: Document, sentences: Sequence[Sentence]) -> Mentions:
    """The mentions of a text in order, none overlapping, with the persons and bodies that they stand for."""
    found = _apart([*_known(sentences), *_tagged(document.text, sentences)])
    persons = [(f.start, f.end, people.named(f.words)) for f in found if f.label == "PER"]
    mentions, entities = people.join(document, persons)
    own, bodies = _bodies(document, [f for f in found if f.label in ("ORG", "state", "adjective", "body")])
    places = [_place(f) for f in found if f.label in ("LOC", "city")]
    items = tuple(sorted((*mentions, *own, *places), key=lambda m: m.start))
    by_id = {e.id: e for e in (*entities, *bodies)}
    return Mentions(items=items, people=tuple(entities), bodies=tuple(bodies), entities=by_id)


def _known(sentences: Sequence[Sentence]) -> Iterator[_Found]:
    for sentence in sentences:
        for hit in known.find(sentence.words):
            words = sentence.words[hit.first : hit.last]
            thing = knowledge.thing(hit.id)
            label = "city" if isinstance(thing, City) else "state" if isinstance(thing, Country) else "body"
            label = "adjective" if hit.form == "adjective" else label
            yield _Found(words[0].start, words[-1].end, label, words, hit.id)
        yield from _joined(sentence)


def _joined(sentence: Sentence) -> Iterator[_Found]:
    """The states of joined adjectives: "российско-белорусские"."""
    for word in sentence.words:
        parts = word.text.split("-")
        ids = [known.state_of(plain(part)) for part in word.lemma.split("-")]
        if word.pos == "ADJ" and len(parts) == len(ids) > 1 and all(ids):
            start = word.start
            for part, id in zip(parts, ids, strict=True):
                yield _Found(start, start + len(part), "adjective", (word,), id)
                start += len(part) + 1


def _tagged(text: str, sentences: Sequence[Sentence]) -> Iterator[_Found]:
    """What the model takes for names."""
    spans = list(lines(text))
    pieces = models.names().map([text[a:b] for a, b in spans])
    flat = [word for sentence in sentences for word in sentence.words]
    for (start, _), piece in zip(spans, pieces, strict=True):
        for span in piece.spans:
            words = tuple(w for w in flat if start + span.start <= w.start and w.end <= start + span.stop)
            if span.type == "PER":
                words = _before_mark(words)
            if words and any(c.isalpha() for c in text[words[0].start : words[-1].end]):
                yield _Found(words[0].start, words[-1].end, span.type, words)


def _before_mark(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words of a name before a parenthesis or a comma."""
    cut = next((i for i, word in enumerate(words) if word.text in '(),;:«"'), len(words))
    return words[:cut]


def _apart(found: Sequence[_Found]) -> list[_Found]:
    """Of stretches that overlap, the longer; of equal ones what is known, but persons before cities."""
    kept: list[_Found] = []
    taken: list[tuple[int, int]] = []
    for one in sorted(found, key=lambda f: (-_weight(f), f.start)):
        if all(one.end <= a or b <= one.start for a, b in taken):
            kept.append(one)
            taken.append((one.start, one.end))
    return sorted(kept, key=lambda f: f.start)


def _weight(found: _Found) -> float:
    sure = {"PER": 2.0, "state": 1.5, "body": 1.5, "adjective": 1.0, "city": 1.2}.get(found.label, 0.0)
    return found.end - found.start + sure


def _place(found: _Found) -> Mention:
    thing = knowledge.thing(found.id) if found.id else None
    name = thing.name if thing and found.label != "city" else nominative(found.words)
    return Mention(start=found.start, end=found.end, type="place", name=name)


def _bodies(document: Document, found: Sequence[_Found]) -> tuple[list[Mention], list[Entity]]:
    bodies: dict[str, _Body] = {}
    for one in found:
        name = _name_of(one)
        key = one.id or _key(name, bodies)
        form = "adjective" if one.label == "adjective" else "acronym" if _is_acronym(one.words) else "name"
        body = bodies.setdefault(key, _Body(name, _kind(one, name), one.id))
        body.mentions.append((one.start, one.end, form))
        if form == "name" and one.id and len(name) > len(body.name):
            body.name = name
    entities, mentions = [], []
    for i, body in enumerate(bodies.values(), 1):
        spans = tuple(document.span(a, b) for a, b, _ in body.mentions)
        entities.append(
            Entity(id=f"b{i}", type="body", name=body.name, mentions=spans, kind=body.kind, known=body.known)
        )
        mentions += [
            Mention(start=a, end=b, type="body", name=body.name, form=form, entity=f"b{i}")
            for a, b, form in body.mentions
        ]
    return mentions, entities


def _name_of(found: _Found) -> str:
    """The nominative of what is named; a state by its short name."""
    thing = knowledge.thing(found.id) if found.id else None
    if isinstance(thing, Country):
        return short_name(thing.id)
    return nominative(found.words)


def short_name(id: str) -> str:
    """The name by which a state goes in Russian."""
    return next((r.words for r in knowledge.russian() if r.id == id and r.form == "name"), id)


def nominative(words: Sequence[Word]) -> str:
    """A noun phrase of the text in the nominative, with the spaces of the text."""
    turned = phrase([w.text for w in words], [w.case for w in words], [w.pos for w in words]).split(" ")
    if len(turned) != len(words):
        return " ".join(turned)
    gaps = ["" if i and words[i - 1].end == w.start else " " for i, w in enumerate(words)]
    return "".join(gap + word for gap, word in zip(gaps, turned, strict=True)).strip()


def _key(name: str, bodies: Mapping[str, _Body]) -> str:
    folded = plain(name).strip("«»\"'“”„ ")
    return next((key for key in bodies if key.startswith("=") and key[1:] == folded), f"={folded}")


def _is_acronym(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].text.isupper() and len(words[0].text) < 8


def _kind(found: _Found, name: str) -> str | None:
    thing = knowledge.thing(found.id) if found.id else None
    if isinstance(thing, Country):
        return "state"
    if isinstance(thing, Body):
        return thing.kind
    return "outlet" if plain(name) in read_words("ru", "names")["outlets"] else None
