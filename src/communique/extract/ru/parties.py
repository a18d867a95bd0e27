"""Who takes part in an occasion, and whose it is, by what hangs on its word in the tree of a Russian sentence."""

from collections.abc import Iterator, Sequence

from communique.extract.mentions import Mention
from communique.extract.ru import known, meant
from communique.extract.ru.analysis import Analysis
from communique.extract.ru.names import short_name
from communique.extract.ru.occasions import Trigger, listed
from communique.extract.ru.offices import is_office
from communique.extract.ru.words import Sentence, Word

_UP = 3  # so many words stand at most between an occasion and the verb whose subject takes part


def of(analysis: Analysis, sentence: Sentence, trigger: Trigger) -> list[Mention]:
    """The mentions of those who take part, in text order, each entity once."""
    found: dict[str, Mention] = {}
    for at in _heads(sentence, trigger):
        for mention in _named(analysis, sentence, at):
            found.setdefault(mention.entity or mention.name, mention)
    if len(found) < 2 and trigger.kind in ("talks", "call", "consultation"):
        for mention in _beside(analysis, sentence, trigger):
            found.setdefault(mention.entity or mention.name, mention)
    return sorted(found.values(), key=lambda m: m.start)


def _beside(analysis: Analysis, sentence: Sentence, trigger: Trigger) -> Iterator[Mention]:
    """Where the tree does not tell: the person named last before the word, and the first after it and "с"."""
    words = sentence.words
    people = list(analysis.named(sentence, "person"))
    before = [m for m, at in people if at.stop <= trigger.at]
    after = [(m, at) for m, at in people if at.start > trigger.at]
    if not after or not before:
        return
    mention, at = after[0]
    between = words[trigger.at + 1 : at.start]
    received = words[trigger.at].lemma in listed("receiving") and words[at.start].case in ("Acc", "Gen")
    met = received or any(w.text.lower() in listed("with") for w in between) or trigger.kind == "call"
    if met and not any(w.pos in ("VERB", "PRON") or w.text in ";:«" for w in between):
        yield before[-1]
        yield mention
        yield from _listed_after(people, words, at.stop)


def _listed_after(people: Sequence[tuple[Mention, range]], words: Sequence[Word], end: int) -> Iterator[Mention]:
    """The persons that are joined to one by "и" alone."""
    for mention, at in people:
        if at.start > end and words[end].lemma == "и" and not any(w.pos == "VERB" for w in words[end : at.start]):
            yield mention
            return


def states(sentence: Sentence, trigger: Trigger) -> tuple[Word, tuple[str, ...]] | None:
    """The states of a joined adjective: "российско-белорусские переговоры"."""
    for i in sentence.under(trigger.at):
        word = sentence.words[i]
        parts = word.lemma.split("-")
        if word.pos == "ADJ" and len(parts) > 1:
            ids = [known.state_of(part) for part in parts]
            if all(ids):
                return word, tuple(id for id in ids if id)
    return None


def state_name(id: str) -> str:
    """The name of a state in Russian."""
    return short_name(id)


def _heads(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    """The words under which those who take part are named."""
    words = sentence.words
    yield from _under(sentence, trigger.at, verb=trigger.verb)
    yield from _chaired(sentence)
    yield from _antecedents(sentence, trigger)
    if trigger.verb:
        return
    at = trigger.at
    for _ in range(_UP):
        at = words[at].head
        if at < 0:
            return
        if words[at].pos == "VERB":
            if words[at].lemma in listed("holding"):
                yield from _under(sentence, at, verb=True)
            elif _has_other(sentence, trigger.at):
                yield from (i for i in sentence.under(at) if words[i].rel == "nsubj")
            return


def _has_other(sentence: Sentence, at: int) -> bool:
    """Whether a noun says with whom: whoever acts before or after a meeting with somebody was at it."""
    words = sentence.words
    return any(words[j].lemma in listed("with") for i in sentence.under(at) for j in sentence.under(i))


def _antecedents(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    """Those whom "которые" before a verb stands for, all of a row of them."""
    words = sentence.words
    pronoun = any(words[i].lemma == "который" and words[i].rel == "nsubj" for i in sentence.under(trigger.at))
    if not (trigger.verb and pronoun and words[trigger.at].rel.startswith("acl")):
        return
    top = words[trigger.at].head
    while top >= 0 and words[top].rel in ("conj", "flat:name", "appos", "nmod") and words[top].head >= 0:
        top = words[top].head
    if words[trigger.at].feats.get("Number") == "Plur" and top >= 0:
        yield top
        yield from _joined(sentence, top)


def _chaired(sentence: Sentence) -> Iterator[int]:
    """Whoever presides: "под председательством премьер-министра"."""
    for i, word in enumerate(sentence.words):
        if word.lemma in listed("presiding"):
            yield from (j for j in sentence.under(i) if sentence.words[j].case == "Gen")


def _under(sentence: Sentence, at: int, *, verb: bool) -> Iterator[int]:
    words = sentence.words
    for i in meant.subjects(sentence, at) if verb else ():
        yield i
        yield from _joined(sentence, i)
    for i in sentence.under(at):
        word = words[i]
        before = {words[j].lemma for j in sentence.under(i) if words[j].rel == "case"}
        together = bool(before & (listed("with") | listed("between")))
        subject = verb and word.rel in ("nsubj", "nsubj:pass")
        received = verb and word.rel == "obj" and words[at].lemma in listed("receiving")
        owned = not verb and i > at and word.case == "Gen" and not before and word.pos != "ADJ"
        if subject or received or owned or (together and word.case == "Ins"):
            yield i
            yield from _joined(sentence, i)


def _joined(sentence: Sentence, at: int) -> Iterator[int]:
    for i in sentence.under(at):
        if sentence.words[i].rel == "conj":
            yield i
            yield from _joined(sentence, i)


def _named(analysis: Analysis, sentence: Sentence, at: int) -> Iterator[Mention]:
    """Who a noun stands for: its own name or that beside it, else the state or body that it is of."""
    branch = _own(sentence, at)
    found = [m for m, words in analysis.named(sentence) if words.start in branch and m.type != "place"]
    people = [m for m in found if m.type == "person"] or list(_unnamed(analysis, sentence, at))
    named = people or [m for m in found if m.entity]
    yield from named[:1]
    if named and sentence.words[at].feats.get("Number") == "Plur":
        own = sentence.at(named[0].start, named[0].end)
        for i in _joined(sentence, own.start):
            yield from (m for m, words in analysis.named(sentence, named[0].type) if i in words and m.entity)


def _unnamed(analysis: Analysis, sentence: Sentence, at: int) -> Iterator[Mention]:
    """The person whom a word without a name of its own stands for."""
    yield from _holder(analysis, sentence, at)
    yield from meant.by_leader(analysis, sentence, at)
    yield from meant.by_pronoun(analysis, sentence, at)


def _holder(analysis: Analysis, sentence: Sentence, at: int) -> Iterator[Mention]:
    """The person whose name follows an office, wherever the tree hangs it."""
    words = sentence.words
    if not is_office(words[at]):
        return
    for mention, own in analysis.named(sentence, "person"):
        between = words[at + 1 : own.start]
        if own.start > at and not any(w.pos in ("VERB", "CCONJ", "SCONJ") or w.text in ",;:—(" for w in between):
            yield mention
            return


def _own(sentence: Sentence, at: int) -> frozenset[int]:
    """The words of a noun's branch, without those joined to it, its clauses and what stands in a place."""
    words = sentence.words
    kept, waiting = {at}, [at]
    while waiting:
        for i in sentence.under(waiting.pop()):
            closed = words[i].rel in ("conj", "acl", "acl:relcl", "advcl", "parataxis", "obl") or i in kept
            if not closed and not any(words[j].rel == "case" for j in sentence.under(i)):
                kept.add(i)
                waiting.append(i)
    return frozenset(kept)
