"""Who takes part in an occasion, by the words around one mention of it: what the parse says, and the tagger's marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from communique.extract.analysis import Analysis
from communique.extract.arguments import Argument, arguments
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.parse import SUBJECTS, Tree
from communique.extract.present import lists, marked, present
from communique.extract.scenes import Scene
from communique.knowledge import country_of, given_names
from communique.languages import pattern
from communique.languages.naming import fold
from communique.model.entity import Entity, Reference
from communique.model.span import Span

_SPEAKS = pattern("parties", "speaks")
_SET_OFF = pattern("parties", "set_off")
_CAPITAL = pattern("parties", "capital")
_ATTENDS = pattern("parties", "attends")
_GOAL = pattern("parties", "goal")
_VISITED = pattern("parties", "visited")
_TITLE = pattern("parties", "title")
_OFFICE = pattern("parties", "office")
_BACK = 600
_FAR_BACK = 1500
_OFFICE_BEFORE = 70
_OFFICE_AFTER = 50
_CLOSE = frozenset({"with", "between", "among", "alongside", "involving", "by"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who takes part, where the sentence says so, and how."""

    mention: Mention
    entity: Entity
    role: str


def participants_of(
    scene: Scene, body: Entity | None, spans: dict[str, tuple[Span, ...]], roles: dict[str, str]
) -> list[Reference]:
    """The persons, states and bodies that take part, in text order; `roles` is told how the words say so of each."""
    if scene.trigger.kind == "agenda":
        return []
    parties = {p.entity.id: p for p in sorted(_parties(scene, body), key=_place, reverse=True)}
    kept = sorted(parties.values(), key=_place)
    roles |= {p.entity.id: p.role for p in kept}
    references = [(p.entity.reference, p.mention) for p in kept]
    if len(kept) == 1 and scene.trigger.kind == "visit":
        references += _host(scene)
    if references:
        spans["participants"] = tuple(scene.analysis.document.span(m.start, m.end) for _, m in references)
    return [reference for reference, _ in references]


def _host(scene: Scene) -> list[tuple[Reference, Mention]]:
    """The state whose capital is visited, where the text names no other host and no meeting to attend."""
    text, trigger, sentence = scene.analysis.document.text, scene.trigger, scene.words.sentence
    if _ATTENDS.search(text, trigger.end, sentence.end):
        return []
    for mention in scene.mentions("place"):
        between = text[trigger.end : mention.start] if mention.start > trigger.end else ""
        host = host_of(scene.analysis, mention) if _GOAL.fullmatch(between) else None
        if host:
            return [(host, mention)]
    return []


def host_of(analysis: Analysis, town: Mention) -> Reference | None:
    """The state whose capital a town is."""
    state = country_of(town.name)
    if state is None or not state.capital or fold(state.capital) != fold(town.name):
        return None
    named = next((b for b in analysis.mentions.bodies if b.known == state.id), None)
    return named.reference if named else Reference(id=None, name=state.name)


def _place(party: Party) -> int:
    return party.mention.start


def _parties(scene: Scene, body: Entity | None) -> list[Party]:
    tree = scene.parsed.tree
    found = []
    for argument in arguments(tree, scene.trigger.token, verb=scene.trigger.verb):
        for mention in _named(scene, tree, argument):
            found.append(_party(scene, mention, argument.role, body))
    found += [_party(scene, m, "marked", body) for m in marked(scene, scene.trigger.sentence)]
    found += [_party(scene, m, "visited", body) for m in _visited(scene)]
    found += [_party(scene, m, "between", body) for m in hyphened(scene)]
    kept = [p for p in found if p and _takes_part(scene, p, body)]
    kept += [p for m in _listed(scene, kept) if (p := _party(scene, m, "listed", body)) and _takes_part(scene, p, body)]
    if body is None:
        kept += [p for m in _around(scene, kept) if (p := _party(scene, m, "around", body))]
    kept += [p for m in present(scene) if (p := _party(scene, m, "present", body))]
    return kept


def _around(scene: Scene, known: Sequence[Party]) -> Iterator[Mention]:
    """The persons of the scene where nobody else is named, and the states that stand in a list with a party."""
    if not any(p.entity.type == "person" for p in known):
        yield from (m for m in scene.mentions("person") if not _speaks(scene, m))


def _speaks(scene: Scene, mention: Mention) -> bool:
    text = scene.analysis.document.text
    return bool(_SPEAKS.match(text, mention.end, mention.end + 100))


def _listed(scene: Scene, known: Sequence[Party]) -> Iterator[Mention]:
    """Those who stand in one list with a party, or in a longer list set off by a dash, a colon or a bracket."""
    starts = {p.mention.start for p in known}
    for run in _lists(scene):
        if any(m.start in starts for m in run) or (len(run) > 2 and _is_set_off(scene, run[0])):
            yield from run


def _lists(scene: Scene) -> Iterator[list[Mention]]:
    """The runs of two and more names of the sentence that only commas and "and" part."""
    sentence = scene.words.sentence
    yield from lists(scene.analysis, sentence.start, sentence.end)


def _is_set_off(scene: Scene, mention: Mention) -> bool:
    first = max(scene.words.sentence.start, mention.start - 12)
    return bool(_SET_OFF.search(scene.analysis.document.text, first, mention.start))


def _visited(scene: Scene) -> Iterator[Mention]:
    """The state in which somebody is "for talks"."""
    text, trigger = scene.analysis.document.text, scene.trigger
    if trigger.kind != "talks" or trigger.verb:
        return
    for mention in scene.analysis.mentions.within(max(scene.start, trigger.start - 60), trigger.start):
        inside = text[max(0, mention.start - 3) : mention.start] == "in "
        if inside and mention.type == "body" and _VISITED.fullmatch(text, mention.end, trigger.start):
            yield mention


def hyphened(scene: Scene) -> list[Mention]:
    """The two persons by whose names an occasion goes: "the Novak-Ilves talks"."""
    text, at = scene.analysis.document.text, scene.trigger.start
    two = scene.analysis.mentions.within(max(scene.words.sentence.start, at - _SHORT), at)[-2:]
    if len(two) == 2 and {m.type for m in two} == {"person"}:
        parted = (text[two[0].end : two[1].start], text[two[1].end : at].strip())
        return list(two) if parted[0] in _HYPHENS and not parted[1] else []
    return []


_SHORT, _HYPHENS = 60, frozenset("-‐‑–")


def _party(scene: Scene, mention: Mention, role: str, body: Entity | None) -> Party | None:
    """A mention as a party, unless it cannot be one: an outlet, a company, whose meeting it is."""
    entity = scene.analysis.mentions.of(mention)
    if entity is None or entity.kind in ("outlet", "company") or _is_body(scene, entity, body):
        return None
    return Party(mention, entity, role)


def _is_body(scene: Scene, entity: Entity, body: Entity | None) -> bool:
    """Whether an entity is the body whose meeting it is, or the one that this belongs to."""
    above = body
    for _ in range(4):
        if above is None:
            return False
        if entity.id == above.id or entity.name in above.name or entity.parent == above.id:
            return entity.type == "body" and entity.kind != "state"
        above = scene.analysis.mentions.entities.get(above.parent) if above.parent else None
    return False


def _named(scene: Scene, tree: Tree, found: Argument) -> Iterator[Mention]:
    """Whom the phrase of a party names: itself, those coordinated or in apposition, the states of its officials."""
    for word in tree.coordinated(found.head):
        owner = scene.words.owner[word]
        if owner and owner.type in ("person", "body"):
            yield owner
        elif tree.lower[word] in word_set("parties", "officials"):
            yield from _officials(scene, tree, word)
        elif tree.lower[word] in _PRONOUNS:
            yield from _meant(scene, tree, word)
        person = bool(owner and owner.type == "person")
        for k in tree.kids(word, "appos"):
            yield from (m for m in _direct(scene, tree, k) if not (person and m.type == "body"))


def _meant(scene: Scene, tree: Tree, word: int) -> Iterator[Mention]:
    """The person that "he" or "her" stands for: the last named before, with the right given name where it tells.

    Whoever does something to "him" is another.
    """
    at, gender = scene.words.sentence.tokens[word].start, _PRONOUNS[scene.words.lower[word]]
    earlier = scene.analysis.mentions.within(max(0, at - _BACK), at)
    doers = {m.entity for k in _doers(tree, word) for n in (k, *tree.kids(k, "flat")) if (m := scene.words.owner[n])}
    persons = [m for m in earlier if m.type == "person" and m.entity not in doers]
    fitting = (m for m in reversed(persons) if given_names().get(m.name.split()[0], gender) in (gender, "u"))
    yield from list(fitting)[:1]


_PRONOUNS = {"he": "m", "she": "f", "him": "m", "her": "f"}


def _doers(tree: Tree, word: int) -> Iterator[int]:
    """The subjects of the verbs above a pronoun that is none itself."""
    above = tree.heads[word] if tree.relations[word] not in SUBJECTS else -1
    while above >= 0 and tree.upos[above] in ("VERB", "AUX"):
        yield from tree.kids(above, *SUBJECTS)
        above = tree.heads[above]


def _direct(scene: Scene, tree: Tree, head: int) -> Iterator[Mention]:
    for word in tree.coordinated(head):
        owner = scene.words.owner[word]
        if owner and owner.type in ("person", "body"):
            yield owner


def _officials(scene: Scene, tree: Tree, word: int) -> Iterator[Mention]:
    """The persons that an office names, else the states or bodies whose officials they are."""
    beside = tree.kids(word, "appos", "flat", "nmod:desc", "compound", "dep", "list")
    near = [m for k in beside for m in _direct(scene, tree, k)]
    following = scene.words.owner[word + 1 : word + 2]
    persons = [m for m in (*near, *following) if m and m.type == "person"]
    if persons:
        yield from persons
        return
    kids = list(tree.kids(word, "amod", "compound", "nmod:poss", "nmod", "nmod:desc"))
    if not kids and any(tree.lower[k] == "the" for k in tree.kids(word, "det")):
        yield from _holder(scene, word)
    for k in kids:
        if tree.relations[k] != "nmod" or tree.case(k) in ("of", "from", "for"):
            yield from (m for m in _direct(scene, tree, k) if m.type == "body")


def _holder(scene: Scene, word: int) -> Iterator[Mention]:
    """The person whom "the minister" calls: the last before, beside whose name the office stands."""
    text, at, office = scene.analysis.document.text, scene.words.sentence.tokens[word].start, scene.words.lower[word]
    if office.endswith("s"):
        return
    persons = [m for m in scene.analysis.mentions.within(max(0, at - _FAR_BACK), at) if m.type == "person"]
    named = re.compile(rf"(?i)\b{re.escape(office)}\b")
    beside = (
        m for m in reversed(persons) if named.search(text, max(0, m.start - _OFFICE_BEFORE), m.end + _OFFICE_AFTER)
    )
    yield from islice(beside, 1)


def _takes_part(scene: Scene, party: Party, body: Entity | None) -> bool:
    """Whether somebody who stands in the grammar of an occasion is a party of it, by what sort of thing it is."""
    entity, role = party.entity, party.role
    if entity.type == "person":
        return True
    if entity.kind == "state" and _qualifies(scene, party.mention):
        return False
    if role == "marked":
        return True
    if entity.kind != "state":
        joint = role == "of" and entity.known is not None and not entity.parent
        return role in _CLOSE or (body is None and (joint or role in ("subject", "object", "'s", "holding", "listed")))
    if role in ("in", "of", "from", "near", "saying"):
        return False
    if role == "to":
        return scene.trigger.kind == "visit"
    if role == "modifier":
        return body is None and party.mention.form != "capital"
    return role != "'s" or body is None


def _qualifies(scene: Scene, mention: Mention) -> bool:
    """Whether a state only says whose office a person named beside it holds, or whose capital a city is."""
    text = scene.analysis.document.text
    if _CAPITAL.match(text, mention.end):
        return True
    after = scene.analysis.mentions.within(mention.end, mention.end + 60)
    if after and after[0].type == "person" and _TITLE.fullmatch(text, mention.end, after[0].start):
        return True
    before = scene.analysis.mentions.within(max(0, mention.start - 80), mention.start)
    return bool(before) and before[-1].type == "person" and bool(_OFFICE.fullmatch(text, before[-1].end, mention.start))
