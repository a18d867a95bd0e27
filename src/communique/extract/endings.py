"""Endings: that an office beside its holder is no longer held, by the clause or by a time that stands with it."""

from dataclasses import replace
from functools import cache

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set, word_sets
from communique.extract.holders import Held
from communique.extract.offices import Words
from communique.extract.parse import SUBJECTS, Tree, tree
from communique.languages import pattern

_UNREAL = frozenset({"would", "could", "may", "might", "should", "can", "if"})
_COMING = frozenset({"will", "’ll", "'ll", "is", "are", "be", "being"})
_WAS = frozenset({"was", "been"})
_LEAVING = frozenset({"as", "from"})


def ended(analysis: Analysis, number: int, words: Words, held: Held) -> Held:
    """An office with a holder beside it, as a former one where its sentence says so."""
    office = held.office
    if held.person is None or office.status_at is not None:
        return held
    at = None
    if not _telling(analysis, words).isdisjoint(words.lower):
        parse = tree(analysis.tagged[number])
        at = _was(words, parse, held)
        at = _gone(analysis, words, parse, held) if at is None else at
    if at is None and not _timed(analysis, held):
        return held
    return replace(held, office=replace(office, status="former", status_at=at))


def _telling(analysis: Analysis, words: Words) -> frozenset[str]:
    """The words by which a clause may say that an office is over; headlines say so in the present."""
    return _told(in_title=words.sentence.start < analysis.document.body_start)


@cache
def _told(*, in_title: bool) -> frozenset[str]:
    today = ("gone_today", "sent_today") if in_title else ()
    return _WAS | word_sets(*(("offices", "over", name) for name in ("gone", "sent", *today)))


def _timed(analysis: Analysis, held: Held) -> bool:
    """Whether a time behind the office, or between it and its holder, says up to when it was held."""
    text, office, person = analysis.document.text, held.office, held.person
    over = pattern("offices", "over").match(text, office.end)
    if over is not None:
        return _is_past(over["last"], analysis.written)
    return person is not None and bool(pattern("offices", "until").fullmatch(text, person.end, office.start))


def _is_past(year: str | None, written: str | None) -> bool:
    return year is None or written is None or year <= written[:4]


def _was(words: Words, parse: Tree, held: Held) -> int | None:
    """The "was" that makes an office one that the holder beside it had: "Ann Lee was governor and is now a judge"."""
    head = head_of(parse, held.office.first, held.office.last)
    copula = next(parse.kids(head, "cop"), None)
    subject = parse.subject(head) if copula is not None else None
    if copula is None or subject is None or words.owner[subject] != held.person or not is_real(parse, head):
        return None
    had = any(parse.lower[k] == "had" for k in parse.kids(head, "aux"))
    return copula if parse.lower[copula] == "was" or (parse.lower[copula] == "been" and had) else None


def _gone(analysis: Analysis, words: Words, parse: Tree, held: Held) -> int | None:
    """The verb that says that a holder left the office, or was made to: "Premier Ann Lee resigned on Monday"."""
    own = {i for i, owner in enumerate(words.owner) if owner is held.person}
    own.update(range(held.office.first, held.office.last))
    telling = _telling(analysis, words) - _WAS
    for i in sorted(own):
        verb, relation = parse.heads[i], parse.relations[i]
        if verb in own or verb < 0 or parse.lower[verb] not in telling or not is_real(parse, verb):
            continue
        passive = relation == "nsubj:pass" or any(parse.kids(verb, "aux:pass"))
        sent = parse.lower[verb] in word_sets(("offices", "over", "sent"), ("offices", "over", "sent_today"))
        done = (
            (passive and relation in SUBJECTS) or (relation == "obj" and not passive) if sent else relation == "nsubj"
        )
        if done and _leaves(parse, verb, own):
            return verb
    return None


def _leaves(parse: Tree, verb: int, own: set[int]) -> bool:
    """Whether it is this office that is left, and not another: "resigned as party leader"."""
    word = parse.lower[verb]
    if any(parse.lower[k] in _COMING for k in parse.kids(verb, "aux", "aux:pass")):
        return False
    if word.startswith("step") and not word_set("offices", "over", "with").intersection(
        parse.lower[verb + 1 : verb + 3]
    ):
        return False
    other = (k for k in parse.kids(verb, "obl", "nmod", "advcl", "obj") if parse.case(k) in _LEAVING)
    return all(k in own or parse.lower[k] in word_set("offices", "over", "offices") for k in other)


def head_of(parse: Tree, first: int, last: int) -> int:
    """The word of an office that the rest hangs on."""
    return next((i for i in range(first, last) if not first <= parse.heads[i] < last), last - 1)


def is_real(parse: Tree, head: int) -> bool:
    """Whether a clause is neither negated, nor unreal, nor an infinitive."""
    own = [parse.lower[k] for k in parse.kids(head, "aux", "mark")]
    return not parse.negated(head) and not _UNREAL & set(own) and "to" not in own
