"""The forms found in a text, from left to right; law: linear, as every form is tried once at a token and is bounded."""

from collections.abc import Callable, Iterator

from communique.extract.dates import calendar, clocks, lengths, relative, shifts, years
from communique.extract.dates.drafts import Draft, Match
from communique.extract.dates.forms import Form
from communique.extract.dates.lexicon import Lexicon, Tokens

_RULES: dict[str, Callable[[Match], Draft | None]] = {
    **calendar.RULES,
    **years.RULES,
    **relative.RULES,
    **shifts.RULES,
    **lengths.RULES,
    **clocks.RULES,
}


def scan(tokens: Tokens, lexicon: Lexicon) -> Iterator[Draft]:
    """The drafts of a text: at each place the longest form whose rule accepts it."""
    at = 0
    for place, forms in lexicon.places(tokens.tags):
        if place >= at and (draft := _longest(tokens, lexicon, place, forms)):
            yield draft
            at = draft.last


def _longest(tokens: Tokens, lexicon: Lexicon, at: int, forms: tuple[Form, ...]) -> Draft | None:
    for form in forms:
        found = form.pattern.match(tokens.tags, at)
        if found and (draft := _RULES[form.rule](Match(tokens, lexicon, form.rule, found))):
            return draft
    return None
