"""Bearings: marks of a body by where it stands to an office, as the words around both tell."""

from collections.abc import Iterator

from communique.extract.offices import DETERMINERS, POSSESSIVES
from communique.extract.possessors import begins
from communique.extract.surroundings import Question, Surroundings

_OTHER = frozenset({",", "and", "(", "-", "by", "with", "said", "while", "as", "to", "from", "for", "told", "—", "–"})


def determiner(question: Question) -> str:
    """The word before an office's phrase: "its", "the", "'s" …; "w" is any other."""
    before = begins(question.words, question.held.office)
    word = question.words.lower[before - 1] if before > 0 else "-"
    if word in POSSESSIVES:
        return "'s"
    return word if word in DETERMINERS or word in _OTHER or word == "-" else "w"


def set_off(question: Question) -> str:
    """A comma, if one stands between an office and its holder's name: "the chairman, Ann Lee"."""
    after = question.words.lower[question.held.office.last : question.held.office.last + 1]
    return "," if after == (",",) else ""


def marks(drop: Surroundings, question: Question, before: int | None, after: int | None) -> Iterator[str]:
    """Marks of a body that is named last before an office, or first after it, at some places among the bodies."""
    yield f"{determiner(question)}:{_place(drop, question, before, after)}"
    for side, index in (("l", before), ("r", after)):
        if index is not None and drop.sentences[index] == question.number:
            context = drop.contexts[index]
            yield f"{side}b-{context.before}"
            yield f"{side}n-{context.behind}"
            yield f"{side}d-{context.relation}"
    key = drop.bodies[before if before is not None else after or 0].entity
    yield from (mark for mark, entity in drop.beside.get(question.held.office.start, ()) if entity == key)


def _place(drop: Surroundings, question: Question, before: int | None, after: int | None) -> str:
    """Where a body stands to an office: in its sentence, or in that before as subject, first, last or else."""
    if before is None:
        return "ahead" if after is not None and drop.sentences[after] == question.number else "later"
    distance = question.number - drop.sentences[before]
    if distance == 0:
        return "same-subject" if drop.contexts[before].relation == "nsubj" else "same"
    if distance > 1:
        return "far"
    if drop.contexts[before].relation == "nsubj":
        return "subject"
    if before == 0 or drop.sentences[before - 1] != drop.sentences[before]:
        return "first"
    last = before + 1 == len(drop.bodies) or drop.sentences[before + 1] != drop.sentences[before]
    return "last" if last else "between"
