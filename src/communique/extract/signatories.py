"""Whose an act or programme is: the parties between which it is, and the body that makes it or that it is of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.extract import unions
from communique.extract.about import Owner, pointer, state_of
from communique.extract.analysis import Analysis
from communique.extract.doers import Doer, authors, doers, holders, partners, plural, standing, subject
from communique.extract.instruments import NounPhrase
from communique.extract.looks import Look
from communique.extract.sittings import body_of
from communique.extract.stages import Stage
from communique.extract.unsaid import between_states, lawgiver, of_union, spoken_of
from communique.languages import words as read_words

_WORDS = read_words("en", "instruments")["sides"]
_JOINT = frozenset(_WORDS["joint_kinds"])
_NATIONAL = frozenset(_WORDS["national_kinds"])
_BY_PARTIES = frozenset(_WORDS["stages_of_parties"])
_BY_BODIES = frozenset(_WORDS["stages_of_bodies"])
_OTHERS = frozenset({"outlet", "company", "institute"})
_UNIONS = frozenset({"union", "alliance", "organisation", "forum"})
_PARLIAMENTS = frozenset(_WORDS["parliaments"])
_JOINING = frozenset(_WORDS["joining"])
_POSSESSIVE = ("'s", "’s", "'", "’")
_OF_ITSELF = (("of",), ("establishing",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The parties of an act, and the body whose act it is, with the words that name them.

    They are `sure` if they are said with it, and `alone` if what is said is of these parties only.
    """

    parties: tuple[Owner, ...] = ()
    body: Owner | None = None
    sure: bool = False
    alone: bool = False


def sides(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str, stage: Stage | None) -> Sides:
    """The parties and the body of an act: from its name, from who does what its stage says, or from the text."""
    joint = kind in _JOINT
    agents = doers(analysis, look, stage.at) if stage else []
    ratified = stage is not None and stage.name == "ratified"
    if joint and _joins(phrase) and (joining := _joining(analysis, look, phrase, agents, first=ratified)):
        return joining
    if joint and (found := _parties(analysis, look, phrase, stage, agents)):
        return Sides(parties=found, sure=True, alone=ratified)
    inside = _inside(analysis, look, phrase, kind)
    if joint and not inside and agents and all(d[1].kind == "state" for d in agents):
        return Sides(parties=_owners(analysis, agents), sure=True)
    makers = [d for d in agents if d[1].kind not in _OTHERS][:1]
    bodies = makers if stage and stage.name in _BY_BODIES and makers else inside or makers
    if bodies:
        return Sides(body=_owner(analysis, bodies[0]), sure=True, alone=not joint and _in_name(phrase, bodies[0]))
    if stage and stage.name in _BY_BODIES and (sat := body_of(analysis, look, stage)):
        return Sides(body=sat, sure=True)
    return _unsaid(analysis, look, phrase, kind, stage)


def _joins(phrase: NounPhrase) -> bool:
    """Whether an act is one by which a state joins a body: "the protocol of accession"."""
    return not _JOINING.isdisjoint(phrase.words.lower[phrase.first : phrase.last])


def _joining(
    analysis: Analysis, look: Look, phrase: NounPhrase, agents: Sequence[Doer], *, first: bool
) -> Sides | None:
    """Who joins what by an act: the state that its name, its possessor, or else its clause names, and the union.

    `first` says that who acts goes before who is named: a state that ratifies it is its party.
    """
    start = phrase.first - 2 if phrase.determiner in _POSSESSIVE else phrase.first
    named = _within(analysis, look, start, phrase.last + 6)
    either = (*agents, *named) if first else (*named, *agents)
    states = [d for d in either if state_of(analysis.mentions, d[1])]
    states = states or [d for d in subject(analysis, look, phrase.head) if state_of(analysis.mentions, d[1])]
    bodies = [d for d in (*named, *agents) if d[1].kind in _UNIONS]
    body = _owner(analysis, bodies[0]) if bodies else look.about.union if look.about.central else None
    return Sides(parties=_owners(analysis, states[:1]), body=body, sure=True, alone=True) if states else None


def approved(analysis: Analysis, look: Look, kind: str, stage: Stage) -> Stage:
    """The stage, which is ratification where a state's parliament approves what it has with others."""
    if stage.name != "adopted" or kind not in _JOINT or kind == "declaration":
        return stage
    houses = [d for d in doers(analysis, look, stage.at) if not _PARLIAMENTS.isdisjoint(d[1].name.lower().split())]
    national = any(state_of(analysis.mentions, entity) for _, entity in houses)
    return replace(stage, name="ratified") if national else stage


def _parties(
    analysis: Analysis, look: Look, phrase: NounPhrase, stage: Stage | None, agents: Sequence[Doer]
) -> tuple[Owner, ...]:
    """The parties that an act's name or its clause gives."""
    acting = [d for d in agents if state_of(analysis.mentions, d[1])] or (agents if len(agents) > 1 else [])
    if stage and stage.name == "ratified":
        if acting:
            return _owners(analysis, acting)
        if look.about.state and any(not _PARLIAMENTS.isdisjoint(d[1].name.lower().split()) for d in agents):
            return (look.about.state,)
    among = _among(analysis, look, phrase) or (partners(analysis, look, stage.at) if stage else [])
    if among:
        partner = _partner(analysis, agents, among) if len(among) == 1 else []
        return _owners(analysis, [*partner, *among])
    if stage and stage.name in _BY_PARTIES and acting:
        return _owners(analysis, acting)
    written = authors(analysis, look, phrase.head) or holders(analysis, look, phrase.head)
    return _owners(analysis, written) if len(written) > 1 else ()


def _unsaid(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str, stage: Stage | None) -> Sides:
    """The sides of an act of which its clause says nothing."""
    joint = kind in _JOINT
    if joint and (between_states(phrase) or (stage and plural(look, stage.at))):
        found = spoken_of(analysis, look, phrase.start)
        if found:
            return Sides(parties=found)
    if state := lawgiver(analysis, look, phrase, kind):
        return Sides(body=state)
    union = of_union(analysis, look, phrase, kind)
    if union is None and joint and kind != "declaration" and not look.about.central:
        return Sides(parties=look.about.pair)
    return Sides(body=union)


def leader(analysis: Analysis, look: Look, phrase: NounPhrase) -> Owner | None:
    """The union or state whose programme it is by its name, or by a possessor."""
    found = _inside(analysis, look, phrase, "law")
    if not found:
        return None
    mention, entity = found[0]
    side = unions.union(analysis.mentions, mention)
    named = side[1] if side else state_of(analysis.mentions, entity) or entity
    return pointer(named), analysis.document.span(mention.start, mention.end)


def _among(analysis: Analysis, look: Look, phrase: NounPhrase) -> list[Doer]:
    """The sides named in an act's name: "between A and B", "with B", "the Japan-Poland agreement"."""
    lower = look.words.lower
    for i in range(phrase.head + 1, min(phrase.last + 1, len(lower))):
        if lower[i] == "between":
            return _within(analysis, look, i + 1, max(phrase.last, _reach(look, i)))
        if lower[i] == "with" and i <= phrase.last:
            return _within(analysis, look, i + 1, max(phrase.last, i + 6))[:3]
    before = _within(analysis, look, phrase.first, phrase.head)
    joined = [d for d in before if state_of(analysis.mentions, d[1]) or d[1].kind in _UNIONS]
    return joined if len(joined) > 1 else []


def _reach(look: Look, i: int) -> int:
    """Where a list after "between" ends: before the first verb or stop."""
    tags, lower = look.parsed.tagged.upos, look.words.lower
    end = i + 1
    while end < len(lower) and end - i < 30 and tags[end] not in ("VERB", "AUX", "SCONJ") and lower[end] not in ".;:":
        end += 1
    return end


def _partner(analysis: Analysis, agents: Sequence[Doer], among: Sequence[Doer]) -> list[Doer]:
    """Who has an act with the one side that its name gives: who signs it, or else the union of the text."""
    taken = {entity.id for _, entity in among}
    found = [d for d in agents if d[1].id not in taken][:2]
    if not found and analysis.main and analysis.main[1].id not in taken:
        found = [analysis.main]
    return found


def _inside(analysis: Analysis, look: Look, phrase: NounPhrase, kind: str) -> list[Doer]:
    """The bodies named in a name or as its possessor, unions before states; a possessive points to the subject."""
    lower = look.words.lower
    of_itself = lower[phrase.head + 1 : phrase.head + 2] in _OF_ITSELF
    end = phrase.last if of_itself else phrase.head + 1
    inner = [d for d in _within(analysis, look, phrase.first, end) if not _whole(look, phrase, d)]
    owners = [d for d in inner if not state_of(analysis.mentions, d[1]) and d[1].kind not in _OTHERS]
    if phrase.first >= 2 and lower[phrase.first - 1] in _POSSESSIVE:
        owners = [*_within(analysis, look, phrase.first - 2, phrase.first - 1), *owners]
    elif phrase.first and lower[phrase.first - 1] in ("its", "their") and not owners:
        owners = subject(analysis, look, phrase.head)[:1]
    if owners:
        return owners
    return [d for d in inner if state_of(analysis.mentions, d[1])] if kind in _NATIONAL else []


def _in_name(phrase: NounPhrase, doer: Doer) -> bool:
    """Whether the names took an act with its maker's name for one: "Security Council Resolution 1701"."""
    mention, maker = doer
    return not maker.id and mention.start <= phrase.start and maker.name in mention.name


def _whole(look: Look, phrase: NounPhrase, doer: Doer) -> bool:
    """Whether a mention is the act's name itself, which the names took for a body."""
    head = look.words.sentence.tokens[phrase.head]
    return doer[0].start <= head.start < doer[0].end and doer[0].entity == doer[1].id


def _within(analysis: Analysis, look: Look, first: int, last: int) -> list[Doer]:
    """The bodies and states that stand among some words of the sentence, once each."""
    return standing(analysis, look.words.owner[max(first, 0) : last])


def _owner(analysis: Analysis, doer: Doer) -> Owner:
    mention, entity = doer
    return pointer(entity), analysis.document.span(mention.start, mention.end)


def _owners(analysis: Analysis, found: Sequence[Doer]) -> tuple[Owner, ...]:
    """The states of those who act for states, and the others themselves, once each."""
    owners: dict[str, Owner] = {}
    for mention, entity in found:
        named = state_of(analysis.mentions, entity) or entity
        owners.setdefault(named.name, (pointer(named), analysis.document.span(mention.start, mention.end)))
    return tuple(owners.values())
