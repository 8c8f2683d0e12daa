"""SARIF: what the specification asks of a log of results, and what aidtrack puts into it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from xlsxwriter import Workbook

from aidtrack import RULES, validate
from aidtrack.checking import check
from aidtrack.findings import Known
from aidtrack.report import render
from aidtrack.report.sarif import FINGERPRINT, sarif_document

TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}, "markdown": {"type": "string"}},
}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}},
                    "required": ["uri"],
                },
                "region": {
                    "additionalProperties": False,
                    "required": ["startLine"],
                    "properties": {
                        "startLine": {"type": "integer", "minimum": 1},
                        "startColumn": {"type": "integer", "minimum": 1},
                    },
                },
            },
        },
        "logicalLocations": {
            "type": "array",
            "minItems": 1,
            "items": {"required": ["fullyQualifiedName", "kind"]},
        },
    },
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:[!-~]+$"}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "pattern": "^https://"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "properties": {"type": "object"},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "name": {"type": "string"},
                                                "shortDescription": TEXT,
                                                "fullDescription": TEXT,
                                                "help": TEXT,
                                                "helpUri": URI,
                                                "defaultConfiguration": {
                                                    "additionalProperties": False,
                                                    "properties": {
                                                        "level": LEVEL,
                                                        "enabled": {"type": "boolean"},
                                                    },
                                                },
                                                "properties": {"type": "object"},
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": LEVEL,
                                "message": TEXT,
                                "locations": {"type": "array", "items": LOCATION},
                                "relatedLocations": {"type": "array", "items": LOCATION},
                                "partialFingerprints": {
                                    "type": "object",
                                    "additionalProperties": {"type": "string"},
                                },
                                "suppressions": {
                                    "type": "array",
                                    "items": {
                                        "required": ["kind"],
                                        "properties": {
                                            "kind": {"enum": ["inSource", "external"]},
                                            "status": {
                                                "enum": ["accepted", "underReview", "rejected"]
                                            },
                                            "justification": {"type": "string"},
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}  # fmt: skip
"""What SARIF 2.1.0 asks of the parts that are written here, and no other part."""

FAULTY = """\
reference,donor,recipient,line,description,quantity,gross weight,net weight
A-1,France,Red Cross,1,"patient
monitor",150 each,1350 kg,1410 kg
A-1,France,Red Cross,2,ventilator,-4 each,see line 1,
"""


def log_of(findings: Any) -> dict[str, Any]:
    document = json.loads(render(findings, to="sarif"))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    whole: dict[str, Any] = run
    return whole


def results(findings: Any, code: str) -> list[dict[str, Any]]:
    return [each for each in log_of(findings)["results"] if each["ruleId"] == code]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "list of March.csv"
    path.write_text(FAULTY, encoding="utf-8")
    return path


def test_a_result_stands_on_the_line_of_the_text(faulty: Path) -> None:
    findings = check(faulty).findings
    (negative,) = results(findings, "AT303")
    physical = negative["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"].startswith("file:///")
    assert physical["artifactLocation"]["uri"].endswith("/list%20of%20March.csv")
    assert physical["region"] == {"startLine": 4}
    assert faulty.read_text("utf-8").splitlines()[3].startswith("A-1,France,Red Cross,2")
    assert negative["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "F3", "kind": "cell"}
    ]


def test_a_workbook_has_rows_and_columns(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("Manifest")
        sheet.write_row(0, 0, ["line", "gross weight", "net weight"])
        sheet.write_row(1, 0, ["1", "11 kg", "12 kg"])
    (result,) = results(check(path).findings, "AT302")
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2, "startColumn": 2,
    }  # fmt: skip
    names = [
        place["logicalLocations"][0]["fullyQualifiedName"]
        for place in (*result["locations"], *result["relatedLocations"])
    ]
    assert names == ["Manifest!B2", "Manifest!C2"]


def test_what_is_in_no_file_has_a_name() -> None:
    (result,) = results(
        validate([{"reference": "A-1", "line": "3", "quantity": "0 each"}]), "AT303"
    )
    assert result["locations"] == [
        {"logicalLocations": [{"fullyQualifiedName": "A-1 line 3: quantity", "kind": "element"}]}
    ]


def test_results_say_what_findings_say(faulty: Path) -> None:
    findings = check(faulty, profiles=["strict"]).findings
    by_mark = {finding.fingerprint: finding for finding in findings}
    run = log_of(findings)
    assert len(run["results"]) == len(findings) == len(by_mark)
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for result in run["results"]:
        finding = by_mark[result["partialFingerprints"][FINGERPRINT]]
        assert result["message"]["text"] == finding.message
        assert result["level"] == levels[finding.severity]
        assert "suppressions" not in result
    assert [each["name"] for each in run["properties"]["profiles"]] == ["default", "strict"]
    assert run["properties"]["truncated"] is False


def test_a_rule_links_its_page_and_says_how_to_correct_it(faulty: Path) -> None:
    rules = log_of(check(faulty).findings)["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == sorted({each["id"] for each in rules})
    own = next(each for each in rules if each["id"] == "AT302")
    assert own["helpUri"] == "urn:aidtrack:rules:AT302"
    assert own["name"] == "GrossBelowNet"
    declared = next(rule for rule in RULES if rule.code == "AT302")
    for part in (declared.summary, declared.explanation, declared.remedy, declared.cites[0]):
        assert " ".join(part.split()) in own["help"]["text"]
        assert " ".join(part.split()) in own["help"]["markdown"]


def test_what_is_known_is_marked_so() -> None:
    before = validate([{"line": "1", "gross_weight": "11 kg", "net_weight": "12 kg"}])
    (finding,) = before.of_rule("AT302")
    entry = Known(fingerprint=finding.fingerprint, code="AT302", reason="weighed again")
    (result,) = results(before.without([entry]), "AT302")
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "weighed again"}
    ]


def test_nothing_found_is_a_log_too() -> None:
    findings = validate([{"quantity": "1 each"}]).of_rule("AT302")
    assert sarif_document(findings)["runs"][0]["results"] == []
    log_of(findings)


def test_texts_that_act_on_a_screen_are_escaped() -> None:
    hostile = validate([{"line": "\u202e1", "quantity": "\x1b[31mx\u202e each"}])
    text = render(hostile, to="sarif")
    assert "\u202e" not in text
    assert "\x1b" not in text
    log_of(hostile)
