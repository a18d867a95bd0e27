"""Programmes: named or counted bodies of planned work of states or bodies, and how far they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.extract import programme_stages, stages
from communique.extract.about import Owner
from communique.extract.analysis import Analysis
from communique.extract.instruments import DEFINITE, NounPhrase, around, capital, marked, modifies, same_words
from communique.extract.looks import Look, grouped, looks
from communique.extract.mentions import Mention
from communique.extract.offices import Words
from communique.extract.programme_names import known_programmes
from communique.extract.progress import Share, number, progress
from communique.extract.running import running
from communique.extract.signatories import leader
from communique.extract.stages import Stage
from communique.extract.terms import term
from communique.knowledge import country_of
from communique.languages import pattern
from communique.languages import words as read_words
from communique.model.claim import Claim, Value
from communique.model.entity import Entity
from communique.model.span import Span

EXTRACTOR = "programmes/5"
_WORDS = read_words("en", "instruments")["programmes"]
_POSSESSIVE = frozenset(read_words("en", "instruments")["name"]["possessive"])
_UNSAID = frozenset(read_words("en", "instruments")["unsaid"])
_GOES_ON = pattern("instruments", "goes_on")
_SOME_OF_THEM = pattern("instruments", "some_of_them")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReading:
    """One place where the text names a programme."""

    look: Look
    phrase: NounPhrase
    name: Span
    count: tuple[int, Span] | None
    of: Owner | None
    period: tuple[str, Span] | None
    progress: tuple[Share, Span] | None
    stage: Stage | None
    stage_words: tuple[Span, ...]
    evidence: Span


def find(analysis: Analysis) -> tuple[Claim, ...]:
    """The programme claims of a document, in text order."""
    return tuple(_claim(analysis, f"g{number}", group) for number, group in enumerate(groups(analysis), 1))


def groups(analysis: Analysis) -> list[list[ProgrammeReading]]:
    """The programmes of a document, each with all places that name it."""
    return grouped(_readings(analysis), _same)


def named(group: Sequence[ProgrammeReading]) -> ProgrammeReading:
    """The place that names a programme in most words."""
    return max(group, key=lambda r: len(r.name.quote))


def tellings(group: Sequence[ProgrammeReading]) -> list[programme_stages.Telling]:
    """What the places that name a programme tell of its stage."""
    return [
        programme_stages.Telling(
            look=r.look, phrase=r.phrase, stage=r.stage, period=r.period[0] if r.period else None,
            progress=r.progress[0] if r.progress else None, count=r.count[0] if r.count else None,
        )
        for r in group
    ]  # fmt: skip


def _same(a: ProgrammeReading, group: Sequence[ProgrammeReading]) -> bool:
    return same_words(a.name.quote, group[0].name.quote)


def _readings(analysis: Analysis) -> Iterator[ProgrammeReading]:
    named = known_programmes(analysis)
    before: ProgrammeReading | None = None
    for look, heads in looks(analysis, frozenset(_WORDS["words"]), named):
        names, last = named.get(look.number, {}), -1
        for head in heads:
            if head < last or not (reading := _reading(analysis, look, head, names.get(head))):
                continue
            last = reading.phrase.last
            if before and (whole := _part(before, reading)):
                reading = whole
            yield reading
            before = reading


_NEAR = 6
"""How many words may stand between a programme and the number of its projects."""


def _part(whole: ProgrammeReading, part: ProgrammeReading) -> ProgrammeReading | None:
    """The programme that a number of projects makes up: "the plan, 264 projects", "its 63 projects"."""
    if part.count is None or whole.count == part.count or part.phrase.words.lower[part.phrase.head] != "projects":
        return None
    before = part.phrase.words.lower[max(part.phrase.first - 2, 0)]
    if part.phrase.named or before in ("'s", "’s"):
        return None
    if part.phrase.words is whole.phrase.words and whole.count is None:
        near = part.phrase.first - whole.phrase.last < _NEAR
        return replace(whole, count=part.count if near else None, progress=whole.progress or part.progress)
    if before == "its":
        return replace(whole, progress=whole.progress or part.progress)
    return None


def _reading(analysis: Analysis, look: Look, head: int, name: tuple[int, int] | None) -> ProgrammeReading | None:
    words = look.words
    if name is None and not _is_head(analysis, look, head):
        return None
    whole = NounPhrase(words, name[0], head, name[1]) if name else around(look, head)
    count = _count(words, whole, heard=name is not None)
    first = count[1] if count else whole.first - (words.lower[whole.first - 1 : whole.first] == ("road",))
    phrase = NounPhrase(words, first, whole.head, whole.last)
    found = stages.said(look, phrase, "programme_stages")
    done = _progress(analysis, look, phrase)
    if count and done and isinstance(done[0], tuple) and done[0][1] != count[0]:
        done = None
    mark, said = marked(look, phrase, "programme"), bool(found) or done is not None
    if not name and not mark and not _counts(words, phrase, count is not None, said):
        return None
    if not name and not mark and phrase.named and not said and not count:
        return None
    document, stage = analysis.document, found[0] if found else running(look, phrase)
    size = None
    if count:
        token = words.sentence.tokens[count[2]]
        size = (count[0], document.span(token.start, token.end))
    return ProgrammeReading(
        look=look, phrase=phrase, name=document.span(phrase.start, phrase.end), count=size,
        of=_owner(analysis, look, phrase), stage=stage,
        period=term(analysis, phrase), progress=done,
        stage_words=(document.span(stage.start, stage.end),) if stage else (),
        evidence=document.span(*stages.bounds(words, phrase)),
    )  # fmt: skip


def _owner(analysis: Analysis, look: Look, phrase: NounPhrase) -> Owner | None:
    """Whose programme it is, by its name or possessor, or else the union of the text; never the programme itself."""
    named = {o.entity for i in range(phrase.first, phrase.last) if (o := look.words.owner[i])}
    for owner in (leader(analysis, look, phrase), look.about.union):
        entity = analysis.mentions.entities.get(owner[0].id or "") if owner else None
        if owner and not (entity and entity.id in named and _is_programme(entity)):
            return owner
    return None


def _is_programme(entity: Entity) -> bool:
    """Whether a body in a programme's name may be the programme itself: a known one, or one named of no state."""
    if entity.known:
        return entity.kind == "programme"
    return not any(country_of(part) for part in re.split(r"[-–\s]", entity.name))


def _is_head(analysis: Analysis, look: Look, head: int) -> bool:
    """Whether a word is the head of a noun phrase, and no part of a body's name or of a longer noun."""
    tagged, owner = look.parsed.tagged, look.words.owner[head]
    if tagged.upos[head] in ("VERB", "AUX") or (owner and owner.type == "person"):
        return False
    if owner:
        entity = analysis.mentions.of(owner)
        ends = owner.end <= look.words.sentence.tokens[head].end or not capital(look.words, head + 1)
        if (entity and (entity.known or owner.form == "short")) or not ends:
            return False
    if look.words.lower[head] == "map" and look.words.lower[head - 1 : head] != ("road",):
        return False
    return not modifies(look.parsed, head)


def _count(words: Words, phrase: NounPhrase, *, heard: bool) -> tuple[int, int, int] | None:
    """The number before a plural name, the first token of the name after it, and the token of the number.

    What is only `heard` as a programme may be of any word; its number stands right before it.
    """
    plural = words.lower[phrase.head].endswith("s")
    if words.lower[phrase.head] not in _WORDS["counted"] and not (heard and plural):
        return None
    for i in range(max(phrase.first - heard, 0), phrase.head):
        size = number(words.lower[i])
        if size is not None and len(words.lower[i]) != 4 and size > 1 and words.lower[i + 1] != "-":
            return size, i + 1, i
    return None


def _counts(words: Words, phrase: NounPhrase, counted: bool, said: bool) -> bool:
    """Whether a phrase names a programme: counted, named with capitals or years, or definite with what it is for."""
    word = words.lower[phrase.head]
    before = set(words.lower[phrase.first : phrase.head])
    if phrase.determiner in _UNSAID or before & set(_WORDS["never"].get(word, ())):
        return False
    if counted:
        return True
    if phrase.named:
        return not phrase.bare and word != "projects"
    if word in _WORDS["named"] and not (word == "map" and "road" in before):
        return False
    if any(w.isdigit() and len(w) == 4 for w in words.lower[phrase.first : phrase.last]):
        return True
    follows = words.lower[phrase.head + 1 : phrase.last][:1]
    opened = word in _WORDS["planned"] and bool(follows) and follows[0] in _WORDS["opens"]
    telling = bool(before & set(_WORDS["before"])) or _titled(words, phrase)
    definite = phrase.determiner in DEFINITE
    if word == "plan" and follows == ("to",) and not before & set(_WORDS["before"]):
        return False
    if word in ("roadmap", "map"):
        return definite or opened or said or phrase.determiner == "a"
    if phrase.determiner in _POSSESSIVE and word in _WORDS["planned"]:
        return bool(before) or said
    return (telling and (definite or said)) or (opened and definite and (said or word in _WORDS["of_itself"]))


def _titled(words: Words, phrase: NounPhrase) -> bool:
    """Whether a proper name that is no state's or person's stands before the head word: "the AGRI project"."""
    return any(
        capital(words, i) and (words.owner[i] is None or _organisation(words.owner[i]))
        for i in range(phrase.first, phrase.head)
    )


def _organisation(mention: Mention | None) -> bool:
    return mention is not None and mention.type == "body" and mention.form == "name"


def _progress(analysis: Analysis, look: Look, phrase: NounPhrase) -> tuple[Share, Span] | None:
    """What its sentence says is done, or the next one where that begins with "it"."""
    sentence, near = look.words.sentence, (phrase.start, phrase.end)
    found = progress(look.text, sentence.start, sentence.end, near)
    if not found and (after := _GOES_ON.match(look.text, sentence.end)):
        found = progress(look.text, after.start(1), after.end(), near)
    if not found and (after := _SOME_OF_THEM.match(look.text, sentence.end)):
        found = progress(look.text, sentence.start, after.end(), near)
    return (found[0], analysis.document.span(found[1], found[2])) if found else None


def _claim(analysis: Analysis, id: str, group: Sequence[ProgrammeReading]) -> Claim:
    name = named(group).name.quote
    values: dict[str, Value] = {"name": name}
    spans: dict[str, tuple[Span, ...]] = {"name": tuple(r.name for r in group if r.name.quote == name)}
    for field in ("count", "of", "period", "progress"):
        said = next((value for r in group if (value := getattr(r, field))), None)
        if said:
            values[field], spans[field] = said[0], (said[1],)
    staged = next((r for r in group if r.stage), None)
    if "progress" in values:
        values["stage"], spans["stage"] = "under way", spans["progress"]
    elif staged and staged.stage:
        values["stage"], spans["stage"] = staged.stage.name, staged.stage_words
    elif likely := programme_stages.likeliest(analysis, tellings(group)):
        values["stage"] = likely
    return Claim(
        kind="programme", id=id, values=values, evidence=tuple(r.evidence for r in group), extractor=EXTRACTOR,
        spans=spans,
        certainty=staged.stage.certainty if staged and staged.stage else "certain",
    )  # fmt: skip
