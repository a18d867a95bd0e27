"""Invented watches, records and changes, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from communique.alerts.search import PLURALS
from communique.model.change import Change
from communique.model.record import Record, Report
from communique.model.watch import Watch

DAY = "2027-05-03"
NOW = f"{DAY}T08:00:00+00:00"
_SYLLABLES = ("ba", "ko", "ri", "ten", "mu", "sa", "lo", "vi", "ner", "da", "po", "ge", "shi", "ur", "an", "tal",
              "che", "fin", "hos", "jel", "quo", "wex", "yma", "zed")  # fmt: skip
_WORDS = 8000
_BODIES = 2000
_WHAT = (("date moved", "date"), ("status changed", "status"), ("place changed", "place"), ("new record", None))


@dataclass(slots=True)
class World:
    """A language of invented words, of which few are common and most are rare, and what is told in it."""

    seed: int = 7
    records: int = 20_000
    chance: random.Random = field(init=False)
    words: list[str] = field(init=False)
    weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.words = ["".join(self.chance.choices(_SYLLABLES, k=self.chance.randint(3, 5))) for _ in range(_WORDS)]
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(_WORDS)))

    def said(self, count: int) -> str:
        """Some words, common ones more often."""
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=count))

    def watches(self, count: int, addresses: list[str]) -> list[Watch]:
        """Watches: a third on meetings, a third on bodies, a third on searches of two or three words."""
        return [self._watch(number, addresses[number % len(addresses)]) for number in range(count)]

    def changes(self, count: int) -> Iterator[tuple[Change, Record]]:
        """Changes, each with its record."""
        for number in range(count):
            yield self._change(number)

    def _watch(self, number: int, address: str) -> Watch:
        record, query = "", ""
        if number % 3 == 0:
            record = f"meeting-{self.chance.randrange(self.records):012x}"
        elif number % 3 == 1:
            record = f"body-{self.chance.randrange(_BODIES):012x}"
        else:
            query = (
                f"q={'+'.join(self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(2, 3)))}"
            )
            query += "&in=meetings" if self.chance.random() < 0.3 else ""
        id, label = f"{number:016x}", f"watch{number:05d}"
        return Watch(id=id, address=address, label=label, created=NOW, record=record, query=query)

    def _change(self, number: int) -> tuple[Change, Record]:
        kind = self.chance.choice(("meeting", "meeting", "act", "statement"))
        body = self.chance.randrange(_BODIES)
        id = f"{kind}-{self.chance.randrange(self.records):012x}"
        what, field = self.chance.choice(_WHAT)
        id = f"{kind}-{2**40 + number:012x}" if what == "new record" else id  # a record is new once
        values = {
            "name": self.said(4),
            "body": {"id": f"body-{body:012x}", "name": self.said(3)},
            "date": "2027-05-09",
            "place": self.said(1),
            "agenda": [self.said(6) for _ in range(4)],
        }
        report = Report(document=f"{number:016x}", source=f"{PLURALS[kind]}.txt", item="c1", words=(self.said(25),))
        values_of = {"date": ("2027-05-03", "2027-05-09"), "status": ("planned", "postponed")}
        before, after = values_of.get(field or "", (self.said(1), self.said(1)))
        change = Change(
            day=DAY, what=what, kind=kind, record=id, title=f"change{number:06d} {self.said(3)}",
            key=f"{number:016x} key", field=field, before=before, after=after, reports=(report,),
        )  # fmt: skip
        return change, Record(kind=kind, id=id, values=values, reports=(report,))
