"""Scenes: the stretch of a sentence that belongs to one mention of an occasion."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import diaries
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses
from communique.extract.holders import offices_held
from communique.extract.mentions import Mention
from communique.extract.occasions import Trigger
from communique.extract.offices import Words
from communique.languages import pattern
from communique.model.times import TimeExpression

_CUT = pattern("meetings", "cut")


@dataclass(frozen=True, slots=True)
class Scene:
    """One trigger with all that is needed to read the words around it."""

    analysis: Analysis
    trigger: Trigger
    parsed: Clauses
    words: Words
    start: int
    end: int
    holding: frozenset[int] = frozenset()
    others: frozenset[int] = frozenset()

    def mentions(self, *types: str) -> list[Mention]:
        """The mentions of the scene, in order."""
        return [m for m in self.analysis.mentions.within(self.start, self.end) if m.type in types]

    def text(self) -> str:
        """The words of the scene."""
        return self.analysis.document.text[self.start : self.end]


def scene_of(analysis: Analysis, trigger: Trigger, triggers: Sequence[Trigger], parsed: Clauses, words: Words) -> Scene:
    """The stretch of the sentence that belongs to a trigger: its clause, up to the next trigger."""
    tokens = words.sentence.tokens
    text = analysis.document.text
    lefts = [t.end for t in triggers if t.token < trigger.token and not _together(text, t, trigger)]
    rights = [t.start for t in triggers if t.token > trigger.token and not _together(text, trigger, t)]
    notice = diaries.at(analysis.diary, trigger.start)
    begin = max(words.sentence.start, notice.text) if notice and notice.text <= trigger.start else words.sentence.start
    start = max([begin, *(_break(text, end, trigger.start, last=True) for end in lefts)])
    start = max([start, *_clauses_before(trigger, triggers, parsed, words)])
    end = min([words.sentence.end, *(_break(text, trigger.end, begin, last=False) for begin in rights)])
    first = next(t.start for t in tokens if t.end > start)
    last = max(t.end for t in tokens if t.start < end)
    holding = frozenset(h.of.start for h in offices_held(analysis)[trigger.sentence] if h.of)
    others = frozenset(t.token for t in triggers if t.token != trigger.token)
    return Scene(analysis, trigger, parsed, words, first, last, holding, others)


def _clauses_before(trigger: Trigger, triggers: Sequence[Trigger], parsed: Clauses, words: Words) -> Iterator[int]:
    """Where relative clauses end that tell of another occasion: "the board, which met in Riga in May, meets"."""
    for other in triggers:
        head = parsed.of[other.token]
        relative = parsed.tagged.deprels[head].startswith("acl") and other.token < trigger.token
        if relative and parsed.of[trigger.token] != head and not _hangs_on(parsed, trigger.token, head):
            inside = [i for i in range(other.token, trigger.token) if parsed.of[i] == head]
            yield words.sentence.tokens[inside[-1]].end


def _hangs_on(parsed: Clauses, word: int, head: int) -> bool:
    """Whether a word hangs on another, directly or through others."""
    heads, steps = parsed.tree.heads, 0
    while word >= 0 and word != head and steps < len(heads):
        word, steps = heads[word], steps + 1
    return word == head


def _together(text: str, a: Trigger, b: Trigger) -> bool:
    """Whether two triggers speak of one occasion: "held talks during a visit" does not, "the summit meeting" does."""
    between = text[a.end : b.start]
    return len(between) < 12 and not _CUT.search(between) and "," not in between


def _break(text: str, start: int, end: int, *, last: bool) -> int:
    """Where the words of one trigger give way to those of the next."""
    cuts = [m.start() for m in _CUT.finditer(text, start, end)]
    if cuts:
        return cuts[-1] if last else cuts[0]
    return start if last else end


def dates_within(analysis: Analysis, start: int, end: int) -> tuple[TimeExpression, ...]:
    """The time expressions that begin inside an interval, in order."""
    first = bisect_left(analysis.dates, start, key=lambda d: d.start)
    last = bisect_left(analysis.dates, end, lo=first, key=lambda d: d.start)
    return analysis.dates[first:last]


def undated(analysis: Analysis, words: Words) -> Words:
    """The words without those of dates, so that the month of May is no verb."""
    spans = [(d.start, d.end) for d in dates_within(analysis, words.sentence.start, words.sentence.end)]
    inside = [any(a <= token.start < b for a, b in spans) for token in words.sentence.tokens]
    return replace(words, lower=tuple("" if dated else word for dated, word in zip(inside, words.lower, strict=True)))


def gap(scene: Scene, start: int, end: int) -> int:
    """How far a stretch lies from the trigger, in characters; what stands before counts double."""
    if start >= scene.trigger.end:
        return start - scene.trigger.end
    return (scene.trigger.start - end) * 2


def is_state(scene: Scene, mention: Mention) -> bool:
    """Whether a mention names a state."""
    entity = scene.analysis.mentions.of(mention)
    return bool(entity and entity.kind == "state")
