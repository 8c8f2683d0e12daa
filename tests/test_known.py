"""What is known is counted and not said again: in a profile, and in a baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aidtrack import InvalidProfile, validate
from aidtrack.findings import Known
from aidtrack.profiles import baseline_of, read_baseline, read_profile
from aidtrack.report import render

HEAVY = {"reference": "A-1", "line": "1", "gross_weight": "11 kg", "net_weight": "12 kg"}
OTHER = HEAVY | {"line": "2", "gross_weight": "3 kg"}
COPY = {"reference": "A-1", "description": "hose", "quantity": "0 each"}


def of(*rows: dict[str, str]) -> Any:
    return validate(list(rows))


def mark(findings: Any, code: str, number: int = 0) -> str:
    found: str = list(findings.of_rule(code))[number].fingerprint
    return found


def known(findings: Any, code: str, number: int = 0, reason: str = "weighed again") -> Known:
    return Known(fingerprint=mark(findings, code, number), code=code, reason=reason)


def test_what_is_known_is_set_aside_and_counted() -> None:
    before = of(HEAVY, OTHER)
    after = before.without([known(before, "AT302")])
    assert before.counts()["AT302"] == 2
    assert after.counts()["AT302"] == 1
    assert [finding.line for finding in after.of_rule("AT302")] == ["2"]
    ((aside,),) = after.suppressed
    assert (aside.code, aside.line) == ("AT302", "1")
    assert after.known[aside.fingerprint].reason == "weighed again"
    assert not after.unmatched
    assert len(after) == len(before) - 1


def test_it_stays_known_when_rows_move() -> None:
    entry = known(of(HEAVY, OTHER), "AT302")
    moved = of(OTHER, COPY, HEAVY).without([entry])
    assert [finding.line for finding in moved.of_rule("AT302")] == ["2"]


def test_another_value_is_another_finding() -> None:
    entry = known(of(HEAVY), "AT302")
    changed = of(HEAVY | {"gross_weight": "10 kg"}).without([entry])
    assert changed.counts()["AT302"] == 1
    assert changed.unmatched == (entry,)


def test_of_findings_that_are_alike_each_is_known_by_itself() -> None:
    twice = of(COPY, COPY)
    first = known(twice, "AT303", 0)
    second = mark(twice, "AT303", 1)
    assert first.fingerprint != second
    (left,) = twice.without([first]).of_rule("AT303")
    assert left.fingerprint == second


@pytest.mark.parametrize("count", [1, 2])
def test_all_of_a_rule_can_be_known(count: int) -> None:
    before = of(HEAVY, OTHER)
    entries = [known(before, "AT302", number) for number in range(count)]
    after = before.without(entries)
    assert after.counts().get("AT302", 0) == 2 - count
    assert sum(map(len, after.suppressed)) == count


def test_nothing_known_changes_nothing() -> None:
    findings = of(HEAVY)
    assert findings.without([]) is findings


def test_what_is_known_and_what_is_not_found_are_said() -> None:
    before = of(HEAVY, OTHER)
    gone = Known(fingerprint="0" * 16, code="AT601", reason="a sample")
    after = before.without([known(before, "AT302"), gone])
    for to in ("text", "full", "markdown"):
        text = render(after, to=to)
        assert "Known, and not said again: 1 finding" in text
        assert "weighed again: AT302" in text
        assert "Said to be known, and not found: 1 finding" in text
        assert "0" * 16 in text
    document = json.loads(render(after, to="json"))["summary"]
    assert [each["reason"] for each in document["suppressed"]] == ["weighed again"]
    assert document["unmatched"] == [gone.to_dict()]
    assert document["rules"]["AT302"] == 1
    assert "Known" not in render(before)


def test_known_findings_can_be_filtered_as_others() -> None:
    before = of(HEAVY)
    after = before.without([known(before, "AT302")])
    assert after.of_rule("AT302").suppressed
    assert not after.of_rule("AT301").suppressed


def test_a_profile_knows_findings(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(
        f'[[known]]\nfingerprint = "{mark(of(HEAVY), "AT302")}"\nrule = "gross-below-net"\n'
        'reason = "weighed again on arrival"\n',
        encoding="utf-8",
    )
    findings = validate([HEAVY], profiles=[read_profile(path)])
    assert "AT302" not in findings.counts()
    assert [entry.reason for entry in findings.known.values()] == ["weighed again on arrival"]


def test_a_profile_that_knows_a_finding_of_no_rule_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(
        f'[[known]]\nfingerprint = "{"0" * 16}"\nrule = "AT30"\nreason = "x"\n', encoding="utf-8"
    )
    with pytest.raises(InvalidProfile, match="profile desk: unknown rule 'AT30'; did you mean"):
        validate([], profiles=[read_profile(path)])


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    before = of(HEAVY, OTHER, COPY)
    path.write_text(json.dumps(baseline_of(before, "old stock")), encoding="utf-8")
    after = of(COPY, OTHER, HEAVY).without(read_baseline(path))
    assert not len(after)
    assert not after.unmatched
    assert sum(map(len, after.suppressed)) == len(before)
    again = baseline_of(after, "another reason")
    assert {entry["reason"] for entry in again["known"]} == {"old stock"}
    marks = {entry["fingerprint"] for entry in again["known"]}
    assert marks == {finding.fingerprint for finding in before}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "expected a baseline, with the schema aidtrack-baseline/1; got nothing"),
        ('{"schema": "aidtrack-findings/1"}', "got 'aidtrack-findings/1'"),
        ('{"schema": "aidtrack-baseline/1"}', "known: expected a list of findings"),
        ('{"schema": "aidtrack-baseline/1", "known": [3]}', "known: expected a list of findings"),
        ('{"schema": "aidtrack-baseline/1", "known": [{"rul": "AT302"}]}',
         "known 1: unknown setting 'rul'; did you mean 'rule'"),
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidProfile, match=message) as caught:
        read_baseline(path)
    assert str(caught.value).startswith(str(path))


def test_a_baseline_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidProfile, match="cannot be opened"):
        read_baseline(tmp_path / "none.json")
    path = tmp_path / "known.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidProfile, match="not UTF-8"):
        read_baseline(path)
