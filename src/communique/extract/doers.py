"""Who does what a word of stage says: its agent after "by", its subject, or those that it is said of.

Law: a state stands for its organs and for the persons who act for it; nobody that the clause does not name is found.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique import knowledge
from communique.extract.about import state_of
from communique.extract.analysis import Analysis
from communique.extract.clauses import Clauses
from communique.extract.looks import Look
from communique.extract.mentions import Mention
from communique.extract.parse import SUBJECTS
from communique.languages import words as read_words
from communique.model.entity import Entity

Doer = tuple[Mention, Entity]
_ACTS = frozenset(read_words("en", "instruments")["acts"])
_PLURAL = frozenset(read_words("en", "instruments")["sides"]["plural"])
_APART = frozenset({"acl", "acl:relcl", "advcl", "parataxis", "ccomp", "advcl:relcl"})
_RELATIVE = frozenset({"which", "that", "who"})
_LINKS = frozenset({"of", "for", "on", "against", "between", "to"})


def doers(analysis: Analysis, look: Look, at: int) -> list[Doer]:
    """The bodies, and the states of the persons, that do what the word at an index says."""
    for heads in (_by(look.parsed, at), actors(look.parsed, at), _for(look.parsed, at)):
        if found := _named(analysis, look, heads):
            return found
    return []


def plural(look: Look, at: int) -> bool:
    """Whether they do it of whom the text has just spoken: "they", "both sides", "the two presidents"."""
    heads = (*_by(look.parsed, at), *actors(look.parsed, at))
    return any(look.words.lower[i] in _PLURAL for i in heads)


def partners(analysis: Analysis, look: Look, at: int) -> list[Doer]:
    """Those between or with whom it is done: "signed between A and B", "signed with A"."""
    parsed, lower = look.parsed, look.words.lower
    near = parsed.children(at, "obl", "obl:agent", "nmod")
    heads = [k for k in near if any(lower[c] in ("between", "with") for c in parsed.children(k, "case"))]
    return _named(analysis, look, heads)


def authors(analysis: Analysis, look: Look, head: int) -> list[Doer]:
    """Those by whom an act is by its own words: "a joint statement by A, B and C"."""
    return _named(analysis, look, _by(look.parsed, head))


def holders(analysis: Analysis, look: Look, head: int) -> list[Doer]:
    """Those who do something in or by an act: "A and B said in a joint statement"."""
    tagged, lower = look.parsed.tagged, look.words.lower
    at = tagged.heads[head]
    if at < 0 or tagged.upos[at] != "VERB" or not tagged.deprels[head].startswith("obl"):
        return []
    case = next((lower[c] for c in look.parsed.children(head, "case")), "")
    if case not in ("in", "by", "through", "under"):
        return []
    heads = [k for k in (*actors(look.parsed, at), *_by(look.parsed, at)) if k != head]
    return _named(analysis, look, heads)


def subject(analysis: Analysis, look: Look, head: int) -> list[Doer]:
    """The subject of the clause that a phrase stands in."""
    at = look.parsed.tagged.heads[head]
    return _named(analysis, look, actors(look.parsed, at)) if at >= 0 else []


def standing(analysis: Analysis, mentions: Iterable[Mention | None]) -> list[Doer]:
    """The bodies that mentions stand for, once each, and the states of persons; an act taken for a body is none."""
    found: dict[str, Doer] = {}
    for mention in mentions:
        entity = _able(analysis, mention) if mention else None
        if mention and entity:
            found.setdefault(entity.name, (mention, entity))
    return list(found.values())


def _able(analysis: Analysis, mention: Mention) -> Entity | None:
    entity = analysis.mentions.of(mention)
    if entity is None or mention.type != "body":
        return None
    if not is_act(entity):
        return entity
    words = _core(entity)
    if entity.parent or words[0].lower() in _ACTS:
        return analysis.mentions.entities.get(entity.parent or "")
    maker = knowledge.body(" ".join(words[:-1]))
    return replace(entity, id="", name=" ".join(words[:-1]), known=maker.id) if maker else None


def is_act(entity: Entity) -> bool:
    """Whether what the names took for a body is an act: "UN Security Council Resolution"."""
    words = _core(entity)
    return not entity.known and (words[0].lower() in _ACTS or words[-1].lower() in _ACTS)


def _core(entity: Entity) -> list[str]:
    """The words of a name before what they are of or for."""
    words = entity.name.split()
    return words[: next((i for i, word in enumerate(words) if i and word in _LINKS), len(words))]


def _named(analysis: Analysis, look: Look, heads: Iterable[int]) -> list[Doer]:
    mentions = [look.words.owner[i] for head in heads for i in _noun_part(look.parsed, head)]
    bodies = standing(analysis, mentions)
    return bodies or _states(analysis, look, [m for m in mentions if m and m.type == "person"])


def _states(analysis: Analysis, look: Look, people: Sequence[Mention]) -> list[Doer]:
    """The states that some persons act for."""
    found: dict[str, Doer] = {}
    for person in people:
        state = look.about.homelands.get(person.entity or "")
        entity = analysis.mentions.entities.get(state) if state else None
        if entity:
            found.setdefault(entity.id, (person, entity))
    return list(found.values())


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


def actors(parsed: Clauses, at: int) -> Iterator[int]:
    """The subject of an active verb, its own or the one that it shares; "which" is the noun that it points to."""
    tagged = parsed.tagged
    if tagged.upos[at] not in ("VERB", "AUX") or tagged.deprels[at] == "acl" or parsed.children(at, "aux:pass"):
        return
    for _ in range(5):
        subjects = [i for i in parsed.children(at) if tagged.deprels[i] in SUBJECTS]
        if subjects:
            relative = tagged.deprels[at] == "acl:relcl"
            for i in subjects:
                if tagged.deprels[i] == "nsubj":
                    yield tagged.heads[at] if relative and parsed.tree.lower[i] in _RELATIVE else i
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


def state(analysis: Analysis, doer: Doer) -> Entity | None:
    """The state that somebody is, or whose organ it is."""
    return state_of(analysis.mentions, doer[1])
