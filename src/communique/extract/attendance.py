"""Attendance: who was at a session, by what the text reports of them after it.

Law: a person is taken to have been there who speaks in the sentences that tell of a session which took place, and
nowhere else: not to an outlet, by telephone or in writing, and not as one who only looks on.
"""

from collections.abc import Iterable, Iterator

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.parse import SUBJECTS
from communique.extract.retellings import Occasion
from communique.extract.tagger import Tagged
from communique.languages import pattern
from communique.model.entity import Reference
from communique.model.span import Span

_ELSEWHERE = pattern("attendance", "elsewhere")
_ONLOOKER = pattern("attendance", "onlooker")
_FROM_TOP = 4
_REACH = 20
_OFFICE = 90
_HOPS = 3
_SITTINGS = frozenset({"session", "conference"})


def speakers(analysis: Analysis, occasion: Occasion, others: Iterable[Occasion]) -> Iterator[tuple[Reference, Span]]:
    """The persons who speak at a session, each with where it is said first."""
    if occasion.first.standing.status not in ("held", "ongoing") or occasion.first.kind not in _SITTINGS:
        return
    published = analysis.written
    if published and any(
        s.date and s.date[:4].isdigit() and s.date[: len(published)] > published for s in occasion.slots
    ):
        return
    named = min((s.trigger.sentence for s in occasion.slots if s.body), default=None)
    if named is None or named > _FROM_TOP:
        return
    taken = {s.trigger.sentence for o in others if o is not occasion for s in o.slots}
    seen: set[str] = set()
    for number in range(named, min(len(analysis.tagged), named + _REACH)):
        if number > named and number in taken:
            continue
        for mention in _speaking(analysis, analysis.tagged[number]):
            entity = analysis.mentions.of(mention)
            if entity and entity.id not in seen:
                seen.add(entity.id)
                yield entity.reference, analysis.document.span(mention.start, mention.end)


def _speaking(analysis: Analysis, tagged: Tagged) -> Iterator[Mention]:
    """The persons who speak in a sentence, unless it is elsewhere."""
    text, sentence = analysis.document.text, tagged.sentence
    if _ELSEWHERE.search(text, sentence.start, sentence.end):
        return
    for mention in analysis.mentions.within(sentence.start, sentence.end):
        first, last = max(sentence.start, mention.start - _OFFICE), min(sentence.end, mention.end + _OFFICE)
        if _can_speak(analysis, mention) and _speaks(tagged, mention) and not _ONLOOKER.search(text, first, last):
            yield mention


def _can_speak(analysis: Analysis, mention: Mention) -> bool:
    entity = analysis.mentions.of(mention)
    return mention.type == "person" or bool(entity and entity.kind == "state" and mention.form == "name")


def _speaks(tagged: Tagged, mention: Mention) -> bool:
    """Whether a mention, or the office that it stands beside, is the subject of a word of saying."""
    tokens = tagged.sentence.tokens
    for i, token in enumerate(tokens):
        if not mention.start <= token.start < mention.end:
            continue
        head = i
        for _ in range(_HOPS):
            verb = tagged.heads[head]
            if tagged.deprels[head] in SUBJECTS and verb >= 0:
                return tokens[verb].text.lower() in word_set("attendance", "say")
            if tagged.deprels[head] not in ("appos", "flat", "nmod:desc", "compound", "conj") or verb < 0:
                break
            head = verb
    return False
