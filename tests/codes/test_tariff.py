"""Customs codes by edition and by goods, each of the right shape."""

import pytest

from aidtrack.codes.hs import read_hs_code
from aidtrack.codes.tariff import EDITIONS, EXPECTED, MOVED_IN, NEW, OTHER_EDITION, RETIRED
from aidtrack.model import KINDS


def test_codes_are_codes_of_one_edition_alone() -> None:
    assert not RETIRED & NEW
    assert {*OTHER_EDITION} == RETIRED | NEW
    for code in (*RETIRED, *NEW):
        assert read_hs_code(code).value == code


@pytest.mark.parametrize("code", sorted(NEW))
def test_a_new_code_names_the_old_ones_that_name_it(code: str) -> None:
    for dotted in OTHER_EDITION[code].split(" or "):
        old = dotted.replace(".", "")
        assert old in RETIRED
        assert f"{code[:4]}.{code[4:]}" in OTHER_EDITION[old].split(" or ")


@pytest.mark.parametrize(
    ("code", "other"),
    [
        ("300211", "3822.11"),
        ("382211", "3002.11 or 3822.00"),
        ("300620", "3822.13"),
        ("382213", "3006.20"),
    ],
)
def test_tests_for_malaria_and_blood_groups_moved(code: str, other: str) -> None:
    assert OTHER_EDITION[code] == other


def test_editions_are_in_order_and_hold_the_move() -> None:
    assert list(EDITIONS) == sorted(EDITIONS)
    assert MOVED_IN in EDITIONS


def test_every_kind_that_is_expected_somewhere_exists() -> None:
    assert {kind for kind, _ in EXPECTED} <= {*KINDS}
