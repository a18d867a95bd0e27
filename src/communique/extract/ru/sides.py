"""For which states those who take part in an occasion stand, by the words beside their names in a Russian text."""

from collections.abc import Mapping

from communique.extract.ru import scenes
from communique.extract.ru.analysis import Analysis
from communique.model.entity import Entity, Reference


def states(analysis: Analysis, parties: Mapping[str, Reference]) -> set[str]:
    """The states that those who take part stand for, by themselves or by the words beside their names."""
    found: set[str] = set()
    for party in parties.values():
        entity = analysis.mentions.entities.get(party.id or "")
        if entity is None:
            found.add(party.name)
        elif entity.type == "person":
            found |= of_person(analysis, entity)
        elif scenes.is_state(entity.known):
            found.add(str(entity.known))
        else:
            found |= {
                b.known for b in analysis.mentions.bodies if b.kind == "state" and b.known and b.name in entity.name
            }
    return found


def of_person(analysis: Analysis, person: Entity) -> set[str]:
    """The states named just before a person: "президент России Владимир Путин"."""
    found: set[str] = set()
    for span in person.mentions:
        near = analysis.mentions.within(max(0, span.start - 70), span.start)
        beside = [m for m in near if (e := analysis.mentions.of(m)) and e.type == "body" and e.known]
        text = analysis.document.text
        if beside and not any(c in ".;:«»" for c in text[beside[-1].end : span.start]):
            entity = analysis.mentions.of(beside[-1])
            found |= {entity.known} if entity and entity.known else set()
    return found
