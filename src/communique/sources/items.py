"""What a feed, sitemap or listing page offers; law: each address once, in the source's order; no entity is expanded."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
        url = _absolute(base, item.url)
        if url is not None and wanted.search(url):
            seen.setdefault(url.partition("#")[0], replace(item, url=url))
        if len(seen) >= MOST:
            break
    return tuple(seen.values())


def _absolute(base: str, link: str) -> str | None:
    """The web address that a link means on the page at `base`; `None` where it means none."""
    try:
        url = urljoin(base, link)
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:  # square brackets that hold no address
        return None


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
            yield Item(url=link, title=_text(entry, "title"), published=day, updated=_text(entry, "updated"))


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
                url=link,
                title=told.get("title"),
                published=told.get("date_published"),
                updated=told.get("date_modified"),
            )


def _sitemap(data: bytes, base: str) -> Iterator[Item]:
    for entry in _elements(data, base, "sitemap", ("urlset", "sitemapindex"), ("url", "sitemap")):
        link, changed = _text(entry, "loc"), _text(entry, "lastmod")
        if link:
            day = _text(entry, "publication_date") or changed
            yield Item(url=link, title=_text(entry, "title"), published=day, updated=changed)


def _page(data: bytes, base: str) -> Iterator[Item]:
    for match in _LINK.finditer(data.decode("utf-8", errors="replace")):
        yield Item(url=html.unescape(match[1] or match[2] or "").strip())


def _elements(
    data: bytes, base: str, called: str, roots: Sequence[str], names: Sequence[str]
) -> Iterator[ElementTree.Element]:
    """The elements of some names, each dropped after use, so that the size of a file costs no memory."""
    if _ENTITY.search(data.replace(b"\0", b"")):  # in UTF-16 too
        raise SourceError(f"{base}: it declares entities of its own, which no feed or sitemap needs.")
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
        raise SourceError(f"{base}: broken XML: {error}.") from error


def _plain(tag: str) -> str:
    return tag.rpartition("}")[2]


def _address(entry: ElementTree.Element) -> str | None:
    """The link of an entry; where RSS gives none, its name, which is an address unless it says that it is not."""
    links = [child for child in entry if _plain(child.tag) == "link"]
    best = next((k for k in links if k.get("rel", "alternate") == "alternate"), None)
    if best is None:
        names = (k for k in entry if _plain(k.tag) == "guid" and k.get("isPermaLink", "true") != "false")
        best = next(names, None)
    return ((best.get("href") or best.text or "").strip() or None) if best is not None else None


def _text(entry: ElementTree.Element, *names: str) -> str | None:
    """The first of some texts of an entry; its own before those of what it holds, such as where it was taken from."""
    found: dict[str, str] = {}
    for child in (*entry, *entry.iter()):
        if text := (child.text or "").strip():
            found.setdefault(_plain(child.tag), text)
    return next((found[name] for name in names if name in found), None)
