"""What a list of addresses offers, put in line to be visited; law: nothing offered is forgotten."""

from dataclasses import replace

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
    found = _offered(taking, answer.fetched)
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
    taking.remember(answer)


def _offered(taking: Taking, fetched: Fetched) -> tuple[Item, ...]:
    source, base = taking.source, fetched.url or taking.source.url
    if source.kind != "sitemap" or not is_index(fetched.data):
        return items(source.kind, fetched.data, base, source.pattern)
    found: list[Item] = []
    for child in items("sitemap", fetched.data, base)[-_CHILDREN:]:
        inner = taking.tools.get(source, child.url, None, None)
        if inner.fetched is not None:
            found += items("sitemap", inner.fetched.data, child.url, source.pattern)
    return tuple(found)


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
