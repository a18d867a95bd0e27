"""`/sources`: how each source that is followed does, what seems broken, and which pages were edited."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from communique.model.followed import Alteration, Edit, SourceState
from communique.web import answers
from communique.web.shelf import Shelf

View = dict[str, Any]
_EDITS = 100
_FORMS = ("json",)
_NUMBER = re.compile(r"(\d+)")


def sources_page(request: Request) -> Response:
    """The sources, those with alarms first, as a page or JSON."""
    form = str(request.path_params.get("form", ""))
    if form not in ("", *_FORMS):
        raise answers.no_form(form, _FORMS)
    kept = request.app.state.desk.register.sources
    held: Shelf = request.app.state.keeper.shelf()
    now = request.app.state.desk.now().timestamp()
    states = sorted(kept.states().values(), key=lambda state: _place(state, now))
    items = [source(state, now) for state in states]
    view = {
        "title": "Sources",
        "now": now,
        "alarms": sum(bool(item["alarms"]) for item in items),
        "failing": sum(bool(item["problem"]) and not item["alarms"] for item in items),
        "overdue": sum(item["overdue"] for item in items),
        "items": items,
        "edits": [edit(found, held) for found in kept.edits(_EDITS)],
    }
    return answers.data(request, view) if form else answers.page(request, "sources.html", view)


def _place(state: SourceState, now: float) -> tuple[bool, bool, bool, list[tuple[int, str]]]:
    """Where a source stands in the list: what is broken first, then by name, with numbers in their order."""
    parts = ((int(part), "") if part.isdecimal() else (0, part) for part in _NUMBER.split(state.name.casefold()))
    return not state.alarms, not state.problem, not state.overdue(now), list(parts)


def source(state: SourceState, now: float) -> View:
    """How a source does, with times in ISO 8601 and lengths in seconds."""
    latest = state.outcomes
    return {
        "name": state.name,
        "kind": state.kind,
        "url": _without_secrets(state.url),
        "every": state.every,
        "last_look": _when(state.looked),
        "last_success": _when(state.succeeded),
        "next_look": _when(state.next or None),
        "added": state.added,
        "known": state.known,
        "refused": state.refused,
        "edited": state.edited,
        "waiting": state.waiting,
        "overdue": state.overdue(now),
        "yield": round(latest.count("a") / len(latest), 2) if latest else None,
        "failures": state.failures,
        "problem": state.problem,
        "lag": state.lag,
        "late": round(state.late, 1),
        "alarms": [{"since": _when(at), "text": text} for at, text in state.alarms],
        "last_good": {**asdict(state.good), "at": _when(state.good.at)} if state.good else None,
    }


def edit(found: Edit, held: Shelf) -> View:
    """A page that says something else than before, with the records that this changed."""
    return {
        "source": found.source,
        "address": found.address,
        "at": found.at,
        "before": found.before,
        "after": found.after,
        "changes": [_change(altered, held) for altered in found.alterations],
    }


def _change(altered: Alteration, held: Shelf) -> View:
    """What an edit changed, with the record that its claims are in now, those of the later version first."""
    owners = (held.owner(document, item) for document, item in reversed(altered.items))
    record = next((id for id in owners if id), None)
    return {**{name: getattr(altered, name) for name in ("kind", "title", "what", "words")}, "record": record}


_GAUGES = (
    ("last_success_timestamp_seconds", lambda s: s.succeeded or 0.0),
    ("next_look_timestamp_seconds", lambda s: s.next),
    ("failures", lambda s: s.failures),
    ("alarms", lambda s: len(s.alarms)),
    ("waiting", lambda s: s.waiting),
    ("late_seconds", lambda s: s.late),
)
_COUNTERS = (
    ("added_total", lambda s: s.added),
    ("known_total", lambda s: s.known),
    ("refused_total", lambda s: s.refused),
    ("edited_total", lambda s: s.edited),
)


def measures(states: Mapping[str, SourceState]) -> str:
    """How the sources do, in the text form of Prometheus."""
    return "".join(f"{line}\n" for line in _measures(states))


def _measures(states: Mapping[str, SourceState]) -> Iterator[str]:
    for kind, several in (("gauge", _GAUGES), ("counter", _COUNTERS)):
        for name, value in several:
            yield f"# TYPE communique_source_{name} {kind}"
            yield from (
                f"communique_source_{name}{{source={_quoted(s.name)}}} {value(s):.15g}" for s in states.values()
            )
    yield "# TYPE communique_source_lag_seconds gauge"
    for state in states.values():
        if state.lag is not None:
            yield f"communique_source_lag_seconds{{source={_quoted(state.name)}}} {state.lag:.15g}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _when(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _without_secrets(url: str) -> str:
    """An address without what may be a key to it: its user and its query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}" if parts.scheme else url.rpartition("/")[2]


def routes() -> list[BaseRoute]:
    """The addresses of the sources."""
    return [Route("/sources", sources_page), Route("/sources.{form}", sources_page)]
