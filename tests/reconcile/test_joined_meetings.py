"""Meetings: one record through moves, two numbers are two meetings, the shown values follow their rules."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from communique.model.reading import Reading
from communique.model.record import Record
from communique.reconcile import records
from communique.reconcile.backed import Backed
from communique.reconcile.groups import Link
from communique.reconcile.likenesses import Numbers

Write = Callable[..., Reading]

BODY = ("Grain Council", "grain-council")


def report(write: Write, text: str, published: str, **values: Any) -> Reading:
    given = {"kind": "session", "status": "scheduled", "body": BODY[0], **values}
    bodies = [BODY] if given["body"] == BODY[0] else []
    if not bodies:
        given.pop("body")
    people = list(given.get("participants", ()))
    whole = text if BODY[0] in text or not bodies else f"{text} ({BODY[0]})"
    return write(whole, published, people=people, bodies=bodies, claims=[("meeting", text, given)])


def only(readings: list[Reading]) -> Record:
    (found,) = records("meetings", readings)
    return found


@pytest.fixture
def moved(write: Write) -> list[Reading]:
    return [
        report(write, "The Grain Council meets in Izmir on 6 May.", "2031-04-10", date="2031-05-06", place="Izmir"),
        report(
            write,
            "The Grain Council has put off its session to 20 May.",
            "2031-04-25",
            date="2031-05-20",
            status="postponed",
        ),
        report(write, "The Grain Council met in Izmir.", "2031-05-21", date="2031-05-20", place="Izmir", status="held"),
    ]


def test_a_moved_meeting_is_one_record_with_its_chain(moved: list[Reading]) -> None:
    meeting = only(moved)
    assert (meeting.values["date"], meeting.values["status"], meeting.values["place"]) == (
        "2031-05-20",
        "held",
        "Izmir",
    )
    assert [(e.reported, e.what, e.values["date"]) for e in meeting.history] == [
        ("2031-04-10", "announced", "2031-05-06"),
        ("2031-04-25", "postponed", "2031-05-20"),
        ("2031-05-21", "held", "2031-05-20"),
    ]
    assert meeting.conflicts == ()
    assert {str(v.value) for v in meeting.variants["date"]} == {"2031-05-06", "2031-05-20"}
    assert meeting.rules["date"].startswith("since the last move")


def test_without_a_report_of_the_move_another_day_is_another_meeting(moved: list[Reading]) -> None:
    assert len(records("meetings", [moved[0], moved[2]])) == 2


def test_a_number_holds_a_meeting_together_over_any_date(write: Write) -> None:
    readings = [
        report(write, "The 5th session is on 6 May.", "2031-04-10", date="2031-05-06", ordinal=5),
        report(write, "The 5th session was held late.", "2031-09-10", date="2031-09-08", ordinal=5, status="held"),
        report(write, "The 6th session was held at once.", "2031-09-10", date="2031-09-08", ordinal=6, status="held"),
    ]
    found = records("meetings", readings)
    assert sorted((m.values["ordinal"], len(m.reports), m.values["date"]) for m in found) == [
        (5, 2, "2031-09-08"),
        (6, 1, "2031-09-08"),
    ]


def test_a_cancelled_meeting_stays_cancelled(write: Write) -> None:
    readings = [
        report(write, "The council meets on 6 May, it said.", "2031-04-10", date="2031-05-06"),
        report(write, "The session of 6 May is off.", "2031-04-12", date="2031-05-06", status="cancelled"),
        report(write, "The council was to meet on 6 May.", "2031-04-14", date="2031-05-06"),
    ]
    meeting = only(readings)
    assert meeting.values["status"] == "cancelled"
    assert [e.what for e in meeting.history] == ["announced", "cancelled"]


def test_days_that_disagree_are_a_conflict_and_the_most_reports_win(write: Write) -> None:
    readings = [
        report(write, "They meet on 7 May in the port.", "2031-04-10", date="2031-05-07"),
        report(write, "They gather on 6 May, ours says.", "2031-04-12", date="2031-05-06"),
        report(write, "They met on 7 May, after all.", "2031-05-09", date="2031-05-07", status="held"),
    ]
    meeting = only(readings)
    assert meeting.conflicts == ("date",)
    assert meeting.values["date"] == "2031-05-07"


@pytest.mark.parametrize(
    ("field", "vague", "exact"),
    [("date", "2031-05", "2031-05-07"), ("date", "2031-05-07", "2031-05-07/2031-05-09"), ("place", "Turkey", "Izmir")],
)
def test_a_value_that_says_more_is_shown_and_is_no_conflict(write: Write, field: str, vague: str, exact: str) -> None:
    rest = {} if field == "date" else {"date": "2031-05-07"}
    readings = [
        report(write, "A first report of it.", "2031-04-10", **rest, **{field: exact}),
        report(write, "A second report of that.", "2031-04-12", **rest, **{field: vague}),
    ]
    meeting = only(readings)
    assert meeting.values[field] == exact
    assert meeting.conflicts == ()


def test_a_report_without_a_date_joins_only_where_no_other_meeting_competes(write: Write) -> None:
    first = report(write, "The council meets in Izmir on 6 May.", "2031-04-10", date="2031-05-06", place="Izmir")
    undated = report(write, "The council is to meet in Izmir soon.", "2031-04-12", place="Izmir")
    rival = report(write, "The council meets in Izmir on 15 May.", "2031-04-11", date="2031-05-15", place="Izmir")
    assert len(records("meetings", [first, undated])) == 1
    assert len(records("meetings", [first, undated, rival])) == 3


def test_another_group_of_the_same_powers_does_not_compete_with_the_one_that_is_named(write: Write) -> None:
    def told(text: str, name: str, known: str, date: str, *people: str) -> Reading:
        given = {"kind": "session", "status": "scheduled", "body": name, "date": date, "participants": people}
        whole = f"{text} ({', '.join(people)})"
        return write(whole, "2031-05-01", people=people, bodies=[(name, known)], claims=[("meeting", text, given)])

    both = ("Ana Ruiz", "Ivo Kral")
    readings = [
        told("Finance chiefs sit down next Tuesday, said a G-5 aide.", "G-5", "group-of-five", "2031-05-06"),
        told("They travel to the G-7 on 20 May.", "G-7", "group-of-seven", "2031-05-20", *both),
        told("A G-7 is set for 20 May.", "G-7", "group-of-seven", "2031-05-20", *both),
        told("Twenty May sees a G-7.", "G-7", "group-of-seven", "2031-05-20", *both),
        told("They go to the G-5 in May.", "G-5", "group-of-five", "2031-05", *both),
    ]
    found = records("meetings", readings)
    assert sorted((r.values["date"], len(r.reports)) for r in found) == [("2031-05-06", 2), ("2031-05-20", 3)]


def test_talks_of_the_same_people_on_one_day_are_one_and_of_others_are_not(write: Write) -> None:
    two = {
        "participants": ("Ana Ruiz", "Ivo Kral"),
        "date": "2031-05-06",
        "kind": "talks",
        "body": None,
        "place": "Oslo",
    }
    other = {**two, "participants": ("Bo Lind", "Eva Maar")}
    readings = [
        report(write, "Ana Ruiz will see Ivo Kral in Oslo.", "2031-05-01", **two),
        report(write, "Ana Ruiz and Ivo Kral talked in Oslo.", "2031-05-07", **{**two, "status": "held"}),
        report(write, "Bo Lind received Eva Maar in Oslo.", "2031-05-07", **{**other, "status": "held"}),
    ]
    assert sorted(len(m.reports) for m in records("meetings", readings)) == [1, 2]


def test_a_meeting_moved_online_has_no_place(write: Write) -> None:
    readings = [
        report(write, "They meet in Izmir on 6 May.", "2031-04-10", date="2031-05-06", place="Izmir"),
        report(write, "They will confer by video on 6 May.", "2031-04-20", date="2031-05-06", format="online"),
    ]
    assert only(readings).values["place"] is None


def test_a_report_without_a_date_means_the_meeting_next_to_it(write: Write) -> None:
    met = {"place": "Izmir", "status": "held"}
    may = report(write, "The Grain Council met in Izmir on 6 May 2031.", "2031-05-07", date="2031-05-06", **met)
    autumn = report(write, "The Grain Council met in Izmir on 4 November.", "2031-11-05", date="2031-11-04", **met)
    after = report(write, "After it met in Izmir the Grain Council was pleased.", "2031-11-08", **met)
    found = records("meetings", [may, autumn, after])
    assert [r.values["date"] for r in found if len(r.reports) == 2] == ["2031-11-04"]


def test_a_town_has_one_summit_on_a_day_whoever_is_taken_to_hold_it(write: Write) -> None:
    day = {"kind": "summit", "date": "2031-06-08", "place": "Izmir", "status": "scheduled"}
    first = report(write, "The Grain Council summit is on 8 June in Izmir.", "2031-05-01", **day)
    text = "The leaders' summit in Izmir begins on 8 June."
    second = write(
        f"{text} (Wool Union)",
        "2031-06-01",
        bodies=["Wool Union"],
        claims=[("meeting", text, {**day, "body": "Wool Union"})],
    )
    assert len(records("meetings", [first, second])) == 1


def test_what_is_fixed_stays_when_a_later_report_is_less_sure(write: Write) -> None:
    fixed = report(write, "The Grain Council meets in Izmir on 6 May.", "2031-04-10", date="2031-05-06")
    unsure = report(
        write, "The Grain Council may agree on it on 6 May.", "2031-04-12", date="2031-05-06", status="tentative"
    )
    assert only([fixed, unsure]).values["status"] == "scheduled"


@pytest.mark.parametrize(
    ("first", "second", "meetings"),
    [
        ("group-of-five", "group-of-seven", 1),
        ("group-of-seven", "group-of-twenty", 2),
        ("european-community", "european-union", 1),
    ],
)
def test_groups_of_the_same_states_and_successors_can_have_one_meeting(
    write: Write, first: str, second: str, meetings: int
) -> None:
    day = {"kind": "session", "date": "2031-05-06", "place": "Izmir", "status": "held"}
    found = [
        write(
            f"The {name} met in Izmir on 6 May.",
            f"2031-05-0{number}",
            bodies=[(f"The {name}", known)],
            claims=[("meeting", f"The {name} met in Izmir on 6 May", {**day, "body": f"The {name}"})],
        )
        for number, (name, known) in enumerate((("First", first), ("Second", second)), 7)
    ]
    assert len(records("meetings", found)) == meetings


def test_ministers_of_two_sorts_who_are_named_have_two_meetings(write: Write) -> None:
    day = {"date": "2031-05-06", "place": "Izmir", "participants": ("Ana Ruiz", "Ivo Kral")}
    farm = report(write, "The farm ministers met in Izmir, Ana Ruiz and Ivo Kral too.", "2031-05-06", **day)
    foreign = report(write, "The foreign ministers met in Izmir, Ana Ruiz and Ivo Kral too.", "2031-05-06", **day)
    assert len(records("meetings", [farm, foreign])) == 2


def test_sittings_on_the_next_day_that_one_report_tells_of_keep_no_others_apart(write: Write) -> None:
    days = {"kind": "session", "body": BODY[0], "status": "held"}
    texts = ("The Grain Council sat on 6 May.", "The Grain Council sat on until 7 May.")
    twice = write(
        " ".join(texts),
        "2031-05-08",
        bodies=[BODY],
        claims=[
            ("meeting", texts[0], {**days, "date": "2031-05-06"}),
            ("meeting", texts[1], {**days, "date": "2031-05-07"}),
        ],
    )
    other = report(
        write, "The Grain Council ended its session.", "2031-05-08", date="2031-05-06/2031-05-07", status="held"
    )
    assert len(records("meetings", [twice])) == 2
    assert len(records("meetings", [twice, other])) == 1


@pytest.mark.parametrize(("place", "meetings"), [("Voll Hall", 1), ("Izmir", 2)])
def test_a_building_that_is_not_known_is_not_another_place(write: Write, place: str, meetings: int) -> None:
    given = {"date": "2031-05-06", "body": None, "kind": "session"}
    text = "Trade ministers sit on the price of grain"
    readings = [
        report(write, f"{text} in Oslo.", "2031-05-01", **given, place="Oslo"),
        report(write, f"{text} at {place}.", "2031-05-02", **given, place=place),
    ]
    assert len(records("meetings", readings)) == meetings


def test_of_a_session_of_many_each_report_may_name_another_person(write: Write) -> None:
    given = {"date": "2031-05", "place": "Oslo", "body": None}
    for kind, meetings in (("conference", 1), ("talks", 2)):
        readings = [
            report(
                write,
                "Ana Ruiz on trade ministers who meet in Oslo.",
                "2031-05-01",
                **given,
                kind=kind,
                participants=("Ana Ruiz",),
            ),
            report(
                write,
                "In Oslo trade ministers hear Ivo Kral.",
                "2031-05-01",
                **given,
                kind=kind,
                participants=("Ivo Kral",),
            ),
        ]
        assert len(records("meetings", readings)) == meetings


def test_what_two_hold_beside_a_session_that_one_of_them_attends_is_another(write: Write) -> None:
    session = report(
        write,
        "Ana Ruiz attends the Grain Council in Oslo.",
        "2031-05-01",
        date="2031-05-06",
        place="Oslo",
        participants=("Ana Ruiz",),
    )
    talks = report(
        write,
        "Ana Ruiz sees Ivo Kral in May.",
        "2031-05-01",
        date="2031-05",
        kind="talks",
        body=None,
        participants=("Ana Ruiz", "Ivo Kral"),
    )
    assert len(records("meetings", [session, talks])) == 2


def test_a_lone_report_joins_the_only_meeting_that_it_is_like(write: Write) -> None:
    given = {"date": "2031-05", "body": None, "kind": "session"}
    first = report(write, "Trade ministers sit in Oslo on grain.", "2031-04-10", **given, place="Oslo")
    lone = report(write, "Trade ministers sit at some time in May.", "2031-04-12", **given)
    other = report(write, "Trade ministers sit in Izmir on grain.", "2031-04-11", **given, place="Izmir")
    assert len(records("meetings", [first, lone])) == 1
    assert len(records("meetings", [first, lone, other])) == 3


def test_groups_join_where_many_of_their_reports_are_alike() -> None:
    keys = [(f"d{n}", "c1") for n in range(6)]
    nature = Numbers()
    inside = [Link(0.9, a, b, "") for group in (keys[:3], keys[3:]) for a, b in pairwise(group)]
    across = [Link(0.6, keys[0], keys[3], ""), Link(0.6, keys[1], keys[4], "")]
    for links, groups in ((inside + across[:1], 2), (inside + across, 1)):
        clusters = Backed(dict.fromkeys(keys, nature))
        clusters.know(links)
        clusters.add_backed(links)
        assert len({clusters.of(key) for key in keys}) == groups


def test_one_report_of_many_that_names_another_body_keeps_none_out(write: Write) -> None:
    def told(count: int, name: str | None, known: str = "") -> list[Reading]:
        given = {"kind": "summit", "place": "Oslo", "date": "2031-05-06", "status": "scheduled"}
        claim = ("meeting", "Leaders plan an Oslo summit", {**given, **({"body": name} if name else {})})
        text = f"Leaders plan an Oslo summit ({name}, {known}, {{}})."
        bodies = [(name, known)] if name else []
        return [write(text.format(n), f"2031-04-1{n}", bodies=bodies, claims=[claim]) for n in range(count)]

    plain, named = told(6, None), told(2, "Seven", "group-of-seven")
    mistaken = told(1, "Fund", "international-monetary-fund")
    assert len(records("meetings", [*plain, *mistaken])) == 1
    assert max(len(found.reports) for found in records("meetings", [*plain, *mistaken, *named])) >= 8
    assert len(records("meetings", [*mistaken, *named])) == 2


def test_the_session_before_a_numbered_one_has_the_number_before(write: Write) -> None:
    text = "The Grain Council holds its 5th session in May. The previous session was in Oslo in 2030."
    numbered = {"kind": "session", "status": "scheduled", "body": BODY[0], "ordinal": 5, "date": "2031-05"}
    before = {"kind": "session", "status": "held", "body": BODY[0], "place": "Oslo", "date": "2030"}
    claims = [
        ("meeting", "The Grain Council holds its 5th session in May.", numbered),
        ("meeting", "The previous session was in Oslo in 2030.", before),
    ]
    first = write(text, "2031-04-10", bodies=[BODY], claims=claims)
    then = report(
        write, "Prices rose for the first time since the 4th session in Oslo.", "2031-05-20", ordinal=4, place="Oslo",
        status="held", body=None,
    )  # fmt: skip
    found = records("meetings", [first, then])
    assert sorted(len(meeting.reports) for meeting in found) == [1, 2]


def test_talks_for_which_a_visit_is_made_are_one_with_it(write: Write) -> None:
    text = "Ana Ruiz goes to Oslo, where she is to see Ivo Kral on 6 May."
    people = ["Ana Ruiz", "Ivo Kral"]
    visit = {"kind": "visit", "status": "scheduled", "place": "Oslo", "participants": ("Ana Ruiz",)}
    talks = {"kind": "talks", "status": "scheduled", "date": "2031-05-06", "participants": tuple(people)}
    claims = [
        ("meeting", "Ana Ruiz goes to Oslo", visit),
        ("meeting", "where she is to see Ivo Kral on 6 May", talks),
    ]
    assert len(records("meetings", [write(text, "2031-05-01", people=people, claims=claims)])) == 1


def test_what_was_called_off_and_arranged_anew_are_two(write: Write) -> None:
    given = {"kind": "talks", "body": None, "participants": ("Ana Ruiz", "Ivo Kral")}
    planned = report(write, "Ana Ruiz and Ivo Kral are to talk.", "2031-04-10", date="2031-05-06", **given)
    moved = report(
        write, "Ana Ruiz and Ivo Kral will now talk a day later.", "2031-04-20", date="2031-05-07",
        **{**given, "status": "postponed"},
    )  # fmt: skip
    off = report(
        write, "The talks of Ana Ruiz and Ivo Kral are off.", "2031-05-06", date="2031-05-07",
        **{**given, "status": "cancelled"},
    )  # fmt: skip
    anew = report(
        write,
        "Ana Ruiz and Ivo Kral may talk in August.",
        "2031-05-20",
        date="2031-08",
        **{**given, "status": "tentative"},
    )
    found = records("meetings", [planned, moved, off, anew])
    assert sorted((str(m.values["status"]), len(m.reports)) for m in found) == [("cancelled", 3), ("tentative", 1)]


def test_a_day_that_is_new_already_gives_way_to_no_later_one(write: Write) -> None:
    given = {"kind": "session", "place": "Oslo"}
    off = report(
        write, "The Grain Council is put off and will now be held on 6 May.", "2031-04-10", date="2031-05-06",
        status="postponed", **given,
    )  # fmt: skip
    late = report(write, "The Grain Council met in Oslo.", "2031-06-21", date="2031-06-20", status="held", **given)
    assert len(records("meetings", [off, late])) == 2


def test_a_body_and_its_ministers_on_one_day_are_told_of_twice_in_one_report(write: Write) -> None:
    whole = (
        "The Group of Seven meets on 4 May. The G7 Finance Ministers and Central Bank Governors sit down on 4 May. "
        "The International Monetary Fund meets on 4 May."
    )
    bodies = [
        ("Group of Seven", "group-of-seven"),
        ("G7 Finance Ministers and Central Bank Governors", "g7-finance-ministers-and-central-bank-governors"),
        ("International Monetary Fund", "international-monetary-fund"),
    ]
    words = whole.split(". ")
    told = {"kind": "session", "status": "scheduled", "date": "2031-05-04"}
    claims = [
        ("meeting", said.rstrip("."), {**told, "body": name}) for said, (name, _) in zip(words, bodies, strict=True)
    ]
    found = records("meetings", [write(whole, "2031-05-01", bodies=bodies, claims=claims)])
    assert sorted(len(record.reports) for record in found) == [1, 2]


def test_reports_of_one_town_are_compared_where_somebody_around_is_in_both(write: Write) -> None:
    said = "Talks on timber prices, timber quotas and timber taxes in Izmir ended."
    told = {"kind": "talks", "status": "held", "place": "Izmir"}
    first, second = (
        write(
            f"{said} Ada Lind and Otto Berg of the Timber Bank spoke{end}",
            published,
            people=["Ada Lind", "Otto Berg"],
            bodies=["Timber Bank"],
            claims=[("meeting", said, {**told, "date": date})],
        )
        for end, published, date in ((".", "2031-05-06", "2031-05"), (" again.", "2031-05-20", "2031-05"))
    )
    assert len(records("meetings", [first, second])) == 1


@pytest.mark.parametrize(("day", "count"), [("2031-06-10", 1), ("2031-09-10", 2)])
def test_what_is_put_off_to_no_day_is_looked_for_in_two_months(write: Write, day: str, count: int) -> None:
    readings = [
        report(
            write, "The Grain Council has put off its session.", "2031-04-25", date="2031-05-06", status="postponed"
        ),
        report(write, "The Grain Council meets again.", day, date=day, status="held"),
    ]
    assert len(records("meetings", readings)) == count


def test_talks_of_two_persons_are_not_the_talks_of_a_body_that_both_go_to(write: Write) -> None:
    both = {"kind": "talks", "participants": ("Ana Ruiz", "Ivo Kral")}
    of_body = report(write, "Ana Ruiz and Ivo Kral go to the council's talks on 6 May.", "2031-05-04", **both,
                     body=BODY[0], date="2031-05-06", status="scheduled")  # fmt: skip
    text = "Ana Ruiz and Ivo Kral talked for an hour."
    alone = write(text, "2031-05-05", claims=[("meeting", text, {**both, "status": "held"})])
    assert len(records("meetings", [of_body, alone])) == 2


def test_a_meeting_is_told_of_again_by_its_town(write: Write) -> None:
    texts = ("The Grain Council met in Voll in February.", "It fell on 23 February, the day after the Voll meeting.")
    given = {"kind": "session", "place": "Voll", "status": "held"}
    twice = write(
        " ".join(texts),
        "2031-03-08",
        bodies=[BODY],
        claims=[
            ("meeting", texts[0], {**given, "body": BODY[0], "date": "2031-02"}),
            ("meeting", texts[1], {**given, "date": "2031-02-22"}),
        ],
    )
    assert len(records("meetings", [twice])) == 1


def test_a_body_that_is_said_to_take_part_in_its_own_meeting(write: Write) -> None:
    day = {"kind": "talks", "date": "2031-05-06", "place": "Voll", "status": "held"}
    own = report(write, "The Grain Council's talks in Voll were on 6 May.", "2031-05-07", **day)
    text = "The Grain Council and Ana Ruiz ended talks in Voll on 6 May."
    other = write(
        text, "2031-05-08", people=["Ana Ruiz"], bodies=[BODY],
        claims=[("meeting", text, {**day, "participants": (BODY[0], "Ana Ruiz")})],
    )  # fmt: skip
    assert len(records("meetings", [own, other])) == 1


def test_one_day_of_several_says_less_than_the_same_days(write: Write) -> None:
    week = report(
        write, "The Grain Council sits from 5 to 8 May.", "2031-05-01", date="2031-05-05/2031-05-08", place="Voll"
    )
    text = "A series of talks of finance ministers begins in Voll on 6 May."
    day = {"kind": "session", "status": "scheduled", "date": "2031-05-06", "place": "Voll"}
    talks = write(text, "2031-05-02", claims=[("meeting", text, day)])
    assert any("days of one sitting" in reason.words for reason in only([week, talks]).reasons)
