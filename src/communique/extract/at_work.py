"""Organs at work: a clause in which those who meet do something in a town on a day tells of a meeting without its word.

"Finance ministers take up the budget in Cebu on 4 May", "the board decides in Vilnius on Friday".
"""

from collections.abc import Iterator, Sequence

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.clauses import Clauses
from communique.extract.occasions import Trigger
from communique.extract.offices import Words
from communique.extract.scenes import dates_within

_SUBJECTS = ("nsubj", "nsubj:pass")
_WHERE = frozenset({"in", "at", "to"})
_PLACES = frozenset({"place", "city"})
_DAYS = ("date", "time")


def at_work(analysis: Analysis, number: int, parsed: Clauses, words: Words, known: Sequence[Trigger]) -> Iterator[Trigger]:
    """The verbs of a sentence that tell of an organ's meeting, in clauses where no word for an occasion stands."""
    if word_set("meetings", "organs_at_work").isdisjoint(words.lower):
        return
    taken = {parsed.of[t.token] for t in known}
    for verb, pos in enumerate(parsed.tagged.upos):
        if pos == "VERB" and verb not in taken and _meets(analysis, parsed, words, verb):
            token = words.sentence.tokens[verb]
            yield Trigger(sentence=number, token=verb, start=token.start, end=token.end, kind="session", verb=True)


def _meets(analysis: Analysis, parsed: Clauses, words: Words, verb: int) -> bool:
    """Whether those who meet are the subject of a verb beside which a town and a day stand."""
    tree, tokens = parsed.tree, words.sentence.tokens
    subject = next(tree.kids(verb, *_SUBJECTS), None)
    if subject is None or tree.lower[subject] not in word_set("meetings", "organs_at_work"):
        return False
    beside = [k for k in tree.below[verb] if tree.relations[k].startswith(("obl", "nmod", "advmod"))]
    towns = (o for k in beside if tree.case(k) in _WHERE and (o := words.owner[k]))
    deals = tree.lower[verb] in word_set("meetings", "work_of_organs")
    if not deals and not any(town.type in _PLACES for town in towns):
        return False
    days = [d for d in dates_within(analysis, words.sentence.start, words.sentence.end) if d.day and d.kind in _DAYS]
    return any(day.start <= tokens[k].start < day.end for k in beside for day in days)
