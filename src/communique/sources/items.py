"""What a feed, sitemap or listing page offers; law: each address once, in the source's order; no entity is expanded."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from communique.errors import SourceError

_ENTITY = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>]*\[)", re.IGNORECASE)
_LINK = re.compile(r"""<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
MOST = 50_000
"""Items of one look: a sitemap has no more (sitemaps.org)."""
_DEEPEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An address that a source offers, with its title, its time and that of its last change, where the source tells."""

    url: str
    title: str | None = None
    published: str | None = None
    updated: str | None = None


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
    for entry in _elements(data, base, "RSS, Atom or JSON feed", ("rss", "feed", "RDF"), ("item", "entry")):
        link = _address(entry)
        if link:
            day = _text(entry, "published", "pubDate", "date", "updated")
            yield Item(
                url=urljoin(base, link), title=_text(entry, "title"), published=day, updated=_text(entry, "updated")
            )


def _json_feed(data: bytes, base: str) -> Iterator[Item]:
    try:
        feed = json.loads(data)
        entries = feed["items"] if isinstance(feed, dict) else None
    except (ValueError, KeyError, RecursionError) as error:
        raise SourceError(f"{base}: no JSON feed: {type(error).__name__}.") from error
    for entry in entries if isinstance(entries, list) else ():
        link = entry.get("url") or entry.get("external_url") if isinstance(entry, dict) else None
        if isinstance(link, str):
            told = {name: value for name, value in entry.items() if isinstance(value, str)}
            yield Item(
                url=urljoin(base, link),
                title=told.get("title"),
                published=told.get("date_published"),
                updated=told.get("date_modified"),
            )


def _sitemap(data: bytes, base: str) -> Iterator[Item]:
    for entry in _elements(data, base, "sitemap", ("urlset", "sitemapindex"), ("url", "sitemap")):
        link, changed = _text(entry, "loc"), _text(entry, "lastmod")
        if link:
            day = _text(entry, "publication_date") or changed
            yield Item(url=urljoin(base, link), title=_text(entry, "title"), published=day, updated=changed)


def _page(data: bytes, base: str) -> Iterator[Item]:
    import html

    for match in _LINK.finditer(data.decode("utf-8", errors="replace")):
        yield Item(url=urljoin(base, html.unescape(match[1] or match[2] or "").strip()))


def _elements(
    data: bytes, base: str, called: str, roots: Sequence[str], names: Sequence[str]
) -> Iterator[ElementTree.Element]:
    """The elements of some names, each dropped after use, so that the size of a file costs no memory."""
    if _ENTITY.search(data.replace(b"\0", b"")):  # in UTF-16 too
        raise SourceError("It declares entities of its own, which no feed or sitemap needs.")
    path: list[ElementTree.Element] = []
    try:
        for event, element in ElementTree.iterparse(BytesIO(data), ("start", "end")):
            if event == "start":
                if not path and _plain(element.tag) not in roots:
                    raise SourceError(f"{base}: no {called}: its root is <{_plain(element.tag)}>.")
                path.append(element)
                if len(path) > _DEEPEST:
                    raise SourceError(f"{base}: no {called}: nested too deep.")
                continue
            path.pop()
            if _plain(element.tag) in names:
                yield element
                path[-1].clear()
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
