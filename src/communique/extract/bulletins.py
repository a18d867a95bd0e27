"""Bulletins: the state by whose name the paragraph around an office is headed: "CANADA. The prime minister …"."""

import re

from communique import knowledge
from communique.extract.analysis import Analysis

_HEADED = re.compile(r"[\s•●▪*–—-]*(?P<name>[A-Z][\w .'’-]{2,30}?)[*_]{0,2}(?:[.:](?=\s)|\s?\n)")


def heading(analysis: Analysis, at: int) -> tuple[str, str] | None:
    """The id and written name of the state that heads a paragraph, if nobody else is named before an offset in it."""
    document = analysis.document
    start = max(document.text.rfind("\n\n", 0, at), document.body_start)
    found = _HEADED.match(document.text, start, at)
    state = knowledge.country_of(found["name"].title()) if found else None
    if found is None or state is None or any(m.type != "place" for m in analysis.mentions.within(found.end(), at)):
        return None
    return state.id, found["name"].title() if found["name"].isupper() else found["name"]
