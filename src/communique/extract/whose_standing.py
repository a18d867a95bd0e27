"""What the bodies and states of a text are in it as a whole: how often each is named, and beside which others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.extract.about import Owner, state_of
from communique.extract.analysis import Analysis
from communique.extract.keeping import kept
from communique.extract.mentions import Mention
from communique.model.entity import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the bodies and states of a document are in it as a whole, by id.

    `ranks` are the places by how often each is named, `states` those among the states alone.
    """

    named: dict[str, list[Mention]]
    ranks: dict[str, int]
    states: dict[str, int]


@kept(1)
def standing(analysis: Analysis) -> Standing:
    """The bodies and states of a document, worked out once."""
    named: dict[str, list[Mention]] = {}
    for mention in analysis.mentions.items:
        entity = analysis.mentions.of(mention)
        if entity and entity.type == "body" and entity.kind != "outlet":
            named.setdefault(entity.id, []).append(mention)
    common = sorted(named, key=lambda key: -len(named[key]))
    states = [key for key in common if analysis.mentions.entities[key].kind == "state"]
    ranks, of_states = ({key: i for i, key in enumerate(keys)} for keys in (common, states))
    return Standing(named=named, ranks=ranks, states=of_states)


def rank(analysis: Analysis, entity: Entity) -> int:
    """How many others a text names more often, up to four."""
    return min(standing(analysis).ranks.get(entity.id, 4), 4)


def known_as(
    analysis: Analysis, entity: Entity | None, ruled: dict[str, Owner], pair: Sequence[Owner]
) -> Iterator[str]:
    """What one is in the text as a whole."""
    if entity is None:
        yield "nowhere"
        return
    found, about = standing(analysis), analysis.main
    yield f"rank{rank(analysis, entity)}"
    yield f"count{min(len(found.named.get(entity.id, ())), 4)}"
    yield f"noun:{entity.name.split()[-1].lower() if entity.kind != 'state' else ''}"
    if any(owner[0].id == entity.id for owner in pair):
        yield "pair"
    if entity.kind == "state":
        yield from _among_states(found, entity)
    yield f"is:{entity.kind}:{bool(entity.known)}"
    if about and about[1].id == entity.id:
        yield "union"
    if about and entity.parent == about[1].id:
        yield "organ-of-union"
    if any(owner[0].id == entity.parent for owner in ruled.values() if entity.parent):
        yield "organ-of-ruled"
    if any(m.start < analysis.document.body_start for m in found.named.get(entity.id, ())[:1]):
        yield "title"


def _among_states(found: Standing, state: Entity) -> Iterator[str]:
    """What a state is among those of the text: how many these are, and how often it is named beside them."""
    ahead, times = found.states.get(state.id, 4), [len(found.named[key]) for key in found.states]
    often = sum(many * 2 >= times[0] for many in times)
    yield f"state{min(ahead, 4)}"
    yield f"state{min(ahead, 4)}:of{min(len(found.states), 6)}"
    yield f"state{min(ahead, 4)}:often{min(often, 4)}"


def sort(analysis: Analysis, entity: Entity | None) -> str:
    """The sort of body."""
    if entity is None:
        return "none"
    if entity.kind == "state":
        return "state"
    if state_of(analysis.mentions, entity):
        return "state-organ"
    return "organ" if entity.parent else str(entity.kind)
