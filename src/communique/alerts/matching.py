"""Which watches a change is for, without trying each; law: those are found that would be found by trying each."""

from collections import Counter
from collections.abc import Iterable

from communique.alerts.search import Key, Search, Seen, search
from communique.errors import BadWatch
from communique.model.watch import Watch

_SHARP = ("word", "id")


class Matcher:
    """An index of watches: by the record that they are on, by one rare word or trait of the search that they are.

    `broken` are the ids of watches whose search is not understood any more.
    """

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._since: dict[str, str] = {}
        self._by_record: dict[str, list[str]] = {}
        self.broken: list[str] = []
        self._searches: dict[str, Search] = {}
        for watch in watches:
            self._since[watch.id] = watch.created[:10]
            if watch.record:
                self._by_record.setdefault(watch.record, []).append(watch.id)
            else:
                self._add_search(watch)
        self._by_word: dict[str, list[str]] = {}
        self._by_trait: dict[Key, list[str]] = {}
        self._always: list[str] = []
        self._index()
        self._lengths = sorted({len(word) for word in self._by_word})

    def matches(self, seen: Seen) -> list[str]:
        """The ids of the watches that tell of a change, in order; none tells of a day before it was made."""
        found = {watch for id in seen.traits["id"] for watch in self._by_record.get(id, ())}
        found |= {watch for watch in self._candidates(seen) if self._searches[watch].fits(seen)}
        return sorted(watch for watch in found if self._since[watch] <= seen.change.day)

    def _add_search(self, watch: Watch) -> None:
        try:
            self._searches[watch.id] = search(watch.query)
        except BadWatch:
            self.broken.append(watch.id)

    def _index(self) -> None:
        """Put each search under the handle that the fewest others have."""
        common = Counter(key for found in self._searches.values() for handle in found.handles() for key in handle)
        for id, found in self._searches.items():
            handles = list(found.handles())
            if not handles:
                self._always.append(id)
                continue
            for name, value in min(handles, key=lambda handle: _cost(handle, common)):
                if name == "word":
                    self._by_word.setdefault(value, []).append(id)
                else:
                    self._by_trait.setdefault((name, value), []).append(id)

    def _candidates(self, seen: Seen) -> set[str]:
        found, by_word = set(self._always), self._by_word
        for word in set(seen.words.split()):
            for length in self._lengths:
                if length > len(word):
                    break
                if held := by_word.get(word[:length]):
                    found.update(held)
        for name, values in seen.traits.items():
            for value in values:
                found.update(self._by_trait.get((name, value), ()))
        return found


def _cost(handle: tuple[Key, ...], common: Counter[Key]) -> tuple[bool, int, int]:
    """Words and ids before what many records have; then what few searches have; then the longest word."""
    return (handle[0][0] not in _SHARP, sum(common[key] for key in handle), -len(handle[0][1]))
