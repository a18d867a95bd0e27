"""The line that says where and when a story was written; its day is what "today" means in it."""

import re

from communique.extract.dates.drafts import Draft
from communique.extract.dates.lexicon import Tokens

_REACH = 600
_PLACE = re.compile(
    r"(?:^|\n|[.)\]]\s)[ \t]*\(?"
    r"[A-ZА-ЯЁ][A-ZА-ЯЁ'’.\- ]{2,}[A-ZА-ЯЁ](?:[,/] ?[A-Z][\w.'’ ]+){0,3}[,.]?\s*$"  # LONDON, England
)
_TOWN = re.compile(r"(?:^|\n)[ \t]*[A-Z][\w'’.-]+(?: (?:[a-z]{2,3} )?[A-Z][\w'’.-]+){0,2},[ \t]*$")
_AFTER = re.compile(r"\.?[ \t]*(?:\([^)\n]{2,40}\)|/[^/\n]{2,30}/|[A-Za-z/]{2,12})?\.?[ \t]*(?:[-–—_]|:)")
_OPENING = re.compile(
    r"\s*(?:\([^)\n]{1,30}\)\s*(?:[-–—]\s*)?)?\(?"  # (ANSA) -
    r"(?!(?:On|In|By|At|From|Since|For|The|This|Last|Next|[A-Z][a-z]+day)\b)[A-ZÀ-Þ][\w'’.-]*"
    r"(?: (?:(?:[a-z]{2,3}|-) )?[A-ZÀ-Þ][\w'’.-]*){0,3}(?:, [A-ZÀ-Þ][\w'’.]+(?: [A-ZÀ-Þ][\w'’.]+){0,2}){0,2}[,.] \s*$"
)
_THEN = re.compile(
    r"\.\s+(?:/[^/\n]{2,30}/\.?\s*|\([^)\n]{2,40}\)\.?\s*)?(?=[A-ZÀ-Þ\"“«])"
    r"|\s*\([A-Z][^)\n]{1,40}\)[ \t]*(?=[A-ZÀ-Þ\"“«])"
    r"|,\s*[A-Z][\w/. -]{2,24}?(?:\.|\s*[-–—]+|\s*\n)|[ \t]*\n"
)
_ALONE = re.compile(r"[ \t]*(?:\n|$)")


def dateline(tokens: Tokens, drafts: list[Draft]) -> Draft | None:
    """The draft that dates the story: between a place and a dash or stop, or alone on one of the first lines."""
    text = tokens.text
    for draft in drafts:
        start, end = tokens.starts[draft.first], tokens.end(draft.last - 1)
        if start > _REACH:
            return None
        if draft.rule not in ("full", "day_of_month", "iso", "weekday"):
            continue
        before = text[max(0, start - 80) : start]
        if draft.rule != "weekday" and _opens(text, start) and (_THEN.match(text, end) or _AFTER.match(text, end)):
            return draft
        town = bool(_TOWN.search(before))
        if (town or _PLACE.search(before)) and _AFTER.match(text, end):
            return draft
        alone = town or start == 0 or before.rstrip(" \t").endswith("\n")
        if draft.rule in ("full", "iso") and alone and _ALONE.match(text, end):
            return draft
    return None


def _opens(text: str, start: int) -> bool:
    """Whether nothing but a place stands before a date in its paragraph: "Arequipa, May 18", "BELÉM, Brazil, Aug 8"."""
    return bool(_OPENING.fullmatch(text[text.rfind("\n", 0, start) + 1 : start]))
