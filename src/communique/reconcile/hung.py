"""Dates that hang on another meeting, counted again from the date that its record has; law: a claim is left as read.

What hangs on itself, or on what hangs on it, keeps the dates that its reports give.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from communique.model.hanging import Hanging, hanging
from communique.reconcile.groups import Key
from communique.reconcile.said import Said


@dataclass(slots=True)
class Counted:
    """The claims of records, in which the dates that hang on other records are counted from theirs.

    `claims` gives those of a record, `roots` the record of each claim by its key; `date_of` the date that the record of
    some claims shows.
    """

    claims: Callable[[Key], Sequence[Said]]
    roots: Mapping[Key, Key]
    date_of: Callable[[Sequence[Said]], str | None]
    done: dict[Key, Sequence[Said]] = field(default_factory=dict)

    def said(self, root: Key, within: frozenset[Key] = frozenset()) -> Sequence[Said]:
        """The claims of a record; `within` are the records whose dates are being counted."""
        if root not in self.done:
            hung = [(item, found) for item in self.claims(root) if (found := hanging(item.claim.basis.get("date")))]
            if not hung:
                return self.claims(root)
            moved = {item.key: self._counted(item, found, within | {root}) for item, found in hung}
            said = [moved.get(item.key, item) for item in self.claims(root)]
            if within:
                return said
            self.done[root] = said
        return self.done[root]

    def _counted(self, item: Said, hangs: Hanging, within: frozenset[Key]) -> Said:
        root = self.roots.get((item.document, hangs.anchor))
        if root is None or root in within:
            return item
        date = self.date_of(self.said(root, within))
        day = hangs.day(date) if date else None
        if day is None or day == item.claim["date"]:
            return item
        return replace(item, claim=replace(item.claim, values={**item.claim.values, "date": day}))
