"""How far an act or programme is: the verbs and nouns that say so of its name, and whether it is only planned.

Law: a stage is said by a word that governs the name or hangs on it in the parse, or by the nearest such word to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.extract.clauses import Clauses
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.offices import Words
from communique.extract.parse import SUBJECTS
from communique.extract.stage_words import Saying, saying
from communique.languages import pattern
from communique.languages import words as read_words

_PLANNED = pattern("instruments", "planned")
_POSSIBLE = pattern("instruments", "possible")
_PROBABLE = pattern("instruments", "probable")
_NEGATED = pattern("instruments", "negated")
_BEARERS = frozenset(read_words("en", "instruments")["bearers"]["words"])
_CLOSE = frozenset(read_words("en", "instruments")["close"]["words"])
_ALONE = read_words("en", "instruments")["alone"]
_RESULTS = frozenset(read_words("en", "instruments")["sitting_words"]["results"])
_OBLIQUE = frozenset({"agreed", "signed", "submitted"})
_VERBS = frozenset({"VERB", "AUX", "ADJ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage with the words that say so, the token of the first of them, and how certain it is.

    One that a noun names ("the extension of") is as good as `planned`: it is only said to be done where it has a date.
    """

    name: str
    start: int
    end: int
    at: int
    certainty: str
    planned: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that may say a stage of a phrase; `role` is what the phrase is to it."""

    at: int
    role: str


def said(look: Look, phrase: NounPhrase, table: str = "stages") -> tuple[Stage, ...]:
    """The stages said of a noun phrase in its sentence, in the order of the text; those that are negated are none."""
    found: dict[str, Stage] = {}
    refused = False
    for place in (*_places(look.parsed, phrase), *_beside(look, phrase)):
        match = _match(look, place, phrase, table)
        if match and (stage := stage_at(look, place.at, match)):
            _keep(found, stage)
        refused = refused or match is not None
    if any(not stage.planned for stage in found.values() if stage.name != "drafted"):
        found.pop("drafted", None)
    if not found and not refused:
        near = _to_be(look, phrase) or _near(look, phrase, table)
        return (near,) if near else ()
    return tuple(sorted(found.values(), key=lambda s: s.start))


def _to_be(look: Look, phrase: NounPhrase) -> Stage | None:
    """The adoption of what there is to be: "there will be a communiqué at the end of the meeting"."""
    at = look.parsed.tagged.heads[phrase.head]
    if phrase.words.lower[phrase.head] not in _RESULTS or at < 0 or not look.parsed.children(at, "expl"):
        return None
    token = look.words.sentence.tokens[at]
    said = Saying("adopted", look.words.lower[at], at, at + 1)
    stage = stage_at(look, at, said) if token.end < phrase.start else None
    return stage if stage and stage.planned else None


def is_negated(look: Look, phrase: NounPhrase) -> bool:
    """Whether a word of a stage that is said of a phrase is negated: "could not agree on a communiqué"."""
    places = (*_places(look.parsed, phrase), *_beside(look, phrase))
    matches = ((place.at, _match(look, place, phrase, "stages")) for place in places)
    return any(match is not None and stage_at(look, at, match) is None for at, match in matches)


def _keep(found: dict[str, Stage], stage: Stage) -> None:
    """Adds a stage to those found; an act that is both signed and concluded was signed when it was concluded."""
    if {"signed", "agreed"} <= {*found, stage.name}:
        concluded = stage if stage.name == "agreed" else found.pop("agreed")
        found["signed"] = replace(concluded, name="signed")
    else:
        found.setdefault(stage.name, stage)


def _places(parsed: Clauses, phrase: NounPhrase) -> Iterator[_Place]:
    tagged = parsed.tagged
    for top in _tops(parsed, phrase):
        governor, relation = tagged.heads[top], tagged.deprels[top]
        if governor >= 0:
            role = _role(relation)
            yield _Place(governor, role)
            for other in _coordinated(parsed, governor):
                yield _Place(other, role)
        for child in parsed.children(top):
            relation = tagged.deprels[child]
            if relation == "acl:relcl" and _is_of_one(parsed, phrase, child):
                continue
            if relation in ("acl", "acl:relcl", "amod", "compound") and child not in range(phrase.head, phrase.last):
                role = _inner_role(parsed, child) if relation == "acl:relcl" else "object"
                yield _Place(child, role)
                for other in _coordinated(parsed, child):
                    yield _Place(other, role if tagged.deprels[other] == "conj" else "object")
        if relation == "root" and tagged.upos[top] in ("NOUN", "PROPN") and top != phrase.head:
            yield _Place(top, "noun")


def _beside(look: Look, phrase: NounPhrase) -> Iterator[_Place]:
    """The word right before a name ("the draft Rules"), and the participle or clause that follows it.

    So in "the pact (ECOTA), signed in" and "the pact, which the summit adopted".
    """
    lower, tags = look.words.lower, look.parsed.tagged.upos
    if phrase.first and tags[phrase.first - 1] in ("ADJ", "NOUN", "VERB"):
        yield _Place(phrase.first - 1, "object")
    at = phrase.last
    tokens = look.words.sentence.tokens
    while at < min(len(lower), phrase.last + 5) and (lower[at] in ",()" or tokens[at].text.isupper()):
        at += 1
    if at < len(lower) and tags[at] in ("VERB", "ADJ") and lower[at].endswith(("ed", "n", "nk", "ck")):
        yield _Place(at, "object")
    if at < len(lower) and at > phrase.last and lower[at] == "which":
        verb = next((i for i in range(at + 1, min(at + _CLAUSE, len(lower))) if tags[i] == "VERB"), None)
        if verb is not None and not _is_of_one(look.parsed, phrase, verb):
            yield _Place(verb, _inner_role(look.parsed, verb))


def _is_of_one(parsed: Clauses, phrase: NounPhrase, verb: int) -> bool:
    """Whether a relative clause is of one thing, not of several acts: "sanctions on Niger, which was suspended"."""
    lower, several = phrase.words.lower, phrase.words.lower[phrase.head].endswith("s")
    auxiliaries = {lower[i] for i in parsed.children(verb, "aux", "aux:pass", "cop")}
    return several and not _SINGULAR.isdisjoint(auxiliaries)


_SINGULAR = frozenset({"is", "was", "has"})


_CLAUSE = 14
"""How many words a clause may have up to its verb."""


def _tops(parsed: Clauses, phrase: NounPhrase) -> Iterator[int]:
    """The head of a phrase, what it is coordinated with, and what bears its stage ("the text of the agreement")."""
    tagged, at = parsed.tagged, phrase.head
    yield at
    for _ in range(4):
        up = tagged.heads[at]
        if up < 0:
            return
        light = phrase.words.lower[up] in _BEARERS and tagged.deprels[at].startswith(("nmod", "compound"))
        inside = phrase.first <= up < phrase.last
        listed = tagged.deprels[at] in ("conj", "appos") and tagged.upos[up] in ("NOUN", "PROPN")
        if not (light or inside or listed):
            return
        at = up
        yield at


def _role(relation: str) -> str:
    if relation in ("obj", "nsubj:pass", "obl:agent"):
        return "object"
    if relation in ("nsubj", "csubj"):
        return "subject"
    return "noun" if relation.startswith("nmod") else "oblique"


def _inner_role(parsed: Clauses, verb: int) -> str:
    """What the noun is in its relative clause: the subject of an active verb, or else its object."""
    tagged = parsed.tagged
    subjects = [i for i in parsed.children(verb) if tagged.deprels[i] in SUBJECTS]
    relative = any(tagged.upos[i] in ("PRON", "DET") and tagged.deprels[i] == "nsubj" for i in subjects)
    return "subject" if relative else "object"


def _coordinated(parsed: Clauses, verb: int) -> Iterator[int]:
    """Verbs joined to a verb that have no subject or object of their own."""
    tagged = parsed.tagged
    linked = [*parsed.children(verb, "conj")]
    if tagged.deprels[verb] == "conj" and tagged.heads[verb] >= 0:
        linked.append(tagged.heads[verb])
    for other in linked:
        own = parsed.children(other, *SUBJECTS, "obj") if other > verb else parsed.children(other, "obj", "nsubj:pass")
        if not own and tagged.upos[other] in _VERBS:
            yield other


def _match(look: Look, place: _Place, phrase: NounPhrase, table: str) -> Saying | None:
    """The words of a stage at a place, where they can say it of what stands in that role."""
    if phrase.first <= place.at < phrase.last and place.at >= phrase.head:
        return None
    for i in range(max(place.at - 1, 0), place.at + 1):
        found = saying(look.words.lower, i, table)
        if found and found.last > place.at and _fits(found, place):
            return found
    return None


def _fits(found: Saying, place: _Place) -> bool:
    if place.role == "subject":
        return found.stage in _ALONE["stages"] or found.phrase in _ALONE["words"]
    if place.role == "oblique":
        return " " in found.phrase or (found.stage in _OBLIQUE and found.phrase not in _CLOSE)
    return True


def stage_at(look: Look, at: int, found: Saying) -> Stage | None:
    before = _outlook(look.words, look.parsed, at)
    if _NEGATED.search(before):
        return None
    planned = bool(_PLANNED.search(before)) or look.parsed.tagged.upos[at] == "NOUN"
    certainty = (
        "possible" if _POSSIBLE.search(before) else "probable" if planned and _PROBABLE.search(before) else "certain"
    )
    tokens = look.words.sentence.tokens
    return Stage(
        name=found.stage, start=tokens[found.first].start, end=tokens[found.last - 1].end, at=at,
        certainty=certainty, planned=planned,
    )  # fmt: skip


def _outlook(words: Words, parsed: Clauses, at: int) -> str:
    """The words that say whether what a word says has happened: its auxiliaries, and the verbs that it hangs on."""
    tagged = parsed.tagged
    said: list[int] = []
    for _ in range(3):
        said += [i for i in parsed.children(at, "aux", "aux:pass", "mark", "advmod", "cop", "det") if i < at]
        above = tagged.heads[at]
        if above < 0 or tagged.deprels[at] not in ("xcomp", "ccomp", "conj", "acl", "advcl", "nmod", "obj"):
            break
        if tagged.deprels[at] == "conj" and parsed.children(at, "aux", "aux:pass", *SUBJECTS):
            break
        if tagged.deprels[at] in ("acl", "advcl") and not parsed.children(at, "mark"):
            break
        if tagged.deprels[at] == "obj" and tagged.upos[at] == "VERB":
            break
        said.append(above)
        at = above
    return " ".join(words.lower[i] for i in sorted(set(said)))


def _near(look: Look, phrase: NounPhrase, table: str) -> Stage | None:
    """The nearest words of a stage outside a phrase, and not far away."""
    best: tuple[float, Saying] | None = None
    first, last = bounds_of(look.words, phrase)
    tokens = look.words.sentence.tokens
    for i in (*range(first, phrase.first), *range(phrase.last, last)):
        found = saying(look.words.lower, i, table)
        if (
            found is None
            or found.phrase in _CLOSE
            or found.last > last
            or look.words.lower[found.last :][:1] == ("that",)
        ):
            continue
        after = i >= phrase.last
        gap = (tokens[i].start - phrase.end) * 1.2 if after else phrase.start - tokens[found.last - 1].end
        if 0 <= gap < _REACH and (best is None or gap < best[0]):
            best = (gap, found)
    return stage_at(look, best[1].first, best[1]) if best else None


_REACH = 45
"""How many characters away a word of a stage may stand that the parse does not join to a name."""


def bounds_of(words: Words, phrase: NounPhrase) -> tuple[int, int]:
    """The first and last (exclusive) tokens of the stretch in which a stage of a noun phrase may be said."""
    first, last = phrase.first, phrase.last
    while first > 0 and words.lower[first - 1] not in (";", ":", '"', "“", "”") and phrase.first - first < 16:
        first -= 1
    while last < len(words.lower) and words.lower[last] not in (";", ":", '"', "“", "”") and last - phrase.last < 14:
        last += 1
    return first, last


def bounds(words: Words, phrase: NounPhrase) -> tuple[int, int]:
    """The same stretch in the document."""
    first, last = bounds_of(words, phrase)
    tokens = words.sentence.tokens
    return tokens[first].start, tokens[last - 1].end
