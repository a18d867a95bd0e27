"""There: the town that words point at: "there", "in that city", "in the same hotel".

Law: a town named before in the sentence goes before the place of an occasion told of in the one before, and this before
a town that the one before names; only then is it the place of the occasion told of last.
"""

from bisect import bisect_right
from collections.abc import Iterator

from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.mentions import Mention
from communique.extract.slots import Slots
from communique.languages import pattern

_NOT_WHERE = pattern("places", "from_where")


def town_before(analysis: Analysis, at: int, host: Slots | None) -> Mention | None:
    """The town that words at a place of the text point at, where it is not that of the occasion told of last."""
    number = bisect_right(analysis.tagged, at, key=lambda t: t.sentence.start) - 1
    told = host.trigger.sentence if host else -1
    if number < 0 or told == number:
        return None
    sentence = analysis.tagged[number].sentence
    if here := list(_towns(analysis, sentence.start, at)):
        return here[-1]
    if told >= number - 1 or number == 0:
        return None
    before = analysis.tagged[number - 1].sentence
    return next(reversed(list(_towns(analysis, before.start, sentence.start))), None)


def _towns(analysis: Analysis, start: int, end: int) -> Iterator[Mention]:
    """The towns that a stretch of the text names, but for those where somebody comes from."""
    text = analysis.document.text
    for mention in analysis.mentions.within(max(start, analysis.document.body_start), end):
        named = mention.type == "place" and mention.form == "name" and mention.end <= end
        if named and not _is_wide(mention.name.lower()) and not _is_from(text, mention):
            yield mention


def _is_wide(name: str) -> bool:
    return name in word_set("places", "vague") or name.split()[-1] in word_set("places", "waters")


def _is_from(text: str, town: Mention) -> bool:
    return text.startswith(("'s", "’s"), town.end) or bool(_NOT_WHERE.search(text, max(0, town.start - 12), town.start))
