"""Plain text: YAML front matter and body, or a bare text whose first line may be its headline."""

import re
from datetime import date

from communique.reading.normal import normalise
from communique.reading.parts import Parts, Unreadable

_FRONT = re.compile(r"\s*---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_OPENED = re.compile(r"\s*---[ \t]*\n[A-Za-z_-]+:")
_FINAL = (".", "!", "…", ":", ";", ",", "”", '"')
_RULES = ("", "-", "*", "=", "_")
_HEADLINE = 200
_CRUMB = 3
# The second line of a text that is wrapped at a column is about as long as the first.
_LONGER = 1.3


def read_plain(text: str) -> Parts:
    """The parts of a plain text. Raises `Unreadable` for front matter that is not YAML or not closed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    front = _FRONT.match(text)
    if front is not None:
        values = _values(front[1])
        if values is not None:
            return _with_front_matter(values, text[front.end() :])
    elif _OPENED.match(text):
        raise Unreadable("opens front matter with --- but never closes it: cut off?")
    title, body = _headline(normalise(text))
    return Parts(title=title, body=body)


def _with_front_matter(values: dict[str, str], body: str) -> Parts:
    language = values.get("language", "").strip().lower().replace("_", "-").partition("-")[0]
    title, body = (values["title"], body) if values.get("title") else _headline(normalise(body))
    return Parts(
        title=title,
        body=body,
        publisher=values.get("source"),
        url=values.get("url") or None,
        published=_day(values["published"]) if values.get("published") else None,
        language=language or None,
    )


def _values(front: str) -> dict[str, str] | None:
    """The front matter's values, all as text; `None` where the block is no mapping, but a text between two rules."""
    import yaml

    try:
        values = _loaded(front)
    except yaml.YAMLError as error:
        problem = " ".join(str(getattr(error, "problem", error) or error).split())
        raise Unreadable(f"its front matter is not YAML: {problem}") from None
    if values is not None and not isinstance(values, dict):
        return None
    values = {name: "" if value in ("null", "~") else value for name, value in (values or {}).items()}
    for name in ("title", "published", "source", "url", "language"):
        if not isinstance(values.get(name, ""), str):
            raise Unreadable(f"its front matter gives {name} as a list or mapping; write one line of text")
    return values


def _loaded(front: str) -> object:
    """What a block of YAML holds, read by libyaml where it is there; what it refuses is the other's to explain."""
    import yaml

    try:
        return yaml.load(front, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError:
        return yaml.load(front, Loader=yaml.BaseLoader)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        raise Unreadable(f"its front matter says published: {text.strip()}; write the day as 2024-12-05") from None


def _headline(text: str) -> tuple[str | None, str]:
    """The headline and the rest; a few words before the headline ("All news") are the site's navigation and go."""
    lines = text.split("\n")
    if len(lines) > 2 and _is_crumb(lines[0], lines[1]) and _is_headline(lines[1], lines[2:]):
        del lines[0]
    if _is_headline(lines[0], lines[1:]):
        return lines[0].removeprefix("# ").strip(), "\n".join(lines[1:]).strip()
    return None, text


def _is_crumb(line: str, headline: str) -> bool:
    return 0 < len(line.split()) <= _CRUMB < len(headline.split()) and not line.endswith((*_FINAL, "?"))


def _is_headline(line: str, below: list[str]) -> bool:
    """Whether a line heads the lines below: short, not closed like a sentence, set off by a blank line or by length."""
    if not below or len(line) > _HEADLINE or line[:1] in _RULES or line.endswith(_FINAL):
        return False
    return any(below) if not below[0] else len(below[0]) > len(line) * _LONGER
