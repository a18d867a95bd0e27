"""What an engine answered, as plain claims; law: whatever it is, it is either an object of lists or a reason."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.model.kinds import ALL

MOST = 500
"""Claims of a kind in one answer that are looked at; no document has so many."""

_NAMES = ("people", "bodies")
_FENCE = re.compile(r"```(?:json)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Claims as they came, by the plural of their kind, and the names that are said to be of people and bodies.

    `unknown` are what else the answer holds, `reason` why there is none, `cut` that it broke off at its longest.
    """

    claims: Mapping[str, tuple[Any, ...]]
    people: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()
    reason: str = ""
    cut: bool = False


def read(reply: Mapping[str, Any]) -> Answer:
    """The claims in a reply of the chat protocol."""
    choice = _first(reply.get("choices"))
    message = choice.get("message")
    if not isinstance(message, Mapping):
        return Answer(claims={}, reason="an answer without a message")
    cut = choice.get("finish_reason") == "length"
    content = _content(message.get("content"))
    if content is None:
        return Answer(claims={}, reason="refused to answer" if message.get("refusal") else "an empty answer", cut=cut)
    value = _object(content)
    if value is None:
        reason = "an answer that breaks off at its longest" if cut else "an answer that is no JSON object"
        return Answer(claims={}, reason=reason, cut=cut)
    return _answer(value, cut)


def _first(choices: Any) -> Mapping[str, Any]:
    found = choices[0] if isinstance(choices, list) and choices else None
    return found if isinstance(found, Mapping) else {}


def _content(content: Any) -> str | None:
    """The words of a message, which come whole or in pieces."""
    if isinstance(content, list):
        pieces = [p.get("text") for p in content if isinstance(p, Mapping)]
        content = "".join(piece for piece in pieces if isinstance(piece, str))
    return content if isinstance(content, str) and content.strip() else None


def _object(content: str) -> Mapping[str, Any] | None:
    """The JSON object in an answer, also after thoughts aloud or between fences."""
    text = _FENCE.sub("", content.rpartition("</think>")[2])
    first, last = text.find("{"), text.rfind("}")
    try:
        value = json.loads(text[first : last + 1], parse_constant=_refuse) if 0 <= first < last else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, Mapping) else None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _answer(value: Mapping[str, Any], cut: bool) -> Answer:
    claims, unknown = {}, [name for name in value if name not in _KNOWN]
    for kind in ALL:
        found = value.get(kind.plural)
        if isinstance(found, list):
            claims[kind.plural] = tuple(found[:MOST])
            unknown += [kind.plural] * (len(found) > MOST)
        elif found is not None:
            unknown.append(kind.plural)
    people, bodies = (_names(value.get(name)) for name in _NAMES)
    return Answer(claims=claims, people=people, bodies=bodies, unknown=tuple(unknown), cut=cut)


def _names(found: Any) -> frozenset[str]:
    given = found if isinstance(found, list) else []
    names = (item.get("name") if isinstance(item, Mapping) else item for item in given[:MOST])
    return frozenset(name.strip() for name in names if isinstance(name, str))


_KNOWN = frozenset((*_NAMES, "document", *(kind.plural for kind in ALL)))
