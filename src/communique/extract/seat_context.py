"""Seat context: what the sentence and the one before tell of, and in which years its states are known to have come.

Law: a year counts only where the sentence tells it and the document names the body.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.keeping import kept
from communique.extract.mentions import Mention
from communique.extract.scenes import dates_within
from communique.languages import words

_MOST = 4


@cache
def families() -> Mapping[str, str]:
    """The sort of each word that may tell of a place."""
    return {word: family for family, entry in words("en", "seats").items() for word in entry.get("words", ())}


@kept(4)
def _told(analysis: Analysis) -> tuple[tuple[str, ...], ...]:
    """The sorts of words of each sentence that tell of places, but those that hardly do."""
    plain, known = word_set("seats", "around", "plain"), families()
    return tuple(
        tuple(dict.fromkeys(f for w in some.lower if (f := known.get(w)) and f not in plain)) for some in analysis.words
    )


def around(analysis: Analysis, number: int) -> Iterator[str]:
    """The marks of a sentence by the sorts of words in it and in the one before."""
    told = _told(analysis)
    yield from (f"sf={family}" for family in told[number])
    before = told[number - 1] if number else ()
    yield from (f"pf={family}" for family in before or ("none",))


@kept(4)
def _bodies(analysis: Analysis) -> tuple[knowledge.Body, ...]:
    """The bodies of a document that have known members, those named most first."""
    found = Counter(
        mention.known for entity in analysis.mentions.items if (mention := analysis.mentions.of(entity)) is not None
    )
    bodies = dict.fromkeys(b for known, _ in found.most_common() if known and (b := _with_members(known)))
    return tuple(bodies)[:_MOST]


@cache
def _with_members(known: str) -> knowledge.Body | None:
    """A body whose members are known, or the nearest one above it whose are."""
    thing = knowledge.thing(known)
    while isinstance(thing, knowledge.Body) and thing.parent and not thing.memberships:
        thing = knowledge.thing(thing.parent)
    return thing if isinstance(thing, knowledge.Body) and thing.memberships else None


@kept(4)
def _years(analysis: Analysis, number: int) -> frozenset[str]:
    """The years that a sentence tells."""
    sentence = analysis.tagged[number].sentence
    return frozenset(d.day[:4] for d in dates_within(analysis, sentence.start, sentence.end) if d.day)


def known(analysis: Analysis, number: int, mention: Mention) -> Iterator[str]:
    """The marks of a state that is known to have come to a body, or gone, in a year that the sentence tells."""
    state, said = analysis.mentions.of(mention), _years(analysis, number)
    if state is None or not state.known or not said:
        return
    own = [m for body in _bodies(analysis) for m in body.memberships if m.country == state.known]
    came = {f"ky={m.status}" for m in own if str(m.since) in said}
    yield from sorted(came | {"ky=until" for m in own if str(m.until) in said})
