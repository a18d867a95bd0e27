"""Rosters: lists of states that are known to be the members of a body that the text names."""

import re
from collections.abc import Iterator

from communique import knowledge
from communique.extract.analysis import Analysis
from communique.extract.masks import Masked
from communique.extract.unions import Side, union

_LEAST = 3
_SHARE = 0.75
_ALONE = 5
_NAMED = re.compile(
    r"(?:states?|countries|nations|members?|economies|parties|partners|governments|\ue001|\ue002"
    r"|three|four|five|six|seven|eight|nine|ten|twelve)\W{1,4}(?:the )?$",
    re.I,
)


def full_lists(analysis: Analysis, masked: Masked, between: re.Pattern[str]) -> Iterator[tuple[list[int], Side]]:
    """The lists of a sentence that name all or nearly all members of one body, and none besides, with that body."""
    for indices in _lists(analysis, masked, between):
        states = {_known(analysis, masked, i) for i in indices}
        before = masked.text[: masked.starts[indices[0]]].removesuffix("the ").removesuffix("The ")
        if not (_NAMED.search(before) or (not before.strip() and len(indices) >= _ALONE)):
            continue
        side = next((s for s in _bodies(analysis) if _is_roster(s, states)), None)
        if side:
            yield indices, side


def _lists(analysis: Analysis, masked: Masked, between: re.Pattern[str]) -> Iterator[list[int]]:
    run: list[int] = []
    for i, mention in enumerate(masked.mentions):
        state = _known(analysis, masked, i) is not None and mention.form != "capital"
        if run and state and masked.joined(analysis, run[-1], i, between):
            run.append(i)
            continue
        if len(run) >= _LEAST:
            yield run
        run = [i] if state else []
    if len(run) >= _LEAST:
        yield run


def _known(analysis: Analysis, masked: Masked, i: int) -> str | None:
    entity = analysis.mentions.of(masked.mentions[i])
    return entity.known if entity and entity.kind == "state" else None


def _bodies(analysis: Analysis) -> Iterator[Side]:
    for entity in analysis.mentions.bodies:
        if entity.known and entity.kind != "state":
            first = next((m for m in analysis.mentions.items if m.entity == entity.id), None)
            side = union(analysis.mentions, first) if first else None
            if side and side[1].id == entity.id and entity.kind != "conference":
                yield side


def _is_roster(side: Side, states: set[str | None]) -> bool:
    body = knowledge.thing(side[1].known or "")
    if not isinstance(body, knowledge.Body):
        return False
    members = set(body.members)
    return len(states) >= _LEAST and states <= members and len(states) >= _SHARE * len(members)
