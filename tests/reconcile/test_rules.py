"""The rules by which records are made, told apart."""

import re

from communique.reconcile import rules


def test_rules_have_a_name_that_stays() -> None:
    assert re.fullmatch("[0-9a-f]{16}", rules())
    assert rules() == rules()
