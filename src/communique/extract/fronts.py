"""Fronts: the plain words before an office that name a body: "coffee producers federation head", "party leader"."""

from functools import cache

from communique.extract.chunks import word_set, word_sets
from communique.extract.offices import DETERMINERS, POSSESSIVES
from communique.extract.possessors import begins, plain
from communique.extract.surroundings import Question, office_class


def front_of(question: Question) -> tuple[int, int] | None:
    """The plain name of a body before an office, as "Colombian coffee producers federation" before "head"."""
    office, words = question.held.office, question.words
    if (party := party_of(question)) is not None:
        return party, party + 1
    if (owning := plain(words, begins(words, office))) is not None:
        return owning if words.lower[owning[1] - 1] not in word_set("offices", "vague") else None
    heads = word_set("names", "body_heads") - {"executive", "state", "house", "cabinet"}
    last = next((k for k in range(office.last - 2, office.first - 2, -1) if k >= 0 and words.lower[k] in heads), None)
    if last is None or words.owner[last] is not None:
        return None
    stop, first = _stops(), last
    while first > 0 and last - first < 5 and words.owner[first - 1] is None and words.lower[first - 1] not in stop:
        if not (words.lower[first - 1].isalpha() or words.lower[first - 1] in POSSESSIVES):
            break
        first -= 1
    owner = words.owner[first - 1] if first > 0 else None
    while owner and owner.type != "person" and first > 0 and words.owner[first - 1] is owner:
        first -= 1
    while first < last and words.lower[first] in POSSESSIVES:
        first += 1
    return first, last + 1


@cache
def _stops() -> frozenset[str]:
    return word_sets(("offices", "stops"), ("names", "honorifics")) | DETERMINERS | {"former", "then", "new"}


def party_of(question: Question) -> int | None:
    """The word before an office that names a party: "Conservative leader"."""
    office, words = question.held.office, question.words
    last = office.last - 1
    known = words.lower[last] in word_set("offices", "party", "of")
    return last - 1 if known and last > 0 and words.lower[last - 1] in word_set("offices", "party", "words") else None


def clear(question: Question, front: tuple[int, int]) -> bool:
    """Whether the words before an office say for certain whose it is: "the junta's", "foreign ministry"."""
    office, words = question.held.office, question.words
    if front == plain(words, begins(words, office)):
        return True
    last = words.lower[front[1] - 1]
    if office_class(question.role) == "minister" or words.lower[front[0]] in word_set("offices", "ranks"):
        return False
    single = front[1] - front[0] == 1 and words.sentence.tokens[front[0]].text[0].isupper()
    return front[1] == office.first == office.before and (last in word_set("offices", "departments") or single)


def is_part(question: Question, phrase: tuple[int, int]) -> bool:
    """Whether plain words behind a state or body name a part of it: "of the Latvian parliament", "OSCE mission"."""
    last = question.words.sentence.tokens[phrase[1] - 1].text
    return last in word_set("names", "body_heads") and office_class(question.role) != "minister"
