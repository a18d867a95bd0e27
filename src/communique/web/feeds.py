"""Changes as Atom (RFC 4287) and JSON Feed 1.1; law: the same change has the same id in both, for ever."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

Plain = Mapping[str, Any]
_ATOM = "http://www.w3.org/2005/Atom"
_NO_DAY = "1970-01-01T00:00:00Z"


def atom(entries: Sequence[Plain], called: str, root: str, path: str) -> bytes:
    """The entries as an Atom feed."""
    feed = Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", f"{root}{path}")
    _add(feed, "title", called)
    _add(feed, "updated", _time(entries[0]) if entries else _NO_DAY)
    SubElement(feed, "link", {"rel": "self", "href": f"{root}{path}"})
    _add(SubElement(feed, "author"), "name", "Communiqué")
    for entry in entries:
        made = SubElement(feed, "entry")
        _add(made, "id", f"urn:communique:{entry['id']}")
        _add(made, "title", headline(entry))
        _add(made, "updated", _time(entry))
        SubElement(made, "link", {"href": f"{root}/{entry['kind']}/{entry['record']}"})
        SubElement(made, "category", {"term": entry["what"]})
        _add(made, "summary", summary(entry))
    return bytes(tostring(feed, encoding="utf-8", xml_declaration=True))


def json_feed(entries: Sequence[Plain], called: str, root: str, path: str) -> bytes:
    """The entries as a JSON Feed."""
    items = [
        {
            "id": f"urn:communique:{entry['id']}",
            "url": f"{root}/{entry['kind']}/{entry['record']}",
            "title": headline(entry),
            "content_text": summary(entry),
            **({"date_published": _time(entry)} if entry["when"] else {}),
            "tags": [entry["what"], entry["kind"]],
            "_communique": dict(entry),
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": called,
        "home_page_url": f"{root}/changes",
        "feed_url": f"{root}{path}",
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False).encode()


def headline(entry: Plain) -> str:
    """A change in one line."""
    return f"{entry['title']} ({entry['what']})"


def summary(entry: Plain) -> str:
    """What the change set, in words."""
    return "; ".join(f"{name}: {value}" for name, value in entry["values"].items()) or entry["what"]


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = "".join(c for c in text if c >= " " or c in "\t\n")


def _time(entry: Plain) -> str:
    day = str(entry["when"] or "")[:10]
    whole = day + "-01-01"[len(day) - 4 :] if 4 <= len(day) < 10 else day
    return f"{whole}T00:00:00Z" if len(whole) == 10 and "X" not in whole else _NO_DAY
