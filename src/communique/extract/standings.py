"""Standings: whether an occasion was, is or will be, and how surely, by the words around its mention."""

import re
from dataclasses import dataclass

from communique.extract.clauses import Clauses
from communique.extract.encounters import is_as_planned
from communique.extract.occasions import Trigger
from communique.extract.offices import Words
from communique.extract.parse import SUBJECTS
from communique.extract.wished import DEFINITE, is_wished
from communique.languages import pattern
from communique.languages import words as read_words

_PLANNED = pattern("meetings", "planned")
_GIVEN_UP = pattern("meetings", "given_up")
_BUT, _ONLINE = pattern("meetings", "but_there"), pattern("meetings", "but_online")
_KEEPING, _AT_ITS_DISTANCE = pattern("meetings", "keeping"), pattern("meetings", "at_its_distance")
_GOING_ON = pattern("meetings", "going_on")
_AHEAD = pattern("meetings", "ahead")
_PAST_BY = pattern("meetings", "past_by")


@dataclass(frozen=True, slots=True)
class Standing:
    """How an occasion stands in one sentence: its status, and how certain it is."""

    status: str
    certainty: str


def standing_of(trigger: Trigger, parsed: Clauses, words: Words, future: bool | None) -> Standing:
    """The status of an occasion by the words around it and, where these say nothing, by what the tagger hears.

    `future` says where its date lies, if that is known.
    """
    found = _told(trigger, parsed, words, future)
    heard = {value.name: value for value in trigger.mark.values} if trigger.mark else {}
    status = heard.get("status")
    told = _took_place(trigger, parsed, words) if trigger.verb else _is_past(trigger, parsed, words)
    if found.status != "held" or future is False or told or not status or status.score < _HEARD.get(status.value, 1.0):
        return found
    return Standing(status.value, heard["certainty"].value if "certainty" in heard else "certain")


_HEARD = {"scheduled": 0.6, "ongoing": 0.5, "tentative": 0.6, "postponed": 0.45, "cancelled": 0.8}


def _took_place(trigger: Trigger, parsed: Clauses, words: Words) -> bool:
    """Whether a verb by itself tells of what took place: "the ministers reconvened here"."""
    past = words.lower[trigger.token] in _TOOK_PLACE
    return past and not any(True for _ in parsed.tree.kids(trigger.token, "aux", "aux:pass", "mark"))


def _is_past(trigger: Trigger, parsed: Clauses, words: Words) -> bool:
    """Whether the words by a noun say that the occasion was: "a recent meeting", "the steps agreed at the meeting"."""
    looks = (parsed.tree.lower[k] for k in parsed.tree.kids(trigger.token, "amod"))
    before = (*words.lower[max(0, trigger.token - 4) : trigger.token], *looks)
    return not _WAS.isdisjoint(before) or _was_done_there(trigger, parsed)


_GOING = frozenset(read_words("en", "meetings")["following"])
_TOOK_PLACE = frozenset(read_words("en", "meetings")["gone"])


def is_past(verb: str) -> bool:
    """Whether a verb by itself tells of what was."""
    return (verb in _PAST and verb not in _HAD_TO) or verb in _TOOK_PLACE or verb.endswith("ed")


def is_to_come(trigger: Trigger, parsed: Clauses, words: Words) -> bool:
    """Whether an occasion is or was still to come, by the words around it, whatever its date."""
    status = _told(trigger, parsed, words, None).status
    if status == "cancelled":
        return not _PAST_BY.search(f"{_window(trigger, parsed, words, 14)} {_relatives(trigger, parsed, words)}")
    return status in ("scheduled", "tentative", "postponed")


def is_called_off(trigger: Trigger, parsed: Clauses, words: Words) -> bool:
    """Whether the words around an occasion say that it was called off."""
    return _told(trigger, parsed, words, None).status == "cancelled"


def _told(trigger: Trigger, parsed: Clauses, words: Words, future: bool | None) -> Standing:
    lexicon = read_words("en", "meetings")
    kept = " ".join(words.lower[trigger.token :]) if trigger.work and future is not False else ""
    if kept and (_KEEPING.match(kept) or _AT_ITS_DISTANCE.match(kept)):
        return Standing("scheduled", "certain")
    near, wide = _window(trigger, parsed, words, 8), _window(trigger, parsed, words, 14)
    elsewhere = False
    for status in ("cancelled", "postponed"):
        found = _first(f"{wide} {_relatives(trigger, parsed, words)}", lexicon["status"][status])
        if elsewhere := found in _MOVED and _is_moved_in_place(words):
            break
        if found and "not" in found.split() and _ONLINE.search(" ".join(words.lower[trigger.token :])):
            break
        if found and status == "postponed" and re.search(rf"\b(?:not|never)(?: be| been)? {found}\b", wide):
            continue
        if found:
            moved = "not" in found.split() and _BUT.search(" ".join(words.lower[trigger.token :]))
            return Standing("postponed" if moved else status, "certain")
    if not trigger.verb and (
        given_up := _GIVEN_UP.match(" ".join(words.lower[trigger.token + 1 : trigger.token + 24]))
    ):
        return Standing("cancelled" if given_up["off"] else "postponed", "certain")
    if _is_dropped(trigger, parsed) or _is_none(trigger, words) or _UNINVITED.search(wide):
        return Standing("cancelled", "certain")
    if trigger.verb and words.lower[trigger.token - 1 : trigger.token] == ("never",):
        return Standing("cancelled", "certain")
    following = " ".join(words.lower[trigger.token + 1 : trigger.token + _LONG])
    refixed = not trigger.verb and (_REFIXED.match(following) or _REDATED.match(following))
    if refixed and not _was_for_a_place(trigger, words):
        return Standing("postponed", "certain")
    elsewhere = elsewhere or bool(_ELSEWHERE.search(wide))
    possible, probable = (_first(near, lexicon["certainty"][c]) for c in ("possible", "probable"))
    certainty = "possible" if possible else "probable" if probable else "certain"
    ahead = trigger.along and trigger.verb and words.lower[trigger.token] in _GOING
    tense = "future" if ahead or _AHEAD.search(wide) else _tense(trigger, parsed, words)
    tense = "future" if trigger.off and tense == "present" else tense
    if trigger.verb and future is None and _took_place(trigger, parsed, words):
        tense = "past"
    wished = future is not False and (is_wished(trigger, parsed, words))
    if wished or (elsewhere and future is not False):
        tense = "future"
    if future is None and _PLANNED.search(" ".join(words.lower[max(0, trigger.token - 8) : trigger.token])):
        tense = "future"
    if future is None and not trigger.verb and _is_past(trigger, parsed, words):
        tense = "past"
    if future is False or (tense == "past" and not future):
        return Standing("ongoing" if future is not False and _GOING_ON.search(near) else "held", "certain")
    fixed = certainty != "certain" and _is_fixed(trigger, parsed, words)
    if wished and certainty != "probable":
        return Standing("tentative", "possible")
    if certainty != "certain" and not fixed and _first(near, lexicon["status"]["tentative"]):
        return Standing("tentative", certainty)
    planned = future or tense == "future" or bool(_first(near, lexicon["status"]["scheduled"]))
    if not future and _first(near, lexicon["status"]["ongoing"]) and not _first(near, ["will", "due", "scheduled"]):
        return Standing("ongoing", "certain")
    return Standing("scheduled" if planned or fixed else "held", "certain")


def _was_done_there(trigger: Trigger, parsed: Clauses) -> bool:
    """Whether something is called by what was done at an occasion: "the steps agreed at the Riga meeting"."""
    tree, at = parsed.tree, trigger.token
    done = tree.heads[at]
    if done < 0 or tree.case(at) not in _THERE or tree.relations[done] != "acl" or tree.lower[done] not in _DONE:
        return False
    return not any(True for _ in tree.kids(done, "mark", "aux", "aux:pass"))


_THERE = frozenset({"at", "in", "during", "after", "following"})
_DONE = frozenset(read_words("en", "meetings")["status"]["done_there"])


def _is_none(trigger: Trigger, words: Words) -> bool:
    """Whether it is said that there will be no such occasion, or that it was not as planned."""
    before = " ".join(words.lower[max(0, trigger.token - 9) : trigger.token])
    if not trigger.verb:
        return bool(_NONE_OF.search(before))
    return bool(_UNABLE.search(before)) or (bool(_UNDONE.search(before)) and is_as_planned(words, trigger.token))


_NONE_OF, _UNINVITED = pattern("meetings", "none_of"), pattern("meetings", "uninvited")
_UNDONE, _UNABLE = pattern("meetings", "undone"), pattern("meetings", "unable")


def _was_for_a_place(trigger: Trigger, words: Words) -> bool:
    """Whether what was planned otherwise is the place alone: "the summit, originally planned for Lima, will be in"."""
    after = range(trigger.token + 2, min(len(words.lower), trigger.token + _LONG))
    towns = (i for i in after if (owner := words.owner[i]) and owner.type == "place")
    return any(_FIRST_FOR.search(" ".join(words.lower[trigger.token : i])) for i in towns)


_ELSEWHERE, _FIRST_FOR = pattern("meetings", "elsewhere"), pattern("meetings", "first_for")


def _is_moved_in_place(words: Words) -> bool:
    """Whether what is moved goes to another place, and to no other day: "moved from Harare to Lusaka"."""
    to = [i + 2 for i in range(len(words.lower) - 2) if " ".join(words.lower[i : i + 2]) in _MOVED]
    return any((owner := words.owner[i]) and owner.type == "place" for i in to)


_MOVED = frozenset({"moved to", "moved from"})


def _is_dropped(trigger: Trigger, parsed: Clauses) -> bool:
    """Whether an occasion is the subject of a word that says that it will not be: "the visit was shelved"."""
    tree, at = parsed.tree, trigger.token
    verb = tree.heads[at]
    said = not trigger.verb and verb >= 0 and tree.relations[at] in SUBJECTS and tree.lower[verb] in _DROPPED
    return said and not tree.negated(verb)


_DROPPED = frozenset(read_words("en", "meetings")["status"]["dropped"])
_REFIXED, _REDATED = pattern("meetings", "refixed"), pattern("meetings", "redated")
_LONG = 40


def _is_fixed(trigger: Trigger, parsed: Clauses, words: Words) -> bool:
    """Whether words of doubt are not of an occasion: it is where something else may be done, or has its day fixed."""
    if trigger.verb:
        return False
    sentence = words.sentence
    after = " ".join(token.text for token in sentence.tokens[trigger.token + 1 : trigger.token + 24])
    if _FIXED.match(f" {after}"):
        return True
    tree, at = parsed.tree, trigger.token
    definite = any(tree.lower[k] in DEFINITE for k in tree.kids(at, "det", "nmod:poss"))
    return definite and tree.relations[at] in ("obl", "nmod") and tree.case(at) in _WHERE


_FIXED = pattern("meetings", "fixed")
_WHERE = frozenset({"at", "before", "during", "until", "after", "following"})


_WAS = frozenset(read_words("en", "meetings")["before"]["was"])


def _window(trigger: Trigger, parsed: Clauses, words: Words, reach: int) -> str:
    """The words around a trigger and around the verb that governs it, within its clause and those close above it."""
    clause, head = _clause_words(trigger, parsed), parsed.of[trigger.token]
    near = (i for i in clause if abs(i - trigger.token) <= reach or abs(i - head) <= _AROUND_VERB)
    return " ".join(words.lower[i] for i in near)


_AROUND_VERB = 4


def _relatives(trigger: Trigger, parsed: Clauses, words: Words) -> str:
    """The words of the clauses that hang on a trigger: "the meeting, which has been postponed"."""
    tagged = parsed.tagged
    hung = {i for i, head in enumerate(tagged.heads) if head == trigger.token and tagged.deprels[i].startswith("acl")}
    return " ".join(words.lower[i] for i, clause in enumerate(parsed.of) if clause in hung)


def _clause_words(trigger: Trigger, parsed: Clauses) -> tuple[int, ...]:
    """The words of the trigger's clause and of the clauses that govern it closely."""
    head = parsed.of[trigger.token]
    heads = {head}
    above = parsed.tagged.heads[head]
    heads |= {k for k in parsed.tree.kids(head, "xcomp") if parsed.tree.lower[head] in _HAD_TO}
    if above >= 0 and parsed.tagged.deprels[head] in ("xcomp", "ccomp", "acl", "advcl", "acl:relcl"):
        heads.add(parsed.of[above])
    return tuple(i for i, clause in enumerate(parsed.of) if clause in heads)


_HAD_TO = frozenset({"had", "has", "have"})
_FUTURE = frozenset({"will", "shall", "'ll", "may", "might", "could", "would", "should", "can", "plans", "to", "due"})
_PAST = frozenset(read_words("en", "meetings")["past"])


def _tense(trigger: Trigger, parsed: Clauses, words: Words) -> str | None:
    """`past`, `future` or `present` by the verbs of the trigger's clause, the nearest before the farther."""
    own = words.lower[trigger.token]
    head = parsed.of[trigger.token]
    verbs = [i for i, clause in enumerate(parsed.of) if clause == head and parsed.tagged.upos[i] in ("VERB", "AUX")]
    verbs = [i for i in verbs if abs(i - trigger.token) <= 12]
    if trigger.verb and own in read_words("en", "meetings")["present"]:
        return "future"
    if any(_is_held(i, parsed) for i in verbs):
        return "future"
    near = [words.lower[i] for i in sorted(verbs, key=lambda i: abs(i - trigger.token))[:3] if not _has(i, parsed)]
    if any(w in _FUTURE for w in near):
        return "future"
    return "past" if any(w in _PAST or w.endswith("ed") for w in near) else "present" if near else None


def _is_held(verb: int, parsed: Clauses) -> bool:
    """Whether a verb says in the present that an occasion is held, which is still to come: "is held in May"."""
    helping = {parsed.tree.lower[k] for k in parsed.tree.kids(verb, "aux", "aux:pass")}
    return parsed.tree.lower[verb] in _HELD and bool(helping) and helping <= _PRESENT


_HELD = frozenset(read_words("en", "meetings")["is_held"])
_PRESENT = frozenset(read_words("en", "meetings")["is"])


def _has(verb: int, parsed: Clauses) -> bool:
    """Whether a verb says what somebody has: "the commission has its meeting in May"."""
    return parsed.tagged.upos[verb] == "VERB" and parsed.tree.lower[verb] in ("has", "have")


def _first(text: str, phrases: list[str]) -> str | None:
    padded = f" {text} "
    return next((p for p in phrases if f" {p} " in padded), None)
