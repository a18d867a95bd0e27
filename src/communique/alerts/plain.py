"""Changes as plain values and back; law: what comes back is the same change, with the same id."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from communique.model.change import Change
from communique.model.record import Report

_NAMES = ("day", "what", "kind", "record", "title", "key", "field", "before", "after", "rule")
MOST = 20
"""Reports of one change that are told."""


def change_plain(change: Change) -> dict[str, Any]:
    """A change with its id and its first reports."""
    plain = {name: getattr(change, name) for name in _NAMES}
    return {"id": change.id, **plain, "reports": [asdict(report) for report in change.reports[:MOST]]}


def change_of(plain: Mapping[str, Any]) -> Change:
    """The change that plain values give."""
    reports = tuple(Report(**{**told, "words": tuple(told["words"])}) for told in plain["reports"])
    return Change(**{name: plain[name] for name in _NAMES}, reports=reports)
