"""Printed lines to paragraphs: a wider gap, an indent or a short last line ends one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

_GAP = 1.35
_INDENT = 6.0
_SHORT = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line: its words, its left edge, its height on the page and its letters' size, in points."""

    text: str
    left: float
    height: float
    size: float

    def joined(self, other: "Line") -> "Line":
        """This line and a piece that follows at the same height."""
        apart = "" if self.text.endswith(" ") or other.text.startswith(" ") else " "
        return replace(self, text=self.text + apart + other.text)


def paragraphs(lines: Iterable[Line]) -> list[str]:
    """The paragraphs that the lines make up, words that are split at a line's end put together again."""
    lines = list(lines)
    if not lines:
        return []
    leading = _leading(lines)
    width = max(len(line.text) for line in lines)
    found = [lines[0].text.strip()]
    for above, line in pairwise(lines):
        if _breaks(above, line, leading, width):
            found.append(line.text.strip())
        else:
            found[-1] = _glued(found[-1], line.text.strip())
    return found


def _leading(lines: list[Line]) -> float:
    """The step from line to line within a paragraph: the smallest that is no subscript's, outliers aside."""
    steps = sorted(a.height - b.height for a, b in pairwise(lines) if a.height - b.height > b.size * 0.9)
    return steps[len(steps) // 10] if steps else 0.0


def _breaks(above: Line, line: Line, leading: float, width: int) -> bool:
    ended = above.text.rstrip().endswith((".", "!", "?", ":", "”", '"'))
    step = above.height - line.height
    if step <= 0:  # the next page or column: a paragraph may run on
        return ended and line.text.lstrip()[:1].isupper()
    if step > leading * _GAP or abs(above.size - line.size) > 0.5:
        return True
    return line.left - above.left > _INDENT or (ended and len(above.text) < width * _SHORT)


def _glued(start: str, rest: str) -> str:
    if start.endswith("-") and start[-2:-1].isalpha() and rest[:1].islower():
        return start[:-1] + rest
    return f"{start} {rest}"
