"""What acts and programmes share in Russian: the noun phrases that name them, and how far the verbs say that they are.

Law: a name is cut from the text where a clause, a day or a party begins; nothing is added to it but the nominative.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.extract.mentions import Mention
from communique.extract.ru import sides
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.declension import plain
from communique.extract.ru.names import nominative
from communique.extract.ru.occasions import Trigger
from communique.extract.ru.parties import of as named_beside
from communique.extract.ru.words import Sentence, Word
from communique.languages import words as read_words
from communique.model.span import Span

_LONGEST = 25
_NEAR = 5
_ADJECTIVES = ("ADJ", "VERB", "PROPN")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `[first, last)` of a sentence that name an act or programme; `head` is its noun, `top` the word that stands
    for it in the tree, which may be that of a draft of it."""

    sentence: Sentence
    first: int
    head: int
    last: int
    top: int

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words."""
        return self.sentence.words[self.first : self.last]

    @property
    def name(self) -> str:
        """The name in the nominative."""
        return nominative(self.words)

    @property
    def key(self) -> tuple[str, ...]:
        """Its dictionary words, by which two mentions are of one thing."""
        return tuple(word.lemma for word in self.words if word.pos in ("NOUN", "PROPN", "ADJ", "NUM", "X"))

    @property
    def bare(self) -> bool:
        """Whether it is a noun alone."""
        return self.last - self.first == 1

    @property
    def plural(self) -> bool:
        """Whether it names several."""
        return self.sentence.words[self.head].feats.get("Number") == "Plur"

    def span(self, analysis: Analysis) -> Span:
        """Where it stands."""
        return analysis.document.span(self.words[0].start, self.words[-1].end)


@dataclass(frozen=True, slots=True)
class Stage:
    """How far an act or programme is by a word at `at`; `planned` where that is yet to be."""

    stage: str
    at: int
    planned: bool = False
    certainty: str = "certain"


@cache
def table(name: str) -> Mapping[str, Any]:
    """A table of the words of acts and programmes."""
    found: Mapping[str, Any] = read_words("ru", "instruments")[name]
    return found


def listed(name: str) -> frozenset[str]:
    """A list of words of acts and programmes."""
    return frozenset(table("words")[name])


def phrases(analysis: Analysis, sentence: Sentence, nouns: Mapping[str, str]) -> Iterator[Phrase]:
    """The noun phrases of a sentence whose noun is one of a table, in order."""
    days = frozenset(d.start for d in analysis.dates if d.kind == "date" and sentence.start <= d.start < sentence.end)
    for i, word in enumerate(sentence.words):
        if word.pos in ("NOUN", "PROPN") and word.lemma in nouns and _has_needed(sentence, i):
            yield Phrase(sentence, _first(sentence, i), i, _last(sentence, i, days), _top(sentence, i))


def _has_needed(sentence: Sentence, at: int) -> bool:
    needed = table("needs").get(sentence.words[at].lemma)
    around = [*sentence.under(at), sentence.words[at].head]
    return needed is None or any(i >= 0 and sentence.words[i].lemma in needed for i in around)


def _first(sentence: Sentence, at: int) -> int:
    """Where the adjectives begin that agree with a noun and belong to its name."""
    words, first = sentence.words, at
    if at and words[at - 1].lemma == "пакет" and words[at].lemma == "санкция":
        first = at - 1
    while first and words[first - 1].pos in _ADJECTIVES and words[first - 1].case == words[at].case:
        if words[first - 1].lemma in listed("dropped"):
            break
        first -= 1
    return first


def _last(sentence: Sentence, at: int, days: frozenset[int]) -> int:
    """Where what hangs on a noun ends, up to a clause, a day, or who made it."""
    words, branch = sentence.words, set(sentence.branch(at))
    end, quoted = at + 1, False
    while end < len(words) and end - at < _LONGEST:
        word = words[end]
        quoted = word.text == "«" or (quoted and word.text != "»")
        if not quoted and word.text != "»" and (end not in branch or word.start in days or _closes(words, end)):
            break
        end += 1
    while end > at + 1 and words[end - 1].pos in ("ADP", "CCONJ", "PUNCT") and words[end - 1].text != "»":
        end -= 1
    return end


def _closes(words: Sequence[Word], at: int) -> bool:
    word, following = words[at], words[at + 1] if at + 1 < len(words) else None
    if word.pos in ("PUNCT", "SCONJ", "AUX", "PRON") or (word.pos == "VERB" and word.case == ""):
        return True
    if word.pos == "ADP" and following is not None:
        dated = word.lemma in ("от", "на", "в") and following.text[:1].isdigit()
        placed = word.lemma in ("в", "на") and following.pos == "PROPN"
        named = any(w.pos == "PROPN" for w in words[at + 1 : at + _NEAR])
        return dated or placed or (word.lemma in listed("closing") and (named or word.lemma not in ("с", "со")))
    return word.pos == "CCONJ" and following is not None and following.pos in ("VERB", "ADP")


def _top(sentence: Sentence, at: int) -> int:
    """The word by which a noun hangs in the sentence: the first of those joined, the draft of it, its working."""
    words = sentence.words
    for _ in range(4):
        head = words[at].head
        through = head >= 0 and words[head].lemma in listed("through") and words[at].case == "Gen"
        if head < 0 or not (words[at].rel == "conj" or through) or words[head].pos not in ("NOUN", "PROPN"):
            break
        at = head
    return at


def stage_of(phrase: Phrase, verbs: str, nouns: str, being: str) -> Stage | None:
    """How far the words around a phrase say that it is, by the tables of verbs, nouns and verbs of being so named."""
    sentence, words, top = phrase.sentence, phrase.sentence.words, phrase.top
    for i in sentence.under(phrase.head):
        if words[i].rel in ("acl", "amod") and words[i].pos in ("VERB", "ADJ") and words[i].lemma in table(verbs):
            return None if _denied(sentence, i) else Stage(table(verbs)[words[i].lemma], i)
    at = words[top].head
    if at < 0:
        return None
    if words[at].pos == "NOUN" and words[at].lemma in table(nouns) and words[top].case == "Gen":
        return _noun_stage(sentence, at, table(nouns)[words[at].lemma])
    if words[at].pos not in ("VERB", "ADJ", "AUX") or _denied(sentence, at):
        return None
    subject = words[top].rel.startswith("nsubj")
    if subject and (found := table(being).get(words[at].lemma)):
        needed = not found[1] or any(words[i].lemma == found[1] for i in sentence.under(at))
        return _timed(sentence, at, found[0]) if needed else None
    passive = words[at].lemma.endswith("ся") or words[at].feats.get("Voice") == "Pass"
    if words[at].lemma in table(verbs) and (words[top].rel == "obj" or (subject and passive)):
        return _timed(sentence, at, table(verbs)[words[at].lemma])
    return None


def _denied(sentence: Sentence, at: int) -> bool:
    return any(sentence.words[i].lemma in ("не", "нельзя") for i in sentence.under(at))


def _timed(sentence: Sentence, at: int, stage: str) -> Stage:
    """A stage by a verb: one that is to come where the verb or what governs it says so."""
    words = sentence.words
    near = [words[at], *(words[i] for i in sentence.under(at) if words[i].pos in ("VERB", "AUX", "ADV", "ADJ"))]
    if words[at].head >= 0 and words[at].feats.get("VerbForm") == "Inf":
        near.append(words[words[at].head])
    lemmas = {word.lemma for word in near[1:]}
    if lemmas & listed("maybe"):
        return Stage(stage, at, planned=True, certainty="possible")
    future = any(w.feats.get("Tense") == "Fut" for w in near)
    planned = future or bool(lemmas & listed("wanting")) or words[at].feats.get("VerbForm") == "Inf"
    return Stage(stage, at, planned=planned, certainty="probable" if planned else "certain")


def _noun_stage(sentence: Sentence, at: int, stage: str) -> Stage | None:
    """A stage by a noun such as "подписание": it came about where the verb above says so, else it is to come."""
    words, above = sentence.words, sentence.words[at].head
    if above < 0 or _denied(sentence, above):
        return None
    past = words[above].feats.get("Tense") == "Past" and words[above].lemma in listed("happening")
    if past or stage in ("under way", "under consideration"):
        return Stage(stage, at)
    ahead = words[above].feats.get("Tense") == "Fut" or words[above].lemma in listed("wanting")
    return Stage(stage, at, planned=True, certainty="probable") if ahead else None


def whose(analysis: Analysis, phrase: Phrase, stage: Stage | None) -> tuple[list[Mention], list[Mention]]:
    """The states and the other bodies that an act or programme is of, or that brought it as far as it is."""
    sentence = phrase.sentence
    found = named_beside(analysis, sentence, Trigger(stage.at, "act", True)) if stage else []
    found += named_beside(analysis, sentence, Trigger(phrase.head, "act", False))
    states: dict[str, Mention] = {}
    bodies: dict[str, Mention] = {}
    for mention in found:
        entity = analysis.mentions.of(mention)
        if entity is None:
            continue
        if entity.type == "person":
            for body in analysis.mentions.bodies:
                if body.known in sides.of_person(analysis, entity):
                    states.setdefault(body.id, _mention_of(analysis, body.id))
        elif entity.kind == "state":
            states.setdefault(entity.id, mention)
        elif entity.kind != "outlet":
            bodies.setdefault(entity.id, mention)
    return list(states.values()), list(bodies.values())


def _mention_of(analysis: Analysis, id: str) -> Mention:
    return next(m for m in analysis.mentions.items if m.entity == id)


def one(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two mentions by their dictionary words are of one thing: the words of one stand among those of the other.

    >>> one(("соглашение", "транзит"), ("соглашение", "транзит", "груз"))
    True
    """
    short, long = sorted((list(map(plain, a)), list(map(plain, b))), key=len)
    return len(short) > 1 and set(short) <= set(long)
