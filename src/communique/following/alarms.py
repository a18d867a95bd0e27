"""When a source seems broken; law: an alarm hangs on what is remembered alone, and lasts until that is better."""

from collections.abc import Iterator

from communique.export.lengths import length
from communique.following.times import day, moment
from communique.model.followed import SourceState

_FAILURES = 3
_SILENT = 5
"""A source is silent when nothing new came for this many times its usual gap."""
_GAPS = 4
_NO_ARTICLE = 3
_LATEST = 10
"""The last documents, of which half or more are refused in a jump of refusals."""
_BACK = 86400.0
"""Seconds by which the latest date of a source may fall back, as when its latest item is taken away."""


def alarms(state: SourceState, now: float) -> Iterator[str]:
    """What seems broken about a source, each in a clause with the last good example where it helps."""
    if state.failures >= _FAILURES:
        yield f"failed {state.failures} times in a row: {state.problem}"
    yield from _silent(state, now)
    yield from _refusing(state)
    newest, offered = moment(state.newest), moment(state.offered)
    if newest is not None and offered is not None and offered < newest - _BACK:
        yield f"its dates go backwards: the latest is {state.offered}, and was {state.newest}"


def _silent(state: SourceState, now: float) -> Iterator[str]:
    gaps = sorted(b - a for a, b in zip(state.news, state.news[1:], strict=False))
    if len(gaps) < _GAPS:
        return
    usual, since = gaps[len(gaps) // 2], now - state.news[-1]
    if since > max(_SILENT * usual, state.every):
        yield f"nothing new for {length(since)}, usually every {length(usual)}{_good(state)}"


def _refusing(state: SourceState) -> Iterator[str]:
    """A layout of which nothing can be read any more, or much less than before."""
    seen = state.outcomes
    last = len(seen) - len(seen.rstrip("r"))
    if last >= _NO_ARTICLE or (last and last == len(seen)):
        which = f"the last {last} were" if last > 1 else "the last one was"
        yield f"no new page can be read: {which} refused{_good(state)}"
        return
    latest, before = seen[-_LATEST:], seen[:-_LATEST]
    if len(before) < _LATEST or latest.count("r") * 2 < len(latest):
        return
    if before.count("r") * _LATEST <= len(before):
        yield (
            f"refusals jumped: {latest.count('r')} of the last {len(latest)} pages, "
            f"{before.count('r')} of {len(before)} before{_good(state)}"
        )


def _good(state: SourceState) -> str:
    return f"; the last good one: {state.good.address} ({day(state.good.at)[:10]})" if state.good else ""
