"""What speaks for and against one whom a phrase may stand for: when it was spoken of, whether it spoke, how it fits."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter

from communique.extract.chunks import word_set
from communique.extract.fitting import Description
from communique.extract.focus import Focus, Question, Speaker
from communique.extract.spoken_of import Named, Place, SpokenOf, key_of

_LAST = 9
_FITS = 3
"""From this level on one fits a description by its name or office."""
_FOLLOWING = 2
"""In so many lines after a description its holder may be named first."""
_ORDERED = word_set("saying", "ordered")


class Ranks:
    """How those whom a phrase may stand for compare, by what they go by."""

    def __init__(self, focus: Focus, spoken_of: SpokenOf, kept: Sequence[Named], asked: Question) -> None:
        self.focus, self.spoken_of, self.asked = focus, spoken_of, asked
        self.line, self.start = asked.line.number, asked.start
        self.spoke: dict[str, int] = {}
        for speaker in reversed(focus.spoken):
            self.spoke.setdefault(key_of(speaker), len(self.spoke))
        self.spoke_at = {key_of(s): spoken_of.line_at(s.start) for s in focus.spoken}
        self.earlier = {one.key: [p for p in one.places if p.start < self.start] for one in kept}
        self.last = {key: _latest(places) for key, places in self.earlier.items()}
        self.recent = _ranked(kept, self.last)
        doing = {k: [p for p in places if p.subject and not p.quoted] for k, places in self.earlier.items()}
        self.subject = _ranked(kept, {key: _latest(places) for key, places in doing.items()})
        self.most: Counter[str] = Counter()
        for one in kept:
            self.most[one.coarse] = max(self.most[one.coarse], len(one.places))
        self.people = sum(one.sort == "person" and self.last[one.key] is not None for one in kept)
        self.rule = key_of(asked.rule) if asked.rule else ""
        self.fitting: dict[str, int] = {}
        self.levels: dict[str, int] = {}
        if not asked.word:
            self._fit(kept)

    def near(self, one: Named) -> bool:
        """Whether one is at hand: whom rules take, a late speaker, the latest of its sort, or what fits well."""
        key = one.key
        spoke, recent = self.spoke.get(key, _LAST), min(self.recent.get(key, _LAST), self.subject.get(key, _LAST))
        if key == self.rule or spoke <= 1 or recent == 0 or self.levels.get(key, 0) >= _FITS:
            return True
        return self.last[key] is None and one.places[0].line <= self.line + _FOLLOWING

    @cached_property
    def description(self) -> Description:
        """The words of the phrase, where it is a description."""
        return Description(self.focus, self.spoken_of, self.asked)

    def _fit(self, kept: Sequence[Named]) -> None:
        """How well each fits the description, and how many that fit as well are spoken of later."""
        self.levels = {one.key: self.description.level(one) for one in kept}
        placed = [(place.start, key) for key, place in self.last.items() if place is not None]
        for _, key in sorted(placed, reverse=True):
            self.fitting[key] = sum(self.levels[k] >= self.levels[key] for k in self.fitting)


def _latest(places: Sequence[Place]) -> Place | None:
    return max(places, key=attrgetter("start"), default=None)


def _ranked(kept: Sequence[Named], latest: Mapping[str, Place | None]) -> dict[str, int]:
    """How many of the same coarse sort have their latest place later."""
    placed = [(place.start, one) for one in kept if (place := latest[one.key]) is not None]
    counts: Counter[str] = Counter()
    ranks: dict[str, int] = {}
    for _, one in sorted(placed, key=itemgetter(0), reverse=True):
        ranks[one.key] = counts[one.coarse]
        counts[one.coarse] += 1
    return ranks


def of(one: Named, ranks: Ranks) -> tuple[str, ...]:
    """The marks of one whom a phrase may stand for."""
    marks = [*_standing(one, ranks), *_placed(one, ranks)]
    marks += _gendered(one, ranks) if ranks.asked.word else _fitting(one, ranks)
    return tuple(marks)


def of_written(asked: Question, written: Speaker, known: Collection[str], spoken: int) -> tuple[str, ...]:
    """The marks of a description that stands for itself."""
    line = asked.line
    ruled = asked.rule is None or asked.rule.reference == written.reference
    return (
        "written", f"written:rule:{ruled}", f"written:long{min(asked.last - asked.first, 5)}",
        f"written:head:{line.lower[asked.head - 1]}", f"written:lead:{line.lower[asked.first]}",
        f"written:before:{key_of(written) in known}", f"written:spoken{min(spoken, 2)}",
    )  # fmt: skip


def _standing(one: Named, ranks: Ranks) -> Iterator[str]:
    """How lately and how often one was spoken of, or spoke, beside the others."""
    key, number = one.key, ranks.line
    spoke = ranks.spoke.get(key, _LAST)
    recent, subject = ranks.recent.get(key, _LAST), ranks.subject.get(key, _LAST)
    yield f"sort:{one.sort}"
    yield f"number:{one.speaker.number}"
    yield f"recent{min(recent, 4)}"
    yield f"subject{min(subject, 3)}"
    yield f"spoke{min(spoke, 3)}"
    yield f"spoke:recent:{min(spoke, 2)}:{min(recent, 2)}"
    yield f"spoke:subject:{min(spoke, 2)}:{min(subject, 2)}"
    if key in ranks.spoke_at:
        yield f"spoke:away:{step(number - ranks.spoke_at[key])}:{min(spoke, 2)}"
    yield f"times{min(len(ranks.earlier[key]), 4)}"
    yield f"most:{len(one.places) == ranks.most[one.coarse]}"
    yield f"first:{step(one.places[0].line)}"
    if one.places[0].line == 0:
        yield "titled"
    yield f"people{min(ranks.people, 3)}"
    yield f"rule:{key == ranks.rule}"
    yield f"rule:{key == ranks.rule}:{spoke == 0}:{min(recent, 1)}"


def _placed(one: Named, ranks: Ranks) -> Iterator[str]:
    """Where one was spoken of last."""
    place, number, at = ranks.last[one.key], ranks.line, ranks.start
    away = "later" if place is None else step(number - place.line)
    yield f"away:{away}"
    if any(p.line == number and p.start > at for p in one.places):
        yield "after"
    if place is None:
        return
    yield f"is:{place.relation}"
    yield f"is:{place.relation}:{away}"
    yield f"quoted:{place.quoted}"
    yield f"leads:{place.leads}:{away}"
    yield f"lead:{number - place.line == 1 and place.leads and place.subject}"
    here = [p for p in ranks.earlier[one.key] if p.line == number]
    yield f"here:{bool(here)}:{any(p.subject for p in here)}"
    yield f"paragraph:{ranks.spoken_of.paragraph(number) == ranks.spoken_of.paragraph(place.line)}"


def _gendered(one: Named, ranks: Ranks) -> Iterator[str]:
    if ranks.asked.word in ("he", "she") and one.sort == "person":
        gender = ranks.focus.genders.get(one.key)
        yield f"gender:{gender == ('m' if ranks.asked.word == 'he' else 'f') if gender else 'none'}"


def _fitting(one: Named, ranks: Ranks) -> Iterator[str]:
    """How one fits a description."""
    key, told = one.key, ranks.description
    level, spoke, recent = ranks.levels[key], ranks.spoke.get(key, _LAST), ranks.recent.get(key, _LAST)
    best = f"fits:{level}:{level == max(ranks.levels.values())}"
    rank = min(ranks.fitting.get(key, _LAST), 2)
    yield best
    yield f"{best}:{rank}"
    yield f"{best}:{rank}:{min(spoke, 2)}"
    yield f"head:{told.head}:{one.sort}"
    yield from told.marks(one)
    if told.head in _ORDERED:
        yield f"one:{told.head}:{min(recent, 3)}"
    place = ranks.last[key]
    if place is None or place.line == 0:
        near = any(ranks.line < p.line <= ranks.line + _FOLLOWING and p.leads for p in one.places)
        yield f"follows:{near}:{place is None}:{bool(ranks.focus.spoken)}"
    if one.sort == "person" and (gender := _gender(told.head)):
        known = ranks.focus.genders.get(key)
        yield f"gendered:{known == gender if known else 'none'}"
    issuer = ranks.focus.papers.get(told.head)
    yield f"paper:{issuer is not None and key_of(issuer) == key}"
    main = ranks.focus.analysis.main
    yield f"main:{main is not None and main[1].id == key}"


def _gender(word: str) -> str | None:
    return next((g for g in ("m", "f") if word in word_set("saying", "gendered", g)), None)


def step(away: int) -> int:
    """A distance in lines, by steps."""
    return bisect_right((0, 1, 2, 4, 8), away)
