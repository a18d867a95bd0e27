"""Organs at work: a clause in which those who meet do something in a town on a day tells of a meeting without its word.

"Finance ministers take up the budget in Cebu on 4 May", "the board decides in Vilnius on Friday". So does one in which
an organ deals with something on a day: "the Council will consider it on 26 March".
"""

from collections.abc import Iterator, Sequence

from communique.extract import days_off
from communique.extract.analysis import Analysis
from communique.extract.chunks import word_set
from communique.extract.clauses import Clauses
from communique.extract.days_off import is_body, is_organ
from communique.extract.nearness import is_day
from communique.extract.occasions import Trigger
from communique.extract.offices import Words
from communique.extract.parse import Tree
from communique.extract.scenes import dates_within
from communique.extract.slots import Slots
from communique.languages import pattern
from communique.model.times import TimeExpression

_WHERE = frozenset({"in", "at", "to"})
_DAYS = ("date", "time")


def days_within(analysis: Analysis, words: Words) -> list[TimeExpression]:
    """The dates that a sentence names, also those counted from an occasion whose day is not known yet."""
    within = dates_within(analysis, words.sentence.start, words.sentence.end)
    return [d for d in within if (d.day or d.anchor.kind == "event") and d.kind in _DAYS]


def at_work(
    number: int, parsed: Clauses, words: Words, days: Sequence[TimeExpression], known: Sequence[Trigger]
) -> Iterator[Trigger]:
    """The verbs of a sentence that tell of an organ's meeting, in clauses where no word for an occasion stands."""
    counted = [d.anchor.pair for d in days if d.anchor.kind == "event" and d.anchor.pair]
    taken = {parsed.of[t.token] for t in known if not any(a <= t.start < b for a, b in counted)}
    said_along, off = False, days_off.where(words, days)
    for verb, pos in enumerate(parsed.tagged.upos):
        token = words.sentence.tokens[verb]
        if verb not in taken and (stay := _stays(parsed, words, verb, days)) is not None:
            being, kind = stay
            at = words.sentence.tokens[being]
            yield Trigger(sentence=number, token=being, start=at.start, end=at.end, kind=kind, verb=True, work=True)
            continue
        if verb in taken or (pos != "VERB" and (known or words.lower[verb] != "due")):
            continue
        if _goes_along(parsed, words, verb):
            if said_along:
                continue
            said_along = True
            yield Trigger(
                sentence=number, token=verb, start=token.start, end=token.end, kind="session", verb=True, work=True,
                along=True,
            )  # fmt: skip
            continue
        if off and not said_along and days_off.does(parsed, words, verb, off):
            yield Trigger(
                sentence=number, token=verb, start=token.start, end=token.end, kind="session", verb=True, work=True,
                along=True, off=True,
            )  # fmt: skip
            said_along = True
            continue
        if not days:
            continue
        if (organ := _opened(parsed, words, verb)) is not None:
            at = words.sentence.tokens[organ]
            yield Trigger(sentence=number, token=organ, start=at.start, end=at.end, kind="session", verb=False)
            continue
        beside = [k for k in parsed.tree.below[verb] if parsed.tree.relations[k].startswith(("obl", "nmod", "advmod"))]
        beside += [k for at in parsed.tree.kids(verb, "advcl") for k in parsed.tree.kids(at, "obl:unmarked")]
        beside += [*_set_beside(parsed.tree, verb), *_by_its_day(parsed, words, verb, days)]
        if _KEEPING.match(" ".join(words.lower[verb : verb + 5])):
            beside += range(verb + 1, min(verb + _KEPT, len(words.lower)))
        times = [k for k in beside if words.lower[k] in word_set("meetings", "parts_of_time")]
        beside += [n for k in times for n in parsed.tree.kids(k, "nmod")]
        starts = [words.sentence.tokens[k].start for k in beside]
        own = [d for d in days if any(d.start <= at < d.end for at in starts)]
        if not own:
            continue
        sat = any(is_day(d.day or "") for d in own) and _sat(parsed, words, verb)
        works = sat or _meets(parsed, words, verb, beside) or _after_so_long(parsed, words, verb)
        if works and not _IN_HOUSE.search(" ".join(words.lower)):
            yield Trigger(
                sentence=number, token=verb, start=token.start, end=token.end, kind="session", verb=True, work=True
            )


def is_told(item: Slots) -> bool:
    """Whether a mention of an organ at work has its day, and tells whose or where, or what that day is counted from."""
    if item.date is None:  # its day may be counted from one that the text does not tell
        return bool(item.basis.get("date") and item.place)
    if item.date.startswith(".."):
        return False
    quote = item.evidence.quote.lower()[max(0, item.trigger.start - item.evidence.start) :]
    told = item.body or item.implied or item.place or ((item.levels or item.organ) and is_day(item.date))
    return bool(told or _POINTED.search(quote)) or item.basis.get("date") == _FROM_EVENT or bool(_KEEPING.match(quote))


_POINTED = pattern("besides", "there")


def is_sitting(item: Slots) -> bool:
    """Whether an organ sits on a day, or in a town at some time: "the audit committee sits on 4 May"."""
    when = item.date is not None and (is_day(item.date) or item.place is not None)
    return item.organ and item.kind in _SITTINGS and when


_SITTINGS = frozenset({"session", "talks"})
_FROM_EVENT = "counted from an event of the text"


def _set_beside(tree: Tree, verb: int) -> list[int]:
    """The words between commas that say where and when the subject of a verb is: "the ministers, at Riga on 4 May,"."""
    subject = tree.doer(verb)
    if subject is None or not any(tree.lower[k] == "," for k in (subject + 1, verb - 1) if k < len(tree.lower)):
        return []
    near = [k for k in tree.kids(subject, "nmod", "obl", "nmod:unmarked", "obl:unmarked") if tree.case(k) != "of"]
    return [*near, *(n for k in near for n in tree.kids(k, "nmod", "nmod:unmarked"))]


def _by_its_day(parsed: Clauses, words: Words, verb: int, days: Sequence[TimeExpression]) -> list[int]:
    """What says of which day the organ is that does something: "Monday's council", "the council of 29 May in Accra"."""
    subject = parsed.tree.doer(verb)
    if subject is None or words.lower[subject] not in word_set("meetings", "organs_of_a_day"):
        return []
    starts = {
        k: words.sentence.tokens[k].start for k in parsed.tree.kids(subject, "nmod", "nmod:poss", "nmod:unmarked")
    }
    return [k for k, start in starts.items() if any(d.start <= start < d.end for d in days)]


def may_go_along(words: Words) -> bool:
    """Whether a sentence has the words of what is said of an organ that meets where or when another does."""
    said = (word_set("meetings", "beside"), word_set("meetings", "following"))
    along = days_off.may_be(words) or not any(some.isdisjoint(words.lower) for some in said)
    return along or (not _KEEPS.isdisjoint(words.lower) and not _ITS.isdisjoint(words.lower))


_KEEPS, _ITS = word_set("meetings", "keeps"), frozenset({"its", "their"})


def _goes_along(parsed: Clauses, words: Words, verb: int) -> bool:
    """Whether an organ meets where another does: "the committee goes there as well", "the panel moves with it"."""
    lower, tree = words.lower, parsed.tree
    rest = " ".join(lower[verb : verb + 10])
    if lower[verb] not in word_set("meetings", "following") and not _AT_ITS_DISTANCE.match(rest):
        return False
    subject = tree.subject(verb)
    if subject is None or not (lower[subject] in word_set("meetings", "organs_at_work") or is_body(words, subject)):
        return False
    if _AT_ITS_DISTANCE.match(rest):
        return not (tree.relations[verb] == "conj" and _goes_along(parsed, words, tree.heads[verb]))
    after, before = " ".join(lower[verb + 1 : verb + 10]), " ".join(lower[max(0, verb - 2) : verb])
    if _ALONG.match(after):
        return True
    to = [k for k in tree.kids(verb, "obl") if tree.case(k) == "to"]
    goes = any(_is_town(parsed, words, k) or lower[k] == "capital" for k in to)
    return goes and bool(_LIKEWISE.search(before))


_KEEPING, _AT_ITS_DISTANCE = pattern("meetings", "keeping"), pattern("meetings", "at_its_distance")
_ALONG, _LIKEWISE = pattern("meetings", "along_with"), pattern("meetings", "likewise")


def _meets(parsed: Clauses, words: Words, verb: int, beside: Sequence[int]) -> bool:
    """Whether the subject of a verb meets, and does so by what it does or in the town that stands beside."""
    tree, subject = parsed.tree, parsed.tree.doer(verb)
    if subject is not None and is_organ(words, subject) and _opens_its_time(tree, verb):
        return True
    if subject is None:
        return False
    if tree.lower[subject] in word_set("meetings", "organs_at_work") and _opens_or_ends(tree, verb):
        return True
    if tree.lower[verb] in word_set("meetings", "done_alone") or "let" in tree.lower[max(0, verb - 2) : verb]:
        return False
    organ, named = tree.lower[subject] in word_set("meetings", "organs_at_work"), is_body(words, subject)
    if organ and tree.lower[verb] in word_set("meetings", "work_of_organs"):
        return True
    if organ and _KEEPING.match(" ".join(words.lower[verb : verb + 5])):
        return True
    inside = [*beside, *(k for at in (subject, *beside) for k in tree.kids(at, "nmod"))]
    inside += [k for at in beside for k in range(max(verb + 1, at - _RIGHT_BEFORE), at)]
    if organ and any(tree.lower[k] in _THERE and tree.relations[k] == "advmod" for k in beside):
        return True
    met = organ or named or _are_two(parsed, words, subject, verb)
    return met and any(tree.case(k) in _WHERE and _is_town(parsed, words, k) for k in inside)


def _are_two(parsed: Clauses, words: Words, subject: int, verb: int) -> bool:
    """Whether two persons do together what those do who meet: "Berg and Novak agreed in Riga on Monday that"."""
    if parsed.tree.lower[verb] not in word_set("meetings", "done_by_two"):
        return False
    both = list(parsed.tree.coordinated(subject))
    named = {k for m in both for k in (m, *parsed.tree.kids(m, "flat")) if (o := words.owner[k]) and o.type == "person"}
    return len(both) > 1 and all(
        parsed.tree.lower[m] in ("he", "she") or not named.isdisjoint((m, *parsed.tree.kids(m, "flat"))) for m in both
    )


_THERE = frozenset({"there", "here"})


def _opens_or_ends(tree: Tree, verb: int) -> bool:
    """Whether an organ opens or ends, and not a thing of its own: "the board closed", "the council broke up"."""
    ends = tree.lower[verb] in word_set("meetings", "opens_or_closes") or tree.lower[verb : verb + 2] == ("broke", "up")
    had = tree.relations[verb] == "acl:relcl" and any(tree.lower[k] == "had" for k in tree.kids(verb, "aux"))
    alone = had or tree.relations[verb] in ("root", "conj", "ccomp", "parataxis")
    return ends and alone and not any(True for _ in tree.kids(verb, "obj", "xcomp", "ccomp"))


def _after_so_long(parsed: Clauses, words: Words, verb: int) -> bool:
    """Whether those who do something have been in a town for so long: "After five days in Lima the states adopted"."""
    found = _SO_LONG.match(" ".join(words.lower))
    subject = parsed.tree.doer(verb) if found else None
    if found is None or subject is None or parsed.tree.relations[verb] != "root":
        return False
    first = found.group().count(" ")
    town = any((owner := words.owner[k]) and owner.type == "place" for k in range(first, min(first + 2, subject)))
    who = words.lower[subject] in word_set("meetings", "after_time") or is_organ(words, subject)
    return town and who


_SO_LONG, _IN_HOUSE = pattern("meetings", "after_so_long"), pattern("meetings", "in_house")
_KEPT = 6  # words from "keeps" to the day that is kept
_RIGHT_BEFORE = 4  # words between a town and the day: "agreed on a road in Accra on Friday"


def _opened(parsed: Clauses, words: Words, verb: int) -> int | None:
    """The organ that its body opened or closed, as it does a meeting: "the OAS closed its General Assembly"."""
    if words.lower[verb] not in word_set("meetings", "opens_or_closes") or parsed.tree.subject(verb) is None:
        return None
    for organ in parsed.tree.kids(verb, "obj"):
        its = any(words.lower[k] in ("its", "their") for k in parsed.tree.kids(organ, "nmod:poss"))
        if its and is_body(words, organ) and words.lower[organ] in word_set("meetings", "organs_at_work"):
            return organ
    return None


def _opens_its_time(tree: Tree, verb: int) -> bool:
    """Whether a verb says that one begins or ends what it meets for: "opens its year", "closed its term"."""
    if tree.lower[verb] not in word_set("meetings", "opens_or_closes"):
        return False
    times = (k for k in tree.kids(verb, "obj") if tree.lower[k] in word_set("meetings", "own_times"))
    return any(tree.lower[p] in _ITS for k in times for p in tree.kids(k, "nmod:poss"))


def _stays(parsed: Clauses, words: Words, town: int, days: Sequence[TimeExpression]) -> tuple[int, str] | None:
    """The word "be" where one was or will be in a town on a day, and the kind: "Arce was in Quito on Friday".

    An organ that is in a town meets there: "the High-Level Group will be in Tacna in May".
    """
    tree, owner = parsed.tree, words.owner[town]
    being = next(tree.kids(town, "cop"), None) if owner is not None and owner.type == "place" else None
    subject = tree.subject(town) if being is not None and tree.case(town) == "in" else None
    if being is None or subject is None:
        return None
    starts = [words.sentence.tokens[k].start for k in tree.below[town]]
    own = [d for d in days if any(d.start <= at < d.end for at in starts)]
    who = (words.owner[k] for k in (subject, *tree.kids(subject, "appos", "flat")))
    if any(m is not None and m.type == "person" for m in who):
        on_a_day = any(is_day(d.day or "") for d in own) or _is_counted(days, starts)
        return (being, "visit") if on_a_day else None
    return (being, "session") if own and is_organ(words, subject) else None


def _is_counted(days: Sequence[TimeExpression], starts: Sequence[int]) -> bool:
    """Whether a day counted from an occasion stands beside: "two days before the summit"."""
    pairs = (d.anchor.pair for d in days if d.anchor.kind == "event" and d.anchor.pair)
    return any(start <= at < end for start, end in pairs for at in starts)


def _sat(parsed: Clauses, words: Words, verb: int) -> bool:
    """Whether an organ that is named did what it does when it sits: "the Council adopted the text on Monday"."""
    tree, subject = parsed.tree, parsed.tree.doer(verb)
    if subject is None or tree.lower[verb] not in word_set("meetings", "did_on_a_day"):
        return False
    owner = words.owner[subject]
    if tree.lower[verb] in word_set("meetings", "still_to_do") and words.lower[verb + 1 : verb + 2] == ("to",):
        return False
    organ = tree.lower[subject] in word_set("meetings", "sit_together") and tree.lower[verb] in _TOGETHER
    organ = organ or (
        owner is not None
        and owner.type == "body"
        and not word_set("meetings", "organs_at_work").isdisjoint(owner.name.lower().split())
    )
    return organ and all(tree.lower[k] == "had" for k in tree.kids(verb, "aux"))


_TOGETHER = word_set("meetings", "did_together")


def _is_town(parsed: Clauses, words: Words, at: int) -> bool:
    """Whether a word names a town or says that it is the one named before: "in the same city"."""
    owner, tree = words.owner[at], parsed.tree
    if owner is not None:
        return owner.type == "place"
    same = any(tree.lower[k] in ("same", "that") for k in tree.kids(at, "amod", "det"))
    return same and tree.lower[at] in word_set("meetings", "rooms")
