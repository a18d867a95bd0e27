"""Occasions: the words of a sentence that speak of a meeting, and what sort it is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique import knowledge
from communique.extract.chunks import word_set
from communique.extract.convening import DECIDING, convenes, deals, is_convened, nouns_of
from communique.extract.elliptic import elliptic
from communique.extract.encounters import ENCOUNTERS, encounter, is_as_planned
from communique.extract.occasion_nouns import in_body, is_occasion, is_paid
from communique.extract.offices import Words
from communique.extract.tagger import Labelled, Tagged
from communique.knowledge import Body
from communique.languages import pattern
from communique.languages import words as read_words

MARK = "meeting:"
_SURE = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that speaks of an occasion: the index of its sentence and of itself in it, and the kind it names.

    `kind` is a meeting kind, or `meeting` where the parties settle it; `verb` says that it is a verb in use as one;
    `mark` is what the tagger says of it, if it hears an occasion there; `known` whether it knows the word at all;
    `name` whether the word is part of a body's name; `beside` whether only those beside a common word make it one;
    `short` whether its turn stands for it; `work` whether it is what an organ does in a town on a day, `along` whether
    that is to meet where another organ does, `off` whether it is so many days before or after what was told of.
    """

    sentence: int
    token: int
    start: int
    end: int
    kind: str
    verb: bool
    mark: Labelled | None = None
    known: bool = True
    name: bool = False
    beside: bool = False
    short: bool = False
    work: bool = False
    along: bool = False
    off: bool = False

    @property
    def sure(self) -> float:
        """How sure the tagger is that the word brings up an occasion."""
        return self.mark.score if self.mark else 0.0


@cache
def _verb_forms() -> Mapping[str, str]:
    return {form: verb for verb, forms in read_words("en", "meetings")["verbs"].items() for form in forms}


@cache
def _candidates() -> frozenset[str]:
    nouns = read_words("en", "meetings")["nouns"]
    verbs = (*_verb_forms(), *_COMING, *_BRINGING, *_SEEING, *_GETTING)
    return frozenset((*nouns, *(f"{noun}s" for noun in nouns), *verbs))


@cache
def _speaking() -> frozenset[str]:
    """The words that may speak of an occasion whatever the tagger hears."""
    return _candidates() | ENCOUNTERS | DECIDING


def find(number: int, tagged: Tagged, words: Words) -> Iterator[Trigger]:
    """The triggers of a sentence, from left to right."""
    marks = {span.start: span for span in tagged.spans if span.label.startswith(MARK)}
    candidates, may_speak = _candidates(), _speaking()
    turns = {k for i in range(len(words.lower)) if (k := elliptic(words.lower, i)) is not None}
    told = may_speak if not turns else may_speak | {words.lower[i] for i in turns}
    at = [i for i, w in enumerate(words.lower) if w in told or words.owner[i] is not None or i in marks]
    for i in at:
        if i in turns:
            token = tagged.sentence.tokens[i]
            yield Trigger(
                sentence=number, token=i, start=token.start, end=token.end, kind="session", verb=False, short=True
            )
            continue
        word, owner, mark = words.lower[i], words.owner[i], marks.get(i)
        named = owner is not None and owner.type == "body"
        if mark is None and (deals(words, i) or is_convened(words, i)):
            token = tagged.sentence.tokens[i]
            yield Trigger(sentence=number, token=i, start=token.start, end=token.end, kind="session", verb=False)
            continue
        if (mark is None and word not in candidates and not named) or (owner and owner.type == "person"):
            if kind := encounter(words, i):
                yield _beside(number, tagged, i, kind)
            continue
        if mark is None and word not in candidates and not convenes(words, i):
            continue
        if words.lower[i + 1 : i + 2] and words.lower[i + 1] in _HOUSES:
            continue
        noun, verb = nouns_of(word), _verb_forms().get(word)
        noun = None if noun == "call" and tagged.upos[i] == "VERB" else noun
        is_verb = bool(verb) and (tagged.upos[i] in ("VERB", "AUX") or (not noun and tagged.upos[i] == "NOUN"))
        sure = mark is not None and mark.score >= _SURE and not in_body(words, i)
        kind = None
        if is_verb and _UNDONE.search(" ".join(words.lower[max(0, i - 4) : i])) and not is_as_planned(words, i):
            continue
        near = " ".join(words.lower[max(0, i - 8) : i + 8])
        where = " ".join(words.lower) if word == "session" else near
        sits = bool(_SITTINGS & {noun, verb}) and not _of_several(words)
        if (
            _IN_HOUSE.search(near)
            or (_OF_OWNERS in near and not _is_of_states(words, i))
            or (sits and _NATIONAL.search(where))
        ):
            continue
        if i and words.lower[i - 1] in ("both", "each", "every"):
            continue
        at_table = word == "round" and words.lower[i + 1 : i + 2] == ("table",)
        if at_table and not ((sure and _is_of_a_body(words, i)) or _is_planned(words, i)):
            continue
        if _is_seated(words, i, tagged.upos[i]):
            continue
        if _REGULAR.match(" ".join(words.lower[i + 1 : i + 8])):
            continue
        back = verb == "travel" and bool(_HOME & set(words.lower[i + 1 : i + 3]))
        if is_verb and verb and not back and (_counts(verb, words, i) or sure):
            alone = verb == "speak" and mark is not None and not _counts(verb, words, i)
            kind = mark.label.removeprefix(MARK) if alone and mark else _VERB_KINDS[verb]
        elif noun and not is_verb and (is_occasion(words, i, word) or sure):
            kind = noun
        elif sure and mark and not noun and not verb:
            kind = mark.label.removeprefix(MARK)
        reach = _FAR_OFF if word in _BRINGING else 2
        together = kind is None and word in _COMING | _BRINGING and "together" in words.lower[i + 1 : i + reach]
        together = together or (kind is None and _each_other(words, i))
        kind = "meeting" if together else kind
        kind = "conference" if at_table else kind
        kind = "call" if verb == "confer" and _FROM_AFAR.search(" ".join(words.lower[i + 1 : i + 9])) else kind
        kind = "talks" if kind == "call" and word == "call" and not is_verb and is_paid(words, i) else kind
        kind = "talks" if word in _TALK and not _BY_PHONE.intersection(words.lower) else kind
        if kind:
            token = tagged.sentence.tokens[i]
            is_verb = is_verb or (not noun and tagged.upos[i] == "VERB")
            yield Trigger(
                sentence=number, token=i, start=token.start, end=token.end, kind=kind, verb=is_verb, mark=mark,
                known=not together, name=bool(owner and owner.type == "body"),
            )  # fmt: skip
        elif kind := encounter(words, i):
            yield _beside(number, tagged, i, kind)
        elif convenes(words, i):
            token = tagged.sentence.tokens[i]
            yield Trigger(
                sentence=number, token=i, start=token.start, end=token.end, kind="session", verb=False, mark=mark
            )


def _is_planned(words: Words, i: int) -> bool:
    """Whether a round table is one that is held, planned or given up: "a round table of donors, planned for"."""
    return bool(_TABLE.match(" ".join(words.lower[i + 2 : i + 16])))


_TABLE = pattern("meetings", "table_planned")


def _is_of_a_body(words: Words, i: int) -> bool:
    """Whether a body is named before a word and close to it: "the Bank's round table"."""
    near = words.owner[max(0, i - _CLOSE) : i]
    return any(m is not None and m.type == "body" and m.form != "adjective" for m in near)


_CLOSE = 10


def _is_seated(words: Words, i: int, upos: str) -> bool:
    """Whether a word tells of one who sits rather than of a sitting: "on which officials sit", "sit on the board"."""
    if words.lower[i] == "sitting":
        return upos != "NOUN"
    if words.lower[i] not in _SITS:
        return False
    return bool(
        _ON_WHICH.search(" ".join(words.lower[max(0, i - 8) : i]))
        or _ON_BOARD.match(" ".join(words.lower[i + 1 : i + 10]))
    )


_SITS = frozenset({"sit", "sits", "sat"})
_ON_WHICH, _ON_BOARD = pattern("meetings", "on_which_they_sit"), pattern("meetings", "sit_on_board")


def _beside(number: int, tagged: Tagged, i: int, kind: str) -> Trigger:
    """A common word that those around it make one that speaks of an occasion."""
    token, verb = tagged.sentence.tokens[i], tagged.upos[i] in ("VERB", "AUX")
    return Trigger(sentence=number, token=i, start=token.start, end=token.end, kind=kind, verb=verb, beside=True)


def _of_several(words: Words) -> bool:
    """Whether a sentence names several states or bodies, so that its lawmakers are not of one state."""
    return len({o.entity for o in words.owner if o and o.entity and o.type == "body" and o.form == "name"}) > _SEVERAL


_SEVERAL = 2
_HOUSES = word_set("meetings", "houses")
_TALK = frozenset({"conversation", "conversations"})
_BY_PHONE = frozenset({"phone", "telephone", "video", "telephoned", "phoned", "virtual", "call"})
_FROM_AFAR = pattern("register", "online")
_HOME = frozenset({"home", "back", "along"})
_COMING = frozenset({"come", "comes", "came", "coming"})
_BRINGING, _FAR_OFF = frozenset({"bring", "brought", "bringing"}), 10
_SEEING = frozenset({"see", "sees", "saw", "seen", "seeing"})
_GETTING = frozenset({"get", "gets", "got", "getting"})


def _each_other(words: Words, i: int) -> bool:
    """Whether a verb says that those who are named meet: "see each other", "get together"."""
    after = words.lower[i + 1 : i + 3]
    if words.lower[max(0, i - 1) : i] == ("never",):
        return False
    if words.lower[i] in _SEEING:
        return after in (("each", "other"), ("one", "another"))
    return words.lower[i] in _GETTING and after[:1] == ("together",)


_UNDONE = pattern("meetings", "undone")
_IN_HOUSE = pattern("meetings", "in_house")
_OF_OWNERS = "annual general meeting"


def _is_of_states(words: Words, i: int) -> bool:
    """Whether a meeting is that of a known body of states, not of a company."""
    near = {owner.name for owner in words.owner[max(0, i - 8) : i] if owner is not None and owner.type == "body"}
    return any(isinstance(knowledge.resolve(name), Body) for name in near)


_NATIONAL = pattern("meetings", "national")
_SITTINGS = frozenset({"session", "convene", "sit", "meet"})
_REGULAR = pattern("meetings", "regular")
_FULFILLED = pattern("meetings", "fulfilled")
_SUBMITTED = pattern("meetings", "submitted")
_TOPIC = pattern("meetings", "topic")


def topic(number: int, tagged: Tagged, words: Words) -> Trigger | None:
    """A sentence that only says what is on the agenda of an occasion named before."""
    text = " ".join(words.lower)
    found = _TOPIC.search(text) or _SUBMITTED.match(text.capitalize())
    if not found:
        return None
    token = text[: found.end()].count(" ")
    span = tagged.sentence.tokens[token]
    return Trigger(sentence=number, token=token, start=span.start, end=span.end, kind="agenda", verb=False)


_VERB_KINDS = {
    "meet": "meeting", "convene": "session", "sit": "session", "visit": "visit", "travel": "visit", "receive": "talks",
    "confer": "talks", "telephone": "call", "speak": "call", "negotiate": "talks",
}  # fmt: skip


def _counts(verb: str, words: Words, i: int) -> bool:
    """Whether a verb means an occasion by the words after it."""
    after = words.lower[i + 1 : i + 9]
    rest = " ".join(after)
    if verb == "speak":
        return bool(re.search(r"\b(?:by|on the|over the) (?:tele)?phone\b", rest))
    if verb == "travel":
        return "to" in after[:2] or "in" in after[:2]
    if verb == "receive":
        return any(m is not None and m.type == "person" for m in words.owner[i + 1 : i + 9])
    if verb == "meet":
        return not _FULFILLED.match(rest)
    if verb == "sit":
        return bool(after) and after[0] in ("in", "from", "until", "on", "down", "again", "together")
    return True
