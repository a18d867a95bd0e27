"""A document's words under the labels that claims give them, as they are found in its text."""

import re
from dataclasses import dataclass, field

from communique.knowledge import country_of

Span = tuple[int, int]

_FORM = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Aligned:
    """A document's words, and the labels that claims give them as they are found."""

    text: str
    starts: list[int]
    ends: list[int]
    sentence: list[int]
    paragraph: list[int]
    lower: list[str]
    layers: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    names: list[tuple[Span, str]] = field(default_factory=list)

    def find(self, value: str) -> list[Span]:
        """Where a value stands in the text, whole words only, in any case."""
        pattern = r"\s+".join(re.escape(p) for p in value.strip().strip('"“”').split())
        if not pattern:
            return []
        found = (self.words(m.start(), m.end()) for m in re.finditer(pattern, self.text, re.IGNORECASE))
        return [s for s in found if s and self._whole(s, value)]

    def _whole(self, span: Span, value: str) -> bool:
        said = _FORM.findall(self.text[self.starts[span[0]] : self.ends[span[1] - 1]])
        return len("".join(said)) <= len("".join(_FORM.findall(value))) + 2

    def words(self, start: int, end: int) -> Span | None:
        """The words under a stretch of characters."""
        under = [i for i, (a, b) in enumerate(zip(self.starts, self.ends, strict=True)) if a < end and start < b]
        return (under[0], under[-1] + 1) if under else None

    def put(self, layer: str, span: Span, kind: str) -> bool:
        """Label a run, unless something stands there already."""
        labels = self.layers[layer]
        if any(labels[i] not in ("O", "") for i in range(*span)):
            return labels[span[0]] == f"B-{kind}"
        for i in range(*span):
            labels[i] = f"{'B' if i == span[0] else 'I'}-{kind}"
        return True

    def link(self, channel: str, a: int, b: int) -> None:
        """Say that the run begun at `a` belongs to the one begun at `b`."""
        if (a, b) not in self.links.setdefault(channel, []):
            self.links[channel].append((a, b))

    def apart(self, a: Span, b: Span) -> int:
        """How many sentences lie from one to the other."""
        return abs(self.sentence[a[0]] - self.sentence[b[0]])

    def mentions(self, name: str, *, person: bool = False) -> list[Span]:
        """Where a person, body or state is named: in full, by last name, by another form that is known."""
        found = self.find(name)
        parts = name.split()
        if person and len(parts) > 1:
            found += [s for s in self.find(parts[-1]) if not any(a <= s[0] < b for a, b in found)]
        known = country_of(name)
        if known:
            found += [s for s, id in self.names if id == known.id and s not in found]
        elif not found and " of the " in name:
            found = self.find(name.split(" of the ")[0])
        return sorted(set(found))
