"""What a feed, sitemap or listing page offers; law: each address once, in the source's order; no entity is expanded."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from communique.errors import SourceError

_ENTITY = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_LINK = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
MOST = 50_000
"""Items of one look: a sitemap has no more (sitemaps.org)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An address that a source offers, with its title and the day that the source gives it, where it does."""

    url: str
    title: str | None = None
    published: str | None = None


def items(kind: str, data: bytes, base: str, pattern: str = "") -> tuple[Item, ...]:
    """The items of a feed, sitemap or page that was fetched from `base`. Raises `SourceError` where it is none."""
    found = {"feed": _feed, "sitemap": _sitemap, "page": _page}[kind](data, base)
    wanted = re.compile(pattern)
    seen: dict[str, Item] = {}
    for item in found:
        if urlsplit(item.url).scheme in ("http", "https") and wanted.search(item.url):
            seen.setdefault(item.url.partition("#")[0], item)
        if len(seen) >= MOST:
            break
    return tuple(seen.values())


def is_index(data: bytes) -> bool:
    """Whether a sitemap only lists other sitemaps."""
    return b"<sitemapindex" in data[:4096]


def _feed(data: bytes, base: str) -> Iterator[Item]:
    if data.lstrip()[:1] == b"{":
        yield from _json_feed(data, base)
        return
    root = _xml(data)
    tag = _plain(root.tag)
    if tag not in ("rss", "feed", "RDF"):
        raise SourceError(f"{base}: no RSS, Atom or JSON feed: its root is <{tag}>.")
    for entry in root.iter():
        if _plain(entry.tag) in ("item", "entry"):
            link = _address(entry)
            if link:
                day = _text(entry, "published", "updated", "pubDate", "date")
                yield Item(url=urljoin(base, link), title=_text(entry, "title"), published=day)


def _json_feed(data: bytes, base: str) -> Iterator[Item]:
    try:
        told = json.loads(data)
        entries = told["items"] if isinstance(told, dict) else None
    except (ValueError, KeyError, RecursionError) as error:
        raise SourceError(f"{base}: no JSON feed: {type(error).__name__}.") from error
    for entry in entries if isinstance(entries, list) else ():
        link = entry.get("url") or entry.get("external_url") if isinstance(entry, dict) else None
        if isinstance(link, str):
            title, day = entry.get("title"), entry.get("date_published")
            yield Item(
                url=urljoin(base, link),
                title=title if isinstance(title, str) else None,
                published=day if isinstance(day, str) else None,
            )


def _sitemap(data: bytes, base: str) -> Iterator[Item]:
    root = _xml(data)
    if _plain(root.tag) not in ("urlset", "sitemapindex"):
        raise SourceError(f"{base}: no sitemap: its root is <{_plain(root.tag)}>.")
    for entry in root:
        link = _text(entry, "loc")
        if link:
            day = _text(entry, "publication_date", "lastmod")
            yield Item(url=urljoin(base, link), title=_text(entry, "title"), published=day)


def _page(data: bytes, base: str) -> Iterator[Item]:
    import html

    for match in _LINK.finditer(data.decode("utf-8", errors="replace")):
        yield Item(url=urljoin(base, html.unescape(match[1] or match[2] or "").strip()))


def _xml(data: bytes) -> ElementTree.Element:
    if _ENTITY.search(data):
        raise SourceError("It declares entities of its own, which no feed or sitemap needs.")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SourceError(f"Broken XML: {error}.") from error


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def _address(entry: ElementTree.Element) -> str | None:
    links = [child for child in entry if _plain(child.tag) == "link"]
    best = next((k for k in links if k.get("rel", "alternate") == "alternate"), None)
    if best is None:
        return None
    return (best.get("href") or best.text or "").strip() or None


def _text(entry: ElementTree.Element, *names: str) -> str | None:
    found = {_plain(child.tag): (child.text or "").strip() for child in entry.iter()}
    return next((found[name] for name in names if found.get(name)), None)


def fresh(found: Sequence[Item], seen: frozenset[str], limit: int) -> list[Item]:
    """The items that were not seen before, the first `limit` of them."""
    return [item for item in found if item.url not in seen][:limit]
