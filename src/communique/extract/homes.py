"""Homes: the state that a document comes from, by who published it and where; law: what neither says stays unknown."""

import re

from communique import knowledge
from communique.languages import words
from communique.model.document import Document

_HOST = re.compile(r"https?://(?:[\w-]+\.)*?(?P<own>gov|mil)(?:\.(?P<state>[a-z]{2}))?(?:[:/]|$)")


def publisher_state(document: Document) -> knowledge.Country | None:
    """The state whose government published a document, by the publisher's name or the address: ".gov.au"."""
    named = _named(document.publisher or "")
    return named or _addressed(document.url or "")


def _named(publisher: str) -> knowledge.Country | None:
    plain = publisher.lower()
    issuers = words("en", "offices")["issuers"]
    state = issuers.get(plain)
    if state is None and set(re.findall(r"\w+", plain)) & set(issuers["words"]):
        found = [f.entry.thing for f in knowledge.find_names(publisher)]
        return next((thing for thing in found if isinstance(thing, knowledge.Country)), None)
    thing = knowledge.thing(state) if state else None
    return thing if isinstance(thing, knowledge.Country) else None


def _addressed(url: str) -> knowledge.Country | None:
    found = _HOST.match(url)
    if not found:
        return None
    code = found["state"] or "us"
    thing = knowledge.thing("gb" if code == "uk" else code)
    return thing if isinstance(thing, knowledge.Country) else None
