"""What a Russian sentence says around an occasion: when and where it is, in what form, and whether it came about."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique import knowledge
from communique.extract.mentions import Mention
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.occasions import Trigger, listed
from communique.extract.ru.words import Sentence, Word
from communique.knowledge import Country
from communique.model.times import TimeExpression

_FAR = 160


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an occasion came about, how sure that is, and the word that says so."""

    status: str
    certainty: str
    word: Word | None


def date_of(analysis: Analysis, sentence: Sentence, trigger: Trigger) -> TimeExpression | None:
    """The date of the sentence that is nearest to the occasion, one that is no part of a name."""
    word = sentence.words[trigger.at]
    near = [d for d in analysis.dates if sentence.start <= d.start and d.end <= sentence.end and d.edtf]
    fit = [
        d
        for d in near
        if d.kind in ("date", "time") and d.relation not in ("since", "until") and not _of_name(sentence, d)
    ]
    gaps = {d: max(word.start - d.end, d.start - word.end) for d in fit}
    close = [d for d in fit if gaps[d] <= _FAR]
    return min(close, key=lambda d: (rough(d), gaps[d]), default=None)


def rough(date: TimeExpression) -> bool:
    """Whether a date is vaguer than a month."""
    return len((date.day or "").partition("/")[0]) < 7


def _of_name(sentence: Sentence, date: TimeExpression) -> bool:
    """Whether a date belongs to an act's name: "Договора от 8 декабря 1999 года"."""
    words = sentence.words
    first = next((i for i, w in enumerate(words) if w.start >= date.start), 0)
    return first > 0 and words[first - 1].lemma == "от"


def place_of(analysis: Analysis, sentence: Sentence, trigger: Trigger) -> Mention | None:
    """The place of an occasion: a city before a state, the nearest of several."""
    found = sorted(_places(analysis, sentence, trigger), key=lambda pair: pair[:2])
    return found[0][2] if found else None


def _places(analysis: Analysis, sentence: Sentence, trigger: Trigger) -> Iterator[tuple[bool, int, Mention]]:
    words, word = sentence.words, sentence.words[trigger.at]
    for mention, at in analysis.named(sentence):
        entity = analysis.mentions.of(mention)
        state = entity is not None and entity.kind == "state" and mention.form != "adjective"
        if not (mention.type == "place" or state) or at.start == 0:
            continue
        before, case = words[at.start - 1].text.lower(), words[at.stop - 1].case
        going = trigger.kind == "visit" and case == "Acc" and before in ("в", "во", "на")
        seen = trigger.verb and trigger.kind == "visit" and words[at.start].head == trigger.at and case == "Acc"
        if going or seen or (case == "Loc" and before in ("в", "во", "на")):
            yield state, abs(mention.start - word.start), mention


def is_online(sentence: Sentence) -> Word | None:
    """The word that says that they meet by video."""
    return next((w for w in sentence.words if w.lemma in listed("online", "format")), None)


def standing(sentence: Sentence, trigger: Trigger, *, ahead: bool | None) -> Standing:
    """Whether an occasion came about by the words around it; `ahead` is whether its date is after publication."""
    words = sentence.words
    at = trigger.at
    near = [words[i] for i in {at, words[at].head, *sentence.under(at), *_verbs(sentence, at)} if i >= 0]
    for name in ("cancelled", "postponed"):
        if word := next((w for w in near if w.lemma in listed(name, "status")), None):
            return Standing(name, "certain", word)
    future = next((w for w in near if w.feats.get("Tense") == "Fut"), None)
    if word := next((w for w in near if w.lemma in listed("tentative", "status")), None):
        return Standing("tentative", "possible", word)
    if word := next((w for w in near if w.lemma in listed("scheduled", "status")), None) or future:
        return Standing("scheduled", "certain", word)
    if ahead:
        return Standing("scheduled", "certain", None)
    going = next((w for w in near if w.lemma in listed("ongoing", "status") and w.feats.get("Tense") == "Pres"), None)
    if going and ahead is None:
        return Standing("ongoing", "certain", going)
    return Standing("held", "certain", None)


def _verbs(sentence: Sentence, at: int) -> Iterator[int]:
    """The verb above a word and what helps it."""
    words = sentence.words
    for _ in range(4):
        at = words[at].head
        if at < 0:
            return
        yield at
        if words[at].pos in ("VERB", "AUX"):
            yield from (i for i in sentence.under(at) if words[i].pos == "AUX" or words[i].rel in ("aux", "xcomp"))
            above = words[at].head
            if above >= 0 and words[at].rel in ("xcomp", "csubj"):
                yield above
            return


def is_state(id: str | None) -> bool:
    """Whether what is known is a state."""
    return isinstance(knowledge.thing(id or ""), Country)
