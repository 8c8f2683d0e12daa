"""Profiles: those that come with the library, those of a desk, and what a stack of them makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from aidtrack import RULES, InvalidProfile, Severity, rule, validate
from aidtrack.checking import check
from aidtrack.findings import Rule
from aidtrack.profiles import (
    DEFAULT,
    Grading,
    Profile,
    Threshold,
    profile,
    profile_names,
    read_profile,
)
from aidtrack.profiles.written import profile_of_text
from aidtrack.report import render
from aidtrack.rules import rule_named

TODAY = date(2026, 11, 22)
LATE = {"kind": "medicine_pack", "expiry": "2027-03-01", "expected": "2026-03-02"}
OF_LATE = [rule_named("AT403")]

NAMES = [name for name in profile_names() if name != DEFAULT.name]


def written(folder: Path, text: str, name: str = "desk.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_default_comes_first() -> None:
    assert profile_names()[0] == "default"
    assert {"who-donations", "paho", "logistics-cluster", "air-cargo", "strict"} <= set(NAMES)


@pytest.mark.parametrize("name", profile_names())
def test_every_value_of_a_shipped_profile_has_its_pedigree(name: str) -> None:
    shipped = profile(name)
    assert shipped.name == name
    assert shipped.description.endswith(".")
    assert shipped.review_by is not None
    assert shipped.thresholds or shipped.severities
    entries: list[Threshold | Grading] = [*shipped.thresholds.values()]
    entries += shipped.severities.values()
    for entry in entries:
        assert entry.source != "the desk's own"
        assert entry.edition
        assert entry.checked is not None
        assert entry.checked < shipped.review_by
    assert not shipped.ignored
    assert not shipped.known
    assert all(threshold.meaning.endswith(".") for threshold in shipped.thresholds.values())


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_profile_says_something_of_rules_that_there_are(name: str) -> None:
    findings = validate([LATE], today=TODAY, profiles=[name])
    assert findings.profiles == ("default", name)
    for code, grading in profile(name).severities.items():
        own = rule_named(code)
        assert own.code == code, "a shipped profile names rules by their codes"
        assert grading.severity is not own.severity or own.on_request


def test_the_later_lies_over_the_earlier() -> None:
    own = [rule_named("AT309")]
    heaviest = {
        names: str(validate([LATE], rules=own, profiles=names).given["heaviest_package_kg"])
        for names in ((), ("hand-carried",), ("hand-carried", "who-donations"),
                      ("who-donations", "hand-carried"))
    }  # fmt: skip
    assert list(heaviest.values()) == ["50", "25", "50", "25"]


def test_a_profile_grades_a_rule_everywhere() -> None:
    findings = validate([LATE], rules=OF_LATE, profiles=["who-donations"])
    (finding,) = findings
    assert finding.rule is OF_LATE[0]
    assert finding.severity is findings.hits[0].severity is Severity.ERROR
    assert OF_LATE[0].severity is Severity.WARNING
    assert "AT403 error:" in str(finding)
    assert finding.to_dict()["severity"] == "error"
    assert not findings.ok
    assert len(findings.errors) == findings.of_severity(Severity.ERROR) == 1
    assert findings.of_severity(Severity.WARNING) == 0
    assert findings.reaches(Severity.ERROR)
    assert "ERROR   AT403" in render(findings)
    assert "## Errors" in render(findings, to="markdown")
    assert validate([LATE], rules=OF_LATE).ok


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[severities]\nAT403 = "off"', "off in the profile desk: the desk's own"),
        (
            '[severities]\nshelf-life-short-at-arrival = {value = "off", source = "ward 3"}',
            "off in the profile desk: ward 3",
        ),
        ('[ignored]\nat403 = "used within a week"',
         "ignored in the profile desk: used within a week"),
    ],
)  # fmt: skip
def test_a_rule_that_a_profile_leaves_out_is_said(tmp_path: Path, text: str, reason: str) -> None:
    desk = read_profile(written(tmp_path, text))
    findings = validate([LATE], rules=OF_LATE, profiles=[desk])
    assert not len(findings)
    assert [(item.rule.code, item.reason) for item in findings.not_asked] == [("AT403", reason)]


def test_a_later_profile_asks_again(tmp_path: Path) -> None:
    off = read_profile(written(tmp_path, '[severities]\nAT403 = "off"', "off.toml"))
    on = read_profile(written(tmp_path, '[severities]\nAT403 = "info"', "on.toml"))
    assert not len(validate([LATE], rules=OF_LATE, profiles=[on, off]))
    (finding,) = validate([LATE], rules=OF_LATE, profiles=[off, on])
    assert finding.severity is Severity.INFO


@pytest.fixture
def on_request() -> Rule:
    declare = rule(
        "AT901", Severity.WARNING, "no batch", cites=["arithmetic"], passes=[{"batch": "B"}],
        fails=[{"batch": ""}], on_request=True,
    )  # fmt: skip

    def batch_blank(line: Any, given: Any) -> Any:
        """A batch is blank."""
        return line.batch.is_blank()

    return declare(batch_blank)


def test_a_rule_on_request_waits_for_a_profile(on_request: Rule) -> None:
    lines = [{"batch": "", "description": "monitor"}]
    silent = validate(lines, rules=[on_request])
    assert not len(silent)
    assert [item.reason for item in silent.not_asked] == ["asked only where a profile asks for it"]
    grading = Grading(severity=Severity.INFO, source="ward 3", edition=None, checked=None)
    asking = Profile(name="desk", description="x", severities={"AT901": grading})
    (finding,) = validate(lines, rules=[on_request], profiles=[asking])
    assert (finding.code, finding.severity) == ("AT901", Severity.INFO)


def test_the_examples_of_a_rule_on_request_are_asked(on_request: Rule) -> None:
    from aidtrack.report.example import findings_of_example

    assert len(findings_of_example(on_request, on_request.fails[0])) == 1
    assert not len(findings_of_example(on_request, on_request.passes[0]))


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    desk = read_profile(
        written(
            tmp_path,
            """
            description = "What the pharmacy of a district hospital asks for."
            review_by = 2027-06-30

            [thresholds]
            heaviest_package_kg = 25
            weight_tolerance = 0.025
            earliest_date = 2015-01-01
            minimum_shelf_life = {value = "18mo", source = "pharmacy handbook", edition = "4",
                                  checked = 2026-01-31}
            """.replace("\n                                  checked", " checked"),
        )
    )
    assert desk.name == "desk"
    values = {name: entry.value for name, entry in desk.thresholds.items()}
    assert values == {
        "heaviest_package_kg": Decimal(25),
        "weight_tolerance": Decimal("0.025"),
        "earliest_date": date(2015, 1, 1),
        "minimum_shelf_life": "18mo",
    }
    heaviest = desk.thresholds["heaviest_package_kg"]
    assert heaviest.meaning == DEFAULT.thresholds["heaviest_package_kg"].meaning
    assert (heaviest.source, heaviest.edition, heaviest.checked) == ("the desk's own", None, None)
    assert desk.checked == date(2026, 1, 31)
    package = [{"package_weight": "25.01 kg", "packages": "1"}]
    (finding,) = validate(package, rules=[rule_named("AT309")], profiles=[desk])
    assert "25 kg at most" in finding.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[thresholds", "not TOML"),
        ("[treshold]", "unknown setting 'treshold'; did you mean 'thresholds'"),
        ("thresholds = 5", r"expected a table \[thresholds\], got 5"),
        ("[thresholds]\nheaviest_package = 5", "did you mean 'heaviest_package_kg'"),
        (
            '[thresholds]\nheaviest_package_kg = "heavy"',
            "expected a weight in kilograms above zero, such as 25, got 'heavy'",
        ),
        ("[thresholds]\nheaviest_package_kg = true", "above zero, such as 25, got true"),
        ("[thresholds]\nheaviest_package_kg = -5", "above zero, such as 25, got -5"),
        ("[thresholds]\nheaviest_package_kg = nan", "above zero, such as 25, got nan"),
        ("[thresholds]\nminimum_shelf_life = 12", "expected a duration .* got 12$"),
        ('[thresholds]\nminimum_shelf_life = "0mo"', "expected a duration such as '12mo'"),
        ('[thresholds]\nminimum_shelf_life = "a year"', "expected a duration .* got 'a year'"),
        ('[thresholds]\nminimum_shelf_life = "101y"', "of at most 100 years, got '101y'"),
        ("[thresholds]\nweight_tolerance = 5", "expected a share from 0 to 1, .* got 5$"),
        ("[thresholds]\nweight_tolerance = 1.01", "0.05 for 5 %, got 1.01"),
        ('[thresholds]\nweight_tolerance = "5 %"', "expected a share .* got '5 %'"),
        ("[thresholds]\nweight_tolerance = -0.01", "expected a share .* got -0.01"),
        ("[thresholds]\nheaviest_package_kg = 0", "above zero, such as 25, got 0"),
        ("[thresholds]\nheaviest_package_kg = inf", "above zero, such as 25, got inf"),
        ("[thresholds]\nheaviest_package_kg = [5]", "above zero, such as 25, got a list"),
        ("[thresholds]\ntwin_lines = 2.5", "expected a whole number from 1, .* got 2.5"),
        ("[thresholds]\ntwin_lines = 0", "expected a whole number from 1, .* got 0"),
        ("[thresholds]\nfreezing_c = -300", "degrees Celsius from -200 to 200, .* got -300"),
        ("[thresholds]\nlatest_date = 9999-12-31", "years 1900 to 2199, got 9999-12-31"),
        ("[thresholds]\nlatest_date = 2060-01-01T00:00:00", "years 1900 to 2199, got 2060-01"),
        ('[thresholds]\nfreezing_c = {value = 1, kind = "share"}', "unknown setting 'kind'"),
        ('[thresholds]\nearliest_date = "2015-01-01"', "expected a day such as 2026-11-22"),
        ("[thresholds]\nearliest_date = {values = 1}", "unknown setting 'values'; did you mean"),
        ('[thresholds]\nearliest_date = {source = "x"}', "expected a value, got source"),
        ("[thresholds]\nearliest_date = {}", "expected a value, got nothing"),
        ('[thresholds]\nheaviest_package_kg = {value = 5, checked = "May"}', "checked: expected a"),
        (
            "[thresholds]\nheaviest_package_kg = {value = 5, edition = 3}",
            "edition: expected a text",
        ),
        ('[severities]\nAT403 = "fatal"', "expected one of error, warning, info, off, got 'fatal'"),
        ("[severities]\nAT403 = 3", "expected one of error, warning, info, off, got 3"),
        ('[ignored]\nAT403 = ""', "ignored.AT403: the reason: expected a text in quotes, got ''"),
        ("[ignored]\nAT403 = true", "the reason: expected a text in quotes, got true"),
        ("name = 5", "name: expected a text in quotes, got 5"),
        ('name = "strict"', "the name 'strict' is that of a profile of the library"),
        ('review_by = "soon"', "review_by: expected a day such as 2026-11-22, without quotes"),
        ("review_by = 2027-01-01T00:00:00", "review_by: expected a day"),
        ("known = 5", r"expected tables \[\[known\]\]"),
        ('[[known]]\nrule = "AT302"', "known 1: fingerprint: expected a text in quotes, got noth"),
        (
            '[[known]]\nrule = "AT302"\nfingerprint = "xyz"\nreason = "x"',
            "known 1: fingerprint: expected 16 hexadecimal digits, got 'xyz'",
        ),
        ('[[known]]\nwhy = "x"', "unknown setting 'why'"),
    ],
)
def test_what_is_wrong_with_a_profile_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(InvalidProfile, match=message) as caught:
        read_profile(path)
    assert str(caught.value).startswith(f"{path}: ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("weight_tolerance = 0", Decimal(0)),
        ("weight_tolerance = 1", Decimal(1)),
        ('weight_tolerance = "0.050"', Decimal("0.050")),
        ("freezing_c = -0.5", Decimal("-0.5")),
        ('freezing_c = "-2"', Decimal(-2)),
        ("twin_lines = 1", Decimal(1)),
        ('minimum_shelf_life = "100y"', "100y"),
        ("latest_date = 2199-12-31", date(2199, 12, 31)),
    ],
)
def test_a_value_may_reach_its_bounds(tmp_path: Path, text: str, value: object) -> None:
    [threshold] = read_profile(written(tmp_path, f"[thresholds]\n{text}")).thresholds.values()
    assert threshold.value == value


def test_a_default_must_have_a_kind() -> None:
    text = '[thresholds.heap_kg]\nvalue = "5"\nmeaning = "A heap."\n'
    for kind in ("", 'kind = "heap"\n'):
        with pytest.raises(InvalidProfile, match=r"heap_kg: kind: expected one of share, weight"):
            profile_of_text(text + kind, "default.toml", name="default", beneath={})


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidProfile, match=r"none\.toml: cannot be opened: No such file"):
        read_profile(tmp_path / "none.toml")
    path = tmp_path / "desk.toml"
    path.write_bytes('description = "Général"'.encode("latin-1"))
    with pytest.raises(InvalidProfile, match="not UTF-8; save the file"):
        read_profile(path)


@pytest.mark.parametrize("table", ["severities", "ignored"])
def test_a_rule_that_does_not_exist_names_the_nearest(tmp_path: Path, table: str) -> None:
    desk = read_profile(written(tmp_path, f'[{table}]\nexpired-at-dispach = "info"'))
    with pytest.raises(
        InvalidProfile, match=r"profile desk: unknown rule .* did you mean 'expired"
    ):
        validate([], profiles=[desk])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            '[severities]\nAT302 = "error"\ngross-below-net = "info"',
            "severities.AT302 and severities.gross-below-net",
        ),
        (
            '[severities]\nat302 = "info"\nAT302 = "off"',
            "severities.at302 and severities.AT302",
        ),
        (
            '[severities]\nAT302 = "error"\n[ignored]\nAT302 = "weighed anew"',
            "severities.AT302 and ignored.AT302",
        ),
        (
            '[severities]\nAT302 = "error"\n[ignored]\ngross-below-net = "weighed anew"',
            "severities.AT302 and ignored.gross-below-net",
        ),
    ],
)
def test_what_contradicts_itself_is_refused(tmp_path: Path, text: str, places: str) -> None:
    desk = read_profile(written(tmp_path, text))
    with pytest.raises(InvalidProfile) as caught:
        validate([], profiles=[desk])
    assert str(caught.value) == (
        f"profile desk: {places} contradict each other: both are AT302 gross-below-net; keep one"
    )


@pytest.mark.parametrize(
    "text",
    [
        '[severities]\nAT302 = "info"\ngross-below-net = "info"',
        '[severities]\nAT302 = "off"\n[ignored]\nAT302 = "weighed anew"',
        '[ignored]\nAT302 = "weighed anew"\ngross-below-net = "old scales"',
    ],
)
def test_what_says_the_same_twice_is_no_contradiction(tmp_path: Path, text: str) -> None:
    found = validate([], profiles=[read_profile(written(tmp_path, text))])
    assert found.profiles == ("default", "desk")


def test_a_profile_may_name_a_rule_of_ones_own(tmp_path: Path, on_request: Rule) -> None:
    desk = read_profile(written(tmp_path, '[severities]\nAT901 = "error"'))
    (finding,) = validate([{"batch": "", "line": "1"}], rules=[on_request], profiles=[desk])
    assert finding.severity is Severity.ERROR
    with pytest.raises(InvalidProfile, match="unknown rule 'AT901'"):
        validate([], rules=RULES, profiles=[desk])


@pytest.mark.parametrize(
    ("today", "due"),
    [(None, None), (date(2026, 12, 30), False), (date(2026, 12, 31), True)],
)
def test_a_profile_says_when_it_is_out_of_date(today: date | None, due: bool | None) -> None:
    findings = validate([LATE], today=today)
    (used,) = findings.measured_by
    assert (used.name, used.review_by, used.due) == ("default", date(2026, 12, 31), due)
    note = "the profile default is out of date"
    for to in ("text", "markdown"):
        text = render(findings, to=to).lower()
        assert (note in text) is bool(due)
    assert ("last looked at on 2026-11-22" in render(findings)) is bool(due)


def test_a_profile_without_a_day_is_never_due(tmp_path: Path) -> None:
    desk = read_profile(written(tmp_path, 'description = "Ours."'))
    used = validate([], today=date(2099, 1, 1), profiles=[desk]).measured_by[-1]
    assert used.to_dict() == {"name": "desk", "checked": None, "review_by": None, "due": None}


def test_a_path_is_no_profile(tmp_path: Path) -> None:
    path: Any = written(tmp_path, 'description = "Ours."')
    with pytest.raises(TypeError, match=r"or what read_profile\(\) returned, got .*desk.toml"):
        validate([], profiles=[path])


def test_a_check_takes_profiles_too(tmp_path: Path) -> None:
    table = written(
        tmp_path, "kind,expiry,expected\nmedicine_pack,2027-03-01,2026-03-02\n", "m.csv"
    )
    findings = check(table, profiles=["who-donations"]).findings
    assert findings.of_rule("AT403").of_severity(Severity.ERROR) == 1


def test_a_finding_keeps_its_fingerprint_whatever_its_grade() -> None:
    graded = next(iter(validate([LATE], rules=OF_LATE, profiles=["who-donations"])))
    plain = next(iter(validate([LATE], rules=OF_LATE)))
    assert graded.fingerprint == plain.fingerprint
    assert replace(graded, graded=None) == plain
