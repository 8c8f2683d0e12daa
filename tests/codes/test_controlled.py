"""The controlled medicines: which need permits, and by which names they are known."""

import pytest

from aidtrack.codes.controlled import CONTROLLED


def test_every_entry_stands_in_a_schedule_of_its_convention() -> None:
    for each in CONTROLLED.values():
        assert each.convention in {"1961", "1971"}
        assert each.schedule in ({"I", "II"} if each.narcotic else {"II", "III", "IV"})


def test_no_name_is_that_of_two_substances() -> None:
    names = [name for each in CONTROLLED.values() for name in (each.name, *each.spellings)]
    assert len(set(names)) == len(names)
    assert all(name == name.strip().lower() for name in names)


@pytest.mark.parametrize("name", ["morphine", "fentanyl", "oxycodone", "methylphenidate"])
def test_what_crosses_borders_with_permits(name: str) -> None:
    assert CONTROLLED[name].needs_permits


@pytest.mark.parametrize(
    "name", ["diazepam", "phenobarbital", "buprenorphine", "codeine", "diphenoxylate"]
)
def test_what_is_watched_without(name: str) -> None:
    assert not CONTROLLED[name].needs_permits


def test_preparations_of_schedule_three_are_those_of_narcotics() -> None:
    exempt = {each.name for each in CONTROLLED.values() if each.preparations}
    assert {CONTROLLED[name].preparations for name in exempt} == {"III"}
    assert all(CONTROLLED[name].narcotic for name in exempt)
    assert not exempt & {"morphine", "oxycodone", "fentanyl", "pethidine", "methadone"}


@pytest.mark.parametrize("name", ["ketamine", "tramadol", "naloxone", "dextromethorphan"])
def test_what_no_convention_schedules_is_not_there(name: str) -> None:
    assert name not in CONTROLLED
