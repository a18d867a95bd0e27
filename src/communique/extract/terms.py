"""From when to when a programme runs: by the years in its name, or when its sentence says that it begins and ends."""

from communique.extract.analysis import Analysis
from communique.extract.instruments import NounPhrase
from communique.extract.scenes import dates_within
from communique.languages import pattern
from communique.model.span import Span
from communique.model.times import TimeExpression

Term = tuple[str, Span]
_YEARS = pattern("instruments", "years")
_UNTIL = pattern("instruments", "until")
_YEAR = pattern("instruments", "for_year")
_WORK_PLAN = pattern("instruments", "work_plan")
_BEGINS = pattern("instruments", "begins")
_STARTED = pattern("instruments", "started")
_ENDS = pattern("instruments", "runs_to")
_FOR = pattern("instruments", "for_the_time")
_NEXT = pattern("instruments", "next_clause")
_FAR = 110


def term(analysis: Analysis, phrase: NounPhrase) -> Term | None:
    """The interval over which a programme runs, with the words that say so."""
    return _named(analysis, phrase) or _told(analysis, phrase)


def _named(analysis: Analysis, phrase: NounPhrase) -> Term | None:
    """The years that the name holds or that stand right behind it."""
    text, end = analysis.document.text, phrase.end + 30
    found = _YEARS.search(text, phrase.start, end)
    if found:
        first, last = found[1], found[2]
        last = first[:2] + last if len(last) == 2 else last
        return f"{first}/{last}", analysis.document.span(found.start(), found.end())
    found = _UNTIL.search(text, phrase.start, phrase.end + 20)
    if found:
        year = found[1] or found[2]
        whole = year if _WORK_PLAN.search(text, phrase.start, phrase.end) else f"../{year}"
        return whole, analysis.document.span(found.start(), found.end())
    found = _YEAR.search(text, phrase.start, phrase.end + 9)
    return (found[1], analysis.document.span(found.start(1), found.end(1))) if found else None


def _told(analysis: Analysis, phrase: NounPhrase) -> Term | None:
    """What its clause goes on to say: "launched in 2017", "running to the end of 2027", "for the period 2025-2040"."""
    text = analysis.document.text
    stop = min(phrase.words.sentence.end, phrase.end + _FAR)
    found = _NEXT.search(text, phrase.end, stop)
    stop = found.start() if found else stop
    first = last = ""
    spans: list[TimeExpression] = []
    for time in dates_within(analysis, phrase.end, stop):
        before = text[max(phrase.end, time.start - 45) : time.start]
        day = time.day or ""
        if "/" in day and _FOR.search(before):
            return day, analysis.document.span(time.start, time.end)
        ends = _ENDS.search(before) or (time.relation == "until" and "to be" not in before)
        if day and ends and not last:
            last = day.rpartition("/")[2]
        elif day and _BEGINS.search(before) and not first:
            first = day.partition("/")[0]
        else:
            continue
        spans.append(time)
    if not spans or not (last or _STARTED.search(text, phrase.end, spans[0].start)):
        return None
    return f"{first or '..'}/{last or '..'}", analysis.document.span(spans[0].start, spans[-1].end)
