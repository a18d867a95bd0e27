"""Moods: what is left of a relation by the mood of its clause: "will join" is no joining yet, "may join" is none."""

from communique.extract.parse import Tree
from communique.languages import words

_UP = 5


def outcome(parse: Tree, head: int, status: str) -> str | None:
    """The relation as the mood of its clause leaves it: `None` where it is denied or only may be."""
    table = words("en", "ties")["words"]
    for _ in range(_UP):
        own = {parse.lower[k] for k in parse.kids(head, "aux", "mark", "advmod", "case", "cop", "aux:pass")}
        if parse.negated(head) or own & set(table["unsure"]) or _supposed(parse, head, own):
            return None
        if own & set(table["coming"]) and parse.lower[head] not in table["lasting"]:
            return "candidate" if status == "member" else status if own & set(table["fixed"]) else None
        above = parse.heads[head]
        if "to" not in own or above < 0:
            return status
        status, head = _governing(parse, above, status) or "", above
        if not status:
            return None
    return status


def _supposed(parse: Tree, head: int, own: set[str]) -> bool:
    """Whether a clause tells of what is only supposed or asked: "that it be admitted", "for admitting it"."""
    asked = "be" in own and not own & {"to", "will", "would", "shall"}
    return asked or "for" in own or any("if" in (parse.lower[m] for m in parse.below[k]) for k in parse.below[head])


def _governing(parse: Tree, above: int, status: str) -> str | None:
    """What "to join" is after a word such as "wants" or "asked"."""
    table, word = words("en", "ties")["words"], parse.lower[above]
    if word in table["invited"] and status == "member":
        return None
    if word in table["asked"] and status in ("member", "observer", "partner", "candidate"):
        return "applicant"
    if word in table["planned"]:
        return "candidate" if status == "member" else None
    return status if word in table["decided"] else None
