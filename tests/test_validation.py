"""What rules are told, and misuse of it; the rules themselves stand in `test_rules.py`."""

from __future__ import annotations

import io
import pickle
from datetime import date, datetime
from typing import Any

import pytest

from aidtrack import RULES, Given, Style, UnknownName, check, validate
from aidtrack.profiles import DEFAULT, profile


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(UnknownName, match="profile 'defalt'; did you mean 'default'"):
        validate([], profiles=["defalt"])
    assert profile("default") is DEFAULT


def test_profiles_are_a_list_of_names() -> None:
    with pytest.raises(TypeError, match=r"such as \['default'\], got the text 'default'"):
        validate([], profiles="default")
    with pytest.raises(TypeError, match="expected a list of profile names"):
        check(io.BytesIO(b""), profiles="default")


@pytest.mark.parametrize(
    ("setting", "text", "nearest"),
    [
        ("decimal", "coma", "comma"),
        ("date_order", "dmyy", "dmy"),
        ("ton", "metrc", "metric"),
    ],
)
def test_a_style_is_one_of_its_choices(setting: Any, text: Any, nearest: str) -> None:
    with pytest.raises(UnknownName, match=f"unknown {setting} {text!r}; did you mean") as caught:
        Style(**{setting: text})
    assert caught.value.nearest == nearest
    wrong: Any = 3
    with pytest.raises(UnknownName, match="'3'; expected one of: "):
        Style(**{setting: wrong})


def test_today_is_a_day_without_a_time() -> None:
    moment: Any = datetime(2026, 11, 22, 14, 30)  # noqa: DTZ001 (a time of day is refused)
    with pytest.raises(TypeError, match=r"today must be a datetime\.date"):
        validate([], today=moment)


def test_what_a_rule_is_told_can_be_sent_to_another_process() -> None:
    given = Given.of(today=date(2026, 11, 22))
    again = pickle.loads(pickle.dumps(given))  # noqa: S301 - our own pickle
    assert again.today == given.today
    assert not hasattr(given, "__array__")
    with pytest.raises(UnknownName, match="threshold 'minimum_shelf_lif'"):
        _ = given.minimum_shelf_lif


def test_rules_show_their_code_and_name() -> None:
    assert repr(RULES[0]) == "<Rule AT101 number-unreadable>"


def test_a_frame_is_validated_whatever_its_columns() -> None:
    findings = validate([{"colour": "red"}, {"colour": "blue"}])
    assert findings.lines == 2
    (finding,) = findings.of_rule("AT301")
    assert finding.message == "the quantity is not stated; no column states it (2 lines concerned)"
