"""Whose an act or programme is: the parties between which it is, and the body that makes it or that it is of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract import unions
from communique.extract.about import Owner
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.mentions import Mention
from communique.extract.parse import SUBJECTS
from communique.extract.stages import Stage
from communique.languages import words as read_words
from communique.model.entity import Entity

_WORDS = read_words("en", "instruments")["sides"]
_ACTS = frozenset(read_words("en", "instruments")["acts"])
_JOINT = frozenset(_WORDS["joint_kinds"])
_NATIONAL = frozenset(_WORDS["national_kinds"])
_BY_PARTIES = frozenset(_WORDS["stages_of_parties"])
_BY_BODIES = frozenset(_WORDS["stages_of_bodies"])
_APART = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "ccomp", "advcl:relcl"})
_OTHERS = frozenset({"outlet", "company", "institute"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The parties of an act, and the body whose act it is, with the words that name them; `sure` if said with it."""

    parties: tuple[Owner, ...] = ()
    body: Owner | None = None
    sure: bool = False


def sides(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str, stage: Stage | None) -> Sides:
    """The parties and the body of an act: from its name, from who does what its stage says, or the text's union."""
    joint = kind in _JOINT
    among = _among(analysis, look, phrase) if joint else []
    agents = _agents(analysis, look, stage.at) if stage else []
    if among:
        alone = len(among) == 1
        partner = _partner(analysis, agents, among) if alone else []
        return Sides(parties=_owners(analysis, [*partner, *among]), sure=True)
    inside = _inside(analysis, look, phrase, kind)
    if stage and agents and stage.name in _BY_PARTIES and joint:
        states = [m for m in agents if _state(analysis, m)] or (agents if len(agents) > 1 else [])
        if states:
            return Sides(parties=_owners(analysis, states), sure=True)
    makers = [m for m in agents if not _is(analysis, m, _OTHERS)][:1]
    bodies = makers if stage and stage.name in _BY_BODIES and makers else inside or makers
    if bodies:
        return Sides(body=_owners(analysis, bodies[:1])[0], sure=True)
    about = look.about
    if joint and kind != "declaration":
        return Sides(body=about.union) if about.central else Sides(parties=about.pair)
    return Sides(body=about.union)


def leader(analysis: Analysis, look: Look, phrase: NounPhrase) -> Owner | None:
    """The union or state whose programme it is by its name, or by a possessor."""
    found = _inside(analysis, look, phrase, "law")
    if not found:
        return None
    side = unions.union(analysis.mentions, found[0])
    entity = side[1] if side else _state(analysis, found[0]) or analysis.mentions.of(found[0])
    return (entity.reference, analysis.document.span(found[0].start, found[0].end)) if entity else None


def _among(analysis: Analysis, look: Look, phrase: NounPhrase) -> list[Mention]:
    """The sides named in an act's name: "between A and B", "with B", "the Japan-Poland agreement"."""
    lower = look.words.lower
    for i in range(phrase.head + 1, min(phrase.last + 1, len(lower))):
        if lower[i] == "between":
            return _within(analysis, look, i + 1, max(phrase.last, _reach(look, i)))
        if lower[i] == "with" and i <= phrase.last:
            return _within(analysis, look, i + 1, max(phrase.last, i + 6))[:3]
    before = _within(analysis, look, phrase.first, phrase.head)
    joined = [m for m in before if _state(analysis, m) or _union(analysis, m)]
    return joined if len(joined) > 1 else []


def _reach(look: Look, i: int) -> int:
    """Where a list after "between" ends: before the first verb or stop."""
    tags, lower = look.parsed.tagged.upos, look.words.lower
    end = i + 1
    while end < len(lower) and end - i < 30 and tags[end] not in ("VERB", "AUX", "SCONJ") and lower[end] not in ".;:":
        end += 1
    return end


def _partner(analysis: Analysis, agents: Sequence[Mention], among: Sequence[Mention]) -> list[Mention]:
    """Who has an act with the one side that its name gives: who signs it, or else the union of the text."""
    taken = {m.entity for m in among}
    found = [m for m in agents if m.entity not in taken][:2]
    if not found and analysis.main and analysis.main[1].id not in taken:
        found = [analysis.main[0]]
    return found


def _inside(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str) -> list[Mention]:
    """The bodies named in a name or as its possessor, unions before states; a possessive points to the text's union."""
    lower = look.words.lower
    end = phrase.last if lower[phrase.head + 1 : phrase.head + 2] == ("of",) else phrase.head + 1
    inner = [m for m in _within(analysis, look, phrase.first, end) if not _whole(look, phrase, m)]
    owners = [m for m in inner if not _state(analysis, m) and not _is(analysis, m, _OTHERS)]
    if phrase.first >= 2 and lower[phrase.first - 1] in ("'s", "’s", "'", "’"):
        owners = [*_within(analysis, look, phrase.first - 2, phrase.first - 1), *owners]
    elif phrase.first and lower[phrase.first - 1] in ("its", "their") and not owners:
        owners = _possessor(analysis, look, phrase.head)
    if owners:
        return owners
    return [m for m in inner if _state(analysis, m)] if kind in _NATIONAL else []


def _possessor(analysis: Analysis, look: Look, head: int) -> list[Mention]:
    """Whom "its" points to before a name: the subject of the clause."""
    subjects = _subject(look.parsed, look.parsed.tagged.heads[head]) if look.parsed.tagged.heads[head] >= 0 else ()
    words = [i for subject in subjects for i in _noun_part(look.parsed, subject)]
    found = [m for i in words if (m := look.words.owner[i]) and m.type == "body" and _acts(analysis, m)]
    return found[:1]


def _whole(look: Look, phrase: NounPhrase, mention: Mention) -> bool:
    """Whether a mention is the act's name itself, which the names took for a body."""
    head = look.words.sentence.tokens[phrase.head]
    return mention.start <= head.start < mention.end


def _agents(analysis: Analysis, look: Look, at: int) -> list[Mention]:
    """The bodies that do what a word of stage says: the subject, or the agent after "by"."""
    for heads in (_by(look.parsed, at), _subject(look.parsed, at), _for(look.parsed, at)):
        words = [i for head in heads for i in _noun_part(look.parsed, head)]
        found = dict.fromkeys(m for i in words if (m := look.words.owner[i]) and m.type == "body")
        if bodies := [m for m in found if _acts(analysis, m)]:
            return bodies
    return []


def _by(parsed: Clauses, at: int) -> Iterator[int]:
    """The agents after "by" of a verb, or of the noun of an action ("the adoption by")."""
    tokens = parsed.tagged.sentence.tokens
    for child in parsed.children(at, "obl", "obl:agent", "nmod", "nmod:agent"):
        if any(tokens[i].text.lower() == "by" for i in parsed.children(child, "case")):
            yield child


def _for(parsed: Clauses, at: int) -> Iterator[int]:
    """Whom a stage concerns: "entered into force for Armenia"."""
    tokens = parsed.tagged.sentence.tokens
    near = parsed.children(at, "obl", "nmod")
    for child in (*near, *(i for k in near for i in parsed.children(k, "nmod", "obl"))):
        if any(tokens[i].text.lower() == "for" for i in parsed.children(child, "case")):
            yield child


def _subject(parsed: Clauses, at: int) -> Iterator[int]:
    """The subject of an active verb, its own or the one that it shares."""
    tagged = parsed.tagged
    if tagged.upos[at] not in ("VERB", "AUX") or tagged.deprels[at] == "acl" or parsed.children(at, "aux:pass"):
        return
    for _ in range(5):
        subjects = [i for i in parsed.children(at) if tagged.deprels[i] in SUBJECTS]
        if subjects:
            yield from (i for i in subjects if tagged.deprels[i] == "nsubj")
            return
        at = tagged.heads[at]
        if at < 0:
            return


def _noun_part(parsed: Clauses, head: int) -> Iterator[int]:
    """The words of a noun phrase without the clauses that hang on it."""
    tagged, left, seen = parsed.tagged, [head], {head}
    while left:
        at = left.pop()
        for child in parsed.children(at):
            if tagged.deprels[child] not in _APART and child not in seen:
                seen.add(child)
                left.append(child)
    yield from sorted(seen)


def _within(analysis: Analysis, look: Look, first: int, last: int) -> list[Mention]:
    """The bodies and states that stand among some words of the sentence, once each."""
    found: list[Mention] = []
    for mention in look.words.owner[max(first, 0) : last]:
        fresh = mention and mention.type == "body" and mention.entity not in {m.entity for m in found}
        if mention and fresh and _acts(analysis, mention):
            found.append(mention)
    return found


def _acts(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention is of a body that can act, not of an act that was taken for a body."""
    entity = analysis.mentions.of(mention)
    if entity is None:
        return False
    words = entity.name.lower().split()
    return bool(entity.known) or not (words[0] in _ACTS or words[-1] in _ACTS)


def _owners(analysis: Analysis, mentions: Sequence[Mention]) -> tuple[Owner, ...]:
    found: dict[str, Owner] = {}
    for mention in mentions:
        entity = _state(analysis, mention) or analysis.mentions.of(mention)
        if entity:
            found.setdefault(entity.id, (entity.reference, analysis.document.span(mention.start, mention.end)))
    return tuple(found.values())


def _state(analysis: Analysis, mention: Mention) -> Entity | None:
    """The state that a mention stands for, or whose organ it is."""
    entity = analysis.mentions.of(mention)
    for _ in range(3):
        if entity is None or entity.kind == "state" or not entity.parent:
            break
        entity = analysis.mentions.entities.get(entity.parent)
    return entity if entity and entity.kind == "state" else None


def _union(analysis: Analysis, mention: Mention) -> bool:
    entity = analysis.mentions.of(mention)
    return bool(entity and entity.kind in ("union", "alliance", "organisation", "forum"))


def _is(analysis: Analysis, mention: Mention, kinds: frozenset[str]) -> bool:
    entity = analysis.mentions.of(mention)
    return bool(entity and entity.kind in kinds)
