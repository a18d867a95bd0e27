"""What a list of addresses offers, put in line to be visited; law: nothing offered is forgotten."""

from dataclasses import replace

from communique.errors import SourceError
from communique.following.taking import Taking
from communique.following.times import day, moment
from communique.model.fetched import Fetched
from communique.model.followed import Visit
from communique.sources.items import Item, is_index, items
from communique.sources.polite import Answer

_CHILDREN = 3
_AT_ONCE = 500
_AHEAD = 86400.0
"""Seconds by which a date may lie ahead of the clock and still be believed."""


def offer(taking: Taking, answer: Answer) -> None:
    """Put the new addresses of a feed, sitemap or page in line. Raises `SourceError` where it is none."""
    assert answer.fetched is not None
    found, whole = _offered(taking, answer.fetched)
    _date(taking, found)
    sources, now = taking.tools.register.sources, taking.tools.clock()
    for start in range(0, len(found), _AT_ONCE):
        batch = found[start : start + _AT_ONCE]
        known = sources.known(taking.source.name, [item.url for item in batch])
        new = [
            visit
            for place, item in enumerate(batch, start)
            if (visit := _visit(taking, item, known.get(item.url), (now, place))) is not None
        ]
        if new:
            taking.tools.keep(taking.state, new)
    if whole:
        taking.remember(answer)


def _offered(taking: Taking, fetched: Fetched) -> tuple[tuple[Item, ...], bool]:
    """What a list offers, and whether that is all of it; of an index of sitemaps, what the latest of them do."""
    source, base = taking.source, fetched.url or taking.source.url
    if source.kind != "sitemap" or not is_index(fetched.data):
        return items(source.kind, fetched.data, base, source.pattern), True
    children = sorted(items("sitemap", fetched.data, base), key=lambda item: moment(item.updated) or 0.0)
    found = [_child(taking, child.url) for child in children[-_CHILDREN:]]
    return tuple(item for part in found for item in part or ()), None not in found


def _child(taking: Taking, address: str) -> tuple[Item, ...] | None:
    """What a sitemap of an index offers; `None` where it cannot be had, which is told as refused."""
    answer = taking.tools.get(taking.source, address, None, None)
    reason = answer.reason or "nothing came"
    if answer.fetched is not None:
        try:
            return items("sitemap", answer.fetched.data, answer.fetched.url or address, taking.source.pattern)
        except SourceError as error:
            reason = str(error)
    taking.refuse(address, reason)
    return None


def _visit(taking: Taking, item: Item, known: Visit | None, when: tuple[float, int]) -> Visit | None:
    """The visit that an item asks for: to a new address, or to one that the source says it changed."""
    now, place = when
    if known is None:
        return Visit(
            source=taking.source.name,
            address=item.url,
            found=now,
            place=place,
            due=now,
            stamp=item.updated,
            published=item.published,
        )
    if item.updated and item.updated != known.stamp:
        return known.settled(stamp=item.updated, due=now, tries=0)
    return None


def _date(taking: Taking, found: tuple[Item, ...]) -> None:
    """Remember the latest time that the source gives, and the latest that it ever gave."""
    now, state = taking.tools.clock(), taking.state
    times = [at for item in found if (at := moment(item.published)) is not None and at <= now + _AHEAD]
    if times:
        best = max(*times, moment(state.newest) or 0.0)
        taking.state = replace(state, offered=day(max(times)), newest=day(best))
