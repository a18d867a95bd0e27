"""Whose an act is: how the likeliest sides are taken."""

from dataclasses import replace

from communique.extract import whose
from communique.extract.about import Owner
from communique.extract.signatories import Sides
from communique.model.document import Document
from communique.model.entity import Reference

TEXT = "Peru, Chile and the Lake Council"
TABLES = {"near": {"party": 2.0}, "far": {"party": -2.0}, "council": {"body": 3.0}, "nobody": {"body": 1.0}}


def _owner(name: str) -> Owner:
    at = TEXT.index(name)
    return Reference(id=name, name=name), Document(text=TEXT).span(at, at + len(name))


def test_parties_are_those_that_are_likely_by_themselves_in_the_order_of_the_text() -> None:
    sides = whose.chosen([_owner("Chile"), _owner("Peru")], [(0.9, 0.0), (0.8, 0.0)], None)
    assert [owner[0].name for owner in sides.parties] == ["Peru", "Chile"]
    assert sides.body is None


def test_the_body_is_one_alone_and_no_party() -> None:
    sides = whose.chosen([_owner("Lake Council"), _owner("Peru")], [(0.6, 0.5), (0.1, 0.4)], None)
    assert (sides.parties, sides.body) == ((), _owner("Lake Council"))


def test_parties_that_clauses_are_sure_of_stay_and_others_join_them_where_they_are_likely() -> None:
    known = Sides(parties=(_owner("Chile"),), sure=True)
    owners, likely = [_owner("Chile"), _owner("Peru")], [(0.1, 0.0), (0.8, 0.0)]
    assert [owner[0].name for owner in whose.chosen(owners, likely, known).parties] == ["Peru", "Chile"]
    assert whose.chosen(owners, [(0.1, 0.0), (0.4, 0.0)], known).parties == known.parties
    assert whose.chosen(owners, likely, replace(known, alone=True)).parties == known.parties


def test_bodies_are_weighed_with_each_other_and_with_nobody() -> None:
    likely = whose.chances([["near"], ["far", "council"]], ["nobody"], TABLES)
    assert likely[0][0] > 0.8 > 0.2 > likely[1][0]
    assert sum(body for _, body in likely) < 1
    assert likely[1][1] > 0.8


def test_a_body_that_is_likelier_than_not_goes_before_the_one_of_which_clauses_are_sure() -> None:
    known = Sides(body=_owner("Peru"), sure=True)
    owners = [_owner("Lake Council"), _owner("Peru")]
    assert whose.chosen(owners, [(0.0, 0.6), (0.0, 0.3)], known).body == _owner("Lake Council")
    assert whose.chosen(owners, [(0.0, 0.4), (0.0, 0.3)], known).body == _owner("Peru")
    assert whose.chosen(owners, [(0.0, 0.4), (0.0, 0.1)], known).body is None
