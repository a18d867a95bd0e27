"""What a look leaves behind in the state of its source; law: a failing source is asked ever more seldom."""

import random
import re
from dataclasses import replace

from communique.following.alarms import alarms
from communique.following.look import Look
from communique.model.followed import Example, SourceState
from communique.sources.plan import Followed

_DAY = 86400.0
_DOUBLINGS = 20
_SOON = 30.0
"""Seconds until the next look at a source of which items were left."""
_NEWS = 20
_OUTCOMES = 60


def begun(source: Followed, before: SourceState | None, now: float) -> SourceState:
    """The state of a source as its plan is now, at the beginning of a look."""
    state = before or SourceState(name=source.name)
    planned = (source.kind, source.url, source.pattern)
    if (state.kind, state.url, state.pattern) != planned:
        kind, url, pattern = planned
        state = replace(state, kind=kind, url=url, pattern=pattern, etag=None, modified=None)
    late = max(now - state.next, 0.0) if state.next else 0.0
    return replace(state, every=source.every, looked=now, late=late)


def after(state: SourceState, look: Look, now: float) -> tuple[SourceState, Look]:
    """The state after a look, with its alarms, which the look gets too."""
    if look.problem:
        state = replace(state, failures=state.failures + 1, problem=look.problem, next=now + _pause(state, look))
    else:
        wait = min(state.every, _SOON) if look.more else state.every * random.uniform(0.95, 1.0)
        state = replace(state, failures=0, problem=None, succeeded=now, next=now + wait)
    if look.added:
        state = replace(state, news=(*state.news, now)[-_NEWS:])
    return _alarmed(state, look, now)


def counted(state: SourceState, outcome: str, *, new: bool = False, good: Example | None = None) -> SourceState:
    """The state with one document more, added or known (`a`) or refused (`r`)."""
    return replace(
        state,
        added=state.added + new,
        known=state.known + (outcome == "a" and not new),
        refused=state.refused + (outcome == "r"),
        outcomes=(state.outcomes + outcome)[-_OUTCOMES:],
        good=good or state.good,
    )


def _pause(state: SourceState, look: Look) -> float:
    """The seconds until a source that failed is looked at again: its usual time, then twice that and so on."""
    doubled = min(state.every * 2.0 ** min(state.failures, _DOUBLINGS), max(_DAY, state.every))
    return max(look.wait or 0.0, doubled * random.uniform(0.9, 1.0))


def _alarmed(state: SourceState, look: Look, now: float) -> tuple[SourceState, Look]:
    """What is broken now, each since when it is; numbers in an alarm may grow without making it another."""
    found = tuple(alarms(state, now))
    since = {_name(text): at for at, text in state.alarms}
    new = tuple(text for text in found if _name(text) not in since)
    told = replace(look, alarms=found, begun=new, ended=bool(state.alarms) and not found)
    return replace(state, alarms=tuple((since.get(_name(text), now), text) for text in found)), told


def _name(alarm: str) -> str:
    return re.split(r"[\d:;]", alarm)[0]
