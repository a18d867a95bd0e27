"""How well those of whom a text speaks fit a description: by names, by offices, by the words beside them."""

from collections.abc import Iterator
from functools import cached_property

from communique.extract.about import about
from communique.extract.chunks import word_set
from communique.extract.focus import Focus, Question, Role
from communique.extract.lines import Line
from communique.extract.spoken_of import Named, SpokenOf

_BEFORE, _AFTER = 6, 10
"""So many words before and after the beginning of a name tell of whom it is."""
_LOOKED_AT = 6
"""So many mentions of one are looked at."""
_BESIDE = 4


class Description:
    """The words of a description: its head, those that are no names, the states and bodies that it names."""

    def __init__(self, focus: Focus, spoken_of: SpokenOf, asked: Question) -> None:
        self.focus, self.spoken_of, self.asked = focus, spoken_of, asked
        line = asked.line
        self.head = line.lower[asked.head - 1].split("-")[-1] or line.lower[asked.head - 1]
        inside = [i for i in range(asked.first, asked.last) if not line.determiner(i) and line.lower[i][0].isalpha()]
        words = {i: line.lower[i].split("-") for i in inside if line.lower[i] not in word_set("saying", "inside")}
        self.words = {part for parts in words.values() for part in parts}
        self.own = {part for i, parts in words.items() if line.owner[i] is None for part in parts}
        owners = [o for o in line.owner[asked.first : asked.last] if o is not None]
        self.names = {name for o in owners for name in focus.names(o)}
        self.named = {o.entity for o in owners if o.entity}

    @cached_property
    def _beside(self) -> int | None:
        """Where the name begins that follows the description behind a comma."""
        line, last = self.asked.line, self.asked.last
        if last >= len(line) or line.lower[last] != ",":
            return None
        return next((o.start for o in line.owner[last + 1 : last + _BESIDE] if o is not None and o.entity), None)

    def level(self, one: Named) -> int:
        """How well one fits: 4 by all words of the name or of an office there, down to 1 by its state alone."""
        name = _words_of(one)
        if self.head in name:
            return 4 if self.words <= name else 3
        roles = self.focus.roles.get(one.key, ())
        held = max((self._held(role) for role in roles), default=0)
        return held or int(one.sort == "person" and bool(self.named) and self._of_same_state(one, roles))

    def _held(self, role: Role) -> int:
        if self.names and role.of and not self.names & role.of:
            return 0
        if self.own and self.own <= role.words:
            return 3 + bool(self.names & role.of)
        return 2 * (self.head in role.words)

    def _of_same_state(self, one: Named, roles: tuple[Role, ...] | list[Role]) -> bool:
        home = about(self.focus.analysis).homelands.get(one.key)
        return home in self.named or any(self.names & r.of for r in roles) or bool(self.named & self._bodies_near(one))

    def marks(self, one: Named) -> Iterator[str]:
        """What the words of the description say for and against one."""
        name, near, roles = _words_of(one), self._near(one), self.focus.roles.get(one.key, ())
        yield f"has-head:{self.head in name}"
        yield f"has-words:{self.words <= name}"
        shared = len(self.words & name)
        yield f"shares:{min(shared, 2)}:{len(self.words) == shared}"
        own = self.words - {self.head}
        yield f"near:{self.head in near}:{len(own & near)}:{min(len(own), 2)}"
        held = any(self.head in r.words for r in roles), any(self.words <= r.words for r in roles)
        yield f"holds:{bool(roles)}:{held[0]}:{held[1]}"
        if self._beside is not None:
            yield f"beside:{any(p.start == self._beside for p in one.places)}"
        if self.names:
            yield f"of:{any(self.names & r.of for r in roles)}:{any(r.of for r in roles)}"
        if self.named:
            home = about(self.focus.analysis).homelands.get(one.key)
            yield f"home:{home is not None}:{home in self.named}"
            yield f"itself:{one.key in self.named}"

    def _near(self, one: Named) -> set[str]:
        """The words around the mentions of one."""
        return {part for line, k in self._around(one) for part in line.lower[k].split("-")}

    def _bodies_near(self, one: Named) -> set[str]:
        return {o.entity for line, k in self._around(one) if (o := line.owner[k]) is not None and o.entity}

    def _around(self, one: Named) -> Iterator[tuple[Line, int]]:
        """The words around the mentions of one, but for those of the description."""
        asked = self.asked
        for place in one.places[:_LOOKED_AT]:
            line = self.spoken_of.lines[place.line]
            first = next((k for k, t in enumerate(line.tokens) if t.start >= place.start), 0)
            for k in range(max(0, first - _BEFORE), min(len(line), first + _AFTER)):
                if line is not asked.line or not asked.first <= k < asked.last:
                    yield line, k


def _words_of(one: Named) -> set[str]:
    return set(one.speaker.reference.name.lower().replace("-", " ").split())
