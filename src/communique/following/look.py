"""One look at a source, and how it is told to people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.export.lengths import beside, length
from communique.model.followed import Edit, SourceState
from communique.model.reading import Refused
from communique.sources.plan import Followed

_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a source: how many items were new, known or refused, what was edited, and what went wrong.

    `wait` is how long not to come back, in seconds; `alarms` is what seems broken now, `begun` and `ended` which of it
    this look began or ended; `more` says that items were left for the next look.
    """

    source: Followed
    added: int = 0
    known: int = 0
    refused: tuple[Refused, ...] = ()
    edits: tuple[Edit, ...] = ()
    problem: str | None = None
    wait: float | None = None
    more: bool = False
    alarms: tuple[str, ...] = ()
    begun: tuple[str, ...] = ()
    ended: bool = False

    @property
    def tells(self) -> bool:
        """Whether anything came of it."""
        return bool(self.added or self.refused or self.edits or self.problem or self.begun or self.ended)

    @property
    def alarm(self) -> str | None:
        """What seems broken, in one line."""
        return "; ".join(self.alarms) or None


def told(look: Look) -> Iterator[str]:
    """A look in lines for people, and for a log."""
    came = _came(look)
    outcome = look.problem + (f" ({came})" if came else "") if look.problem else came or "nothing new"
    yield f"{look.source.name}: {outcome}"
    yield from _few([f"  {refused.source}: {refused.reason}" for refused in look.refused], "refused")
    yield from _few([_edited(edit) for edit in look.edits], "edited")
    yield from (f"  alarm: {text}" for text in look.begun)
    if look.ended:
        yield "  no alarm any more"


def _came(look: Look) -> str:
    """What came of a look, without what did not."""
    counts = (
        (look.added, "added"),
        (look.known, "known already"),
        (len(look.refused), "refused"),
        (len(look.edits), "edited"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in counts if count)


def _few(lines: Sequence[str], what: str) -> Iterator[str]:
    """The first of some lines, and how many are left out."""
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"  and {len(lines) - _SHOWN:,} more {what}"


def _edited(edit: Edit) -> str:
    head = f"  edited: {edit.address}" if edit.after else f"  gone: {edit.address}"
    return "\n".join((head, *(f"    {a.kind} {a.title[:80]}: {a.what}" for a in edit.alterations)))


def status_of(state: SourceState, now: float) -> str:
    """How a source does, in one line: its name, last success, next look, yield, lag and alarm, with tabs between."""
    counts = ((state.added, "added"), (state.refused, "refused"), (state.edited, "edited"))
    parts = (
        state.name,
        f"last success {beside(state.succeeded, now) if state.succeeded else 'never'}",
        f"next look {_next(state, now)}",
        ", ".join(f"{count:,} {what}" for count, what in counts if count) or "nothing yet",
        f"lag {length(state.lag)}" if state.lag is not None else "lag unknown",
        state.alarm or state.problem or "well",
    )
    return "\t".join(parts)


def summary_of(states: Sequence[SourceState], now: float) -> str:
    """How all sources do, in one line."""
    alarmed = sum(bool(state.alarms) for state in states)
    failing = sum(bool(state.problem) and not state.alarms for state in states)
    overdue = sum(state.overdue(now) for state in states)
    new = sum(state.looked is None for state in states)
    counts = (
        (alarmed, "with an alarm"),
        (failing, "failing"),
        (overdue, "due for long"),
        (new, "not looked at yet"),
    )
    told = [f"{count:,} {what}" for count, what in counts if count]
    return f"{len(states):,} source{'s' * (len(states) != 1)}: {', '.join(told) or 'all well'}"


def _next(state: SourceState, now: float) -> str:
    return f"due for {length(now - state.next)}" if 1 <= state.next < now - 1 else beside(max(state.next, now), now)
