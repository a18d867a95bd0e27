"""Who is meant where a Russian sentence names nobody: by "он", by a delegation that is led, by a verb's subject.

Law: only a person whose name stands in this sentence or the one before is meant, and only one.
"""

from bisect import bisect_left
from collections.abc import Iterator

from communique.extract.mentions import Mention
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.words import Sentence

_UP = 3  # so many verbs stand at most between a verb and the subject that it shares
_LEADING = ("во", "главе", "с")


def subjects(sentence: Sentence, at: int) -> Iterator[int]:
    """The subjects of the verb on which one without its own hangs: "могут встретиться", "прилетел и встретился"."""
    words = sentence.words
    for _ in range(_UP):
        own = [i for i in sentence.under(at) if words[i].rel.startswith("nsubj")]
        if own or words[at].rel not in ("xcomp", "conj", "csubj"):
            return
        at = words[at].head
        yield from (i for i in sentence.under(at) if words[i].rel == "nsubj")


def by_pronoun(analysis: Analysis, sentence: Sentence, at: int) -> Iterator[Mention]:
    """The person that "он" or "она" stands for: the last subject of its gender, in this sentence or the one before."""
    word = sentence.words[at]
    if word.pos != "PRON" or word.lemma not in ("он", "она") or word.case not in ("Nom", "Ins", "Acc"):
        return
    place = bisect_left(analysis.sentences, sentence.start, key=lambda s: s.start)
    for near in (sentence, *analysis.sentences[max(place - 1, 0) : place]):
        found = [m for m in _acting(analysis, near, word.feats.get("Gender")) if m.start < word.start]
        if found:
            yield found[-1]
            return


def _acting(analysis: Analysis, sentence: Sentence, gender: str | None) -> Iterator[Mention]:
    """The persons who are subjects, by their case where the tree does not tell."""
    for mention, own in analysis.named(sentence, "person"):
        first = sentence.words[own.start]
        if first.case == "Nom" and gender in (None, first.feats.get("Gender")):
            yield mention


def by_leader(analysis: Analysis, sentence: Sentence, at: int) -> Iterator[Mention]:
    """The person who leads what a noun names: "делегация МВФ во главе с Ивановым"."""
    words = [word.text.lower() for word in sentence.words]
    for i in range(at + 1, min(at + 8, len(words) - 2)):
        if tuple(words[i : i + 3]) == _LEADING:
            after = (m for m, own in analysis.named(sentence, "person") if own.start > i)
            yield from list(after)[:1]
            return
