"""Ledgers: stages in order, the step to come apart, figures of one total together, holders one after another."""

from collections.abc import Callable

from communique.model.reading import Reading
from communique.reconcile import records
from communique.reconcile.ledgers import stalled

Write = Callable[..., Reading]


def test_an_act_is_a_ledger_of_stages_with_the_next_step_apart(write: Write) -> None:
    name = "agreement on the northern gas market"
    other = "northern gas market agreement"
    text = "The {} was {}."
    readings = [
        write(
            text.format(name, "submitted"),
            "2031-01-10",
            claims=[("act", name, {"name": name, "kind": "agreement", "stage": "submitted", "date": "2031-01-09"})],
        ),
        write(
            text.format(other, "agreed"),
            "2031-03-15",
            claims=[
                (
                    "act",
                    "agreed",
                    {
                        "name": other,
                        "kind": "agreement",
                        "stage": "agreed",
                        "date": "2031-03-14",
                    },
                ),
                (
                    "act",
                    "northern",
                    {
                        "name": other,
                        "kind": "agreement",
                        "stage": "signed",
                        "date": "2031-04-14",
                    },
                ),
            ],
        ),
    ]
    (act,) = records("acts", readings)
    assert [(s["stage"], s["date"]) for s in act.values["stages"]] == [
        ("submitted", "2031-01-09"),
        ("agreed", "2031-03-14"),
    ]
    assert (act.values["stage"], act.values["next_step"]["stage"]) == ("agreed", "signed")
    assert not stalled(act, "2031-12-01")
    assert stalled(act, "2031-12-20")


def test_only_dates_of_one_stage_disagree(write: Write) -> None:
    def told(stage: str, date: str, published: str) -> Reading:
        values = {"name": "treaty on northern gas", "kind": "treaty", "stage": stage, "date": date}
        return write(f"The treaty on northern gas was {stage}.", published, claims=[("act", "treaty", values)])

    steps = [told("signed", "2031-01-09", "2031-01-10"), told("ratified", "2031-05-02", "2031-05-03")]
    (act,) = records("acts", steps)
    assert act.conflicts == ()
    (act,) = records("acts", [*steps, told("ratified", "2031-05-20", "2031-05-21")])
    assert act.conflicts == ("date",)


def test_acts_of_other_numbers_are_other_acts(write: Write) -> None:
    readings = [
        write(
            f"The {n}th sanctions package was adopted.",
            "2031-01-10",
            claims=[
                (
                    "act",
                    "adopted",
                    {"name": f"{n}th sanctions package", "kind": "sanctions package", "stage": "adopted"},
                )
            ],
        )
        for n in (21, 22)
    ]
    assert len(records("acts", readings)) == 2


def test_figures_with_other_totals_are_never_put_together(write: Write) -> None:
    name = "union railway programme"
    readings = [
        write(
            f"{n} {name} work done {done}.",
            day,
            claims=[("programme", name, {"name": name, "progress": done, "stage": "under way"})],
        )
        for n, (day, done) in enumerate([("2031-01-10", (17, 28)), ("2031-02-10", (19, 28)), ("2031-03-10", 0.68)])
    ]
    (programme,) = records("programmes", readings)
    assert [(f["total"], f["value"]) for f in programme.values["figures"]] == [
        ("28", [17, 28]),
        ("28", [19, 28]),
        ("share", 0.68),
    ]


def test_offices_know_when_they_were_reported_and_who_came_before_and_after(write: Write) -> None:
    def holds(name: str, day: str, status: str = "current") -> Reading:
        return write(
            f"{name} is foreign minister of Sweden, {status}.",
            day,
            people=[name],
            bodies=[("Sweden", "se")],
            claims=[("post", name, {"person": name, "role": "foreign minister", "of": "Sweden", "status": status})],
        )

    readings = [holds("Ana Ruiz", "2031-01-10"), holds("Ana Ruiz", "2031-05-10"), holds("Ivo Kral", "2031-06-10")]
    before, after = sorted(records("posts", readings), key=lambda p: p.values["first_reported"])
    assert (before.values["first_reported"], before.values["last_reported"]) == ("2031-01-10", "2031-05-10")
    assert before.values["successor"]["name"] == "Ivo Kral"
    assert after.values["predecessor"]["name"] == "Ana Ruiz"


def test_a_membership_is_one_record_through_its_statuses(write: Write) -> None:
    def stands(status: str, day: str) -> Reading:
        return write(
            f"Laos is {status} of the Grain Council.",
            day,
            bodies=[("Laos", "la"), "Grain Council"],
            claims=[("membership", "Laos", {"member": "Laos", "body": "Grain Council", "status": status})],
        )

    readings = [stands("applicant", "2031-01-10"), stands("candidate", "2031-02-10"), stands("member", "2031-08-10")]
    (membership,) = records("memberships", readings)
    assert membership.values["status"] == "member"
    assert [event.what for event in membership.history] == ["applicant", "candidate", "member"]
