"""What is known of a group of reports of meetings, and which other group it cannot be one with."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.reconcile.days import Window, gap
from communique.reconcile.occasions import SLIP, Occasion, related

# A body is a meeting's where one of so many reports names it.
_FEW = 5
# A meeting moves by at most so many days.
_MOVES = 400


Voices = Mapping[str, tuple[Occasion, ...]]
# A day that is told, and the day on which it is.
Told = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What is known of a group of reports; `days` are those that all of them can mean.

    `voices` are those of whose meetings no two can be one, unless they may be told of twice, with what each says; who
    gives neither date nor body may speak of one again.
    """

    voices: Voices
    ordinals: frozenset[tuple[str | None, int]]
    families: Mapping[tuple[str, ...], int]
    reports: int
    held: Window | None
    called_off: Told | None
    arranged: Told | None
    days: Window | None
    moved: bool
    levels: frozenset[str]

    def clashes(self, other: "Meeting") -> bool:
        """Whether the two cannot be one meeting."""
        if self._voices_clash(other) or not self._numbers_agree(other):
            return True
        if self.levels_clash(other) or self.families_clash(other):
            return True
        if self.held and other.held and gap(self.held, other.held) > SLIP:
            return True
        if self._called_off_before(other) or other._called_off_before(self):
            return True
        if self.ordinals & other.ordinals or self.days is None or other.days is None:
            return False
        return gap(self.days, other.days) > (_MOVES if self.moved or other.moved else SLIP)

    def levels_clash(self, other: "Meeting") -> bool:
        """Whether they are of other levels: ministers, and heads of state."""
        return bool(self.levels and other.levels and not self.levels & other.levels)

    def families_clash(self, other: "Meeting") -> bool:
        """Whether they are of bodies neither of which belongs to the other."""
        return any(not related(a, b) for a in self.bodies for b in other.bodies)

    @property
    def bodies(self) -> Iterator[tuple[str, ...]]:
        """The bodies that enough of the reports name for it to be theirs: one of many may be read wrongly."""
        return (family for family, count in self.families.items() if count * _FEW >= self.reports)

    def plus(self, other: "Meeting") -> "Meeting":
        """Both together."""
        levels = self.levels & other.levels if self.levels and other.levels else self.levels | other.levels
        return Meeting(
            voices=_both(self.voices, other.voices),
            ordinals=self.ordinals | other.ordinals,
            families=Counter(self.families) + Counter(other.families),
            reports=self.reports + other.reports,
            held=_hull(self.held, other.held),
            called_off=_later(self.called_off, other.called_off),
            arranged=_later(self.arranged, other.arranged),
            days=_narrower(self.days, other.days),
            moved=self.moved or other.moved or self._lies_apart(other),
            levels=levels,
        )

    def _lies_apart(self, other: "Meeting") -> bool:
        """Whether the days of one numbered meeting lie so far apart that it was moved between the reports."""
        if not self.ordinals & other.ordinals or self.days is None or other.days is None:
            return False
        return gap(self.days, other.days) > SLIP

    def _called_off_before(self, other: "Meeting") -> bool:
        """Whether this was called off before the other was arranged, for days that lie behind those it was to have."""
        if self.called_off is None or other.arranged is None:
            return False
        (day, told), (new, arranged) = self.called_off, other.arranged
        return arranged > told and new - day > SLIP

    def _voices_clash(self, other: "Meeting") -> bool:
        """Whether one report tells of both as of two meetings."""
        few, many = sorted((self.voices, other.voices), key=len)
        shared = (voice for voice in few if voice in many)
        return any(not _may_be_one(a, b) for voice in shared for a in few[voice] for b in many[voice])

    def _numbers_agree(self, other: "Meeting") -> bool:
        mine, theirs = ({number for _, number in m.ordinals} for m in (self, other))
        return not mine or not theirs or bool(mine & theirs)


def _by_itself(o: Occasion) -> bool:
    """Whether a report says enough of a meeting to tell it from others of the same report."""
    return o.exact or not (o.implied or o.guessed) or o.status == "cancelled"


def meeting(o: Occasion) -> Meeting:
    """What is known of a meeting from one report of it."""
    return Meeting(
        voices={o.voice: (o,)} if _by_itself(o) else {},
        ordinals=frozenset() if o.ordinal is None else frozenset(((o.body, o.ordinal),)),
        families={o.families: 1} if o.families and not o.implied else {},
        reports=1,
        held=o.reach if o.status == "held" and o.exact else None,
        called_off=(o.days[1], o.published) if o.days and o.exact and o.status == "cancelled" else None,
        arranged=(o.days[0], o.published) if o.days and _is_arranged(o) else None,
        days=o.reach if o.hangs is None or o.status == "held" else None,
        moved=o.moved,
        levels=o.levels,
    )


def _is_arranged(o: Occasion) -> bool:
    return o.status in ("scheduled", "tentative") and not o.guessed and not o.moved


def _later(a: Told | None, b: Told | None) -> Told | None:
    """What is for the later day, of two where both are known."""
    return max(a, b) if a and b else a or b


def _both(a: Voices, b: Voices) -> Voices:
    return {**a, **b, **{voice: (*a[voice], *b[voice]) for voice in a.keys() & b.keys()}}


def _may_be_one(a: Occasion, b: Occasion) -> bool:
    """Whether others may join what a report tells of in two places: sittings of one body on days next to each other."""
    if a.body is None or a.body != b.body or a.beneath != b.beneath or a.hangs or b.hangs:
        return False
    if (a.people and b.people and not a.people & b.people) or (a.levels and b.levels and not a.levels & b.levels):
        return False
    return bool(a.exact and b.exact and a.days and b.days and gap(a.days, b.days) <= SLIP)


def _narrower(a: Window | None, b: Window | None) -> Window | None:
    """The days that both can mean; all the days of both where they disagree."""
    if a is None or b is None:
        return a or b
    first, last = max(a[0], b[0]), min(a[1], b[1])
    return (first, last) if first <= last else _hull(a, b)


def _hull(a: Window | None, b: Window | None) -> Window | None:
    if a is None or b is None:
        return a or b
    return (min(a[0], b[0]), max(a[1], b[1]))
