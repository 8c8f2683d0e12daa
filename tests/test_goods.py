"""Rules about goods as a desk meets them: what they say, at which cell, and when not."""

import io
from datetime import date
from typing import Any

import pytest

import aidtrack
from aidtrack import RULES, Consignment, Lines, Monitor, Severity, Ventilator, rule, validate
from aidtrack.findings import Findings

TODAY = date(2026, 11, 22)
CLEAN = {
    "reference": "EX-1",
    "donor": "UNICEF",
    "recipient": "Ministry of Health",
    "recipient_country": "KE",
    "dispatched": "2026-11-20",
    "expected": "2026-11-27",
    "gross_weight": "12 kg",
    "packages": "2",
}
GOODS: dict[str, dict[str, str]] = {
    "medicine": {
        "kind": "medicine_pack", "description": "Amoxicillin 250 mg, dispersible tablets",
        "inn": "amoxicillin", "storage": "below 30 °C", "quantity": "400 pack", "batch": "AMX-1",
        "expiry": "2028-10-31", "hs_code": "3004.10",
    },
    "medicament": {
        "kind": "médicament", "description": "Paracétamol 500 mg, comprimés",
        "inn": "paracétamol", "storage": "15-25 °C", "quantity": "90 boîtes", "batch": "P-7",
        "expiry": "2029-01-31",
    },
    "controlled": {
        "kind": "medicine_pack", "description": "Morfina 10 mg/mL, ampollas", "inn": "morfina",
        "controlled": "sí", "storage": "15-25 °C", "quantity": "50 pack", "batch": "M-2",
        "expiry": "2028-05-31",
    },
    "vaccine": {
        "kind": "vaccine", "description": "Vaccin pentavalent, 10 doses", "storage": "2-8 °C",
        "quantity": "1000 dose", "batch": "V-3", "expiry": "2028-02-28", "hs_code": "3002.41",
        "hs_edition": "2022",
    },
    "frozen vaccine": {
        "kind": "vaccine", "description": "Oral polio vaccine", "storage": "-25 to -15 °C",
        "quantity": "1000 dose", "batch": "V-4", "expiry": "2028-02-28",
    },
    "ventilator": {
        "kind": "ventilator", "description": "Ventilator, turbine driven",
        "quantity": "2 each", "serials": "SN-1, SN-2", "hs_code": "901920",
    },
    "monitor": {
        "kind": "monitor", "description": "Moniteur patient, 12 pouces", "quantity": "1 each",
        "serials": "SN-77", "hs_code": "9018.19",
    },
    "concentrator": {
        "kind": "oxygen_unit", "technology": "concentrator", "quantity": "4 each",
        "description": "Concentrador de oxígeno, 10 L/min", "hs_code": "9019.20.00",
    },
    "cylinders": {
        "kind": "oxygen_unit", "technology": "cylinder", "quantity": "20 each",
        "description": "Oxygen cylinder, 40 L, empty", "hs_code": "7311.00",
    },
    "declared oxygen": {
        "kind": "oxygen_unit", "technology": "cylinder", "quantity": "20 each",
        "description": "Oxygen cylinder, filled", "un_number": "UN1072",
        "shipping_name": "Oxygen, compressed", "hazard_class": "2.2 (5.1)", "net_weight": "11 kg",
    },
    "batteries": {
        "kind": "item", "category": "device", "description": "Spare lithium-ion batteries",
        "quantity": "10 each", "un_number": "UN3480", "shipping_name": "Lithium ion batteries",
        "hazard_class": "9", "net_weight": "9 kg", "mode": "road",
    },
    "food": {
        "kind": "item", "category": "food", "description": "Riz blanc, 50 kg", "quantity": "9 t",
    },
}  # fmt: skip


def read(text: str) -> Lines:
    return aidtrack.read(io.BytesIO(text.encode()))


def of_goods(findings: Findings) -> list[str]:
    return [str(each) for each in findings if each.code.startswith("AT6")]


def only(row: dict[str, Any], code: str) -> aidtrack.Finding:
    (finding,) = validate([CLEAN | row], today=TODAY).of_rule(code)
    return finding


@pytest.mark.parametrize("name", GOODS)
def test_goods_that_are_fully_described_raise_nothing(name: str) -> None:
    findings = validate([CLEAN | GOODS[name]], today=TODAY)
    assert of_goods(findings) == []
    assert not list(findings.errors)


def test_all_of_them_in_one_list_raise_nothing_either() -> None:
    rows = [
        CLEAN | {"line": str(number), "parcels": str(number)} | row
        for number, row in enumerate(GOODS.values(), 1)
    ]
    assert of_goods(validate(rows, today=TODAY)) == []


def test_an_undeclared_battery_is_named_though_no_column_is_for_it() -> None:
    text = "line,description,quantity\n1,Patient monitor,2 each\n2,Lithium-ion batteries,9 each\n"
    lines = read(text)
    (finding,) = validate(lines).of_rule("AT636")
    assert finding.place.row == 3
    assert "Lithium-ion batteries" in finding.message


def test_a_number_on_another_document_declares_them() -> None:
    row = {"description": "Lithium-ion batteries", "un_number": "see line 4"}
    assert not list(validate([CLEAN | row]).of_rule("AT636"))


@pytest.mark.parametrize(
    ("row", "code", "message"),
    [
        (
            {"un_number": "UN1072", "hazard_class": "3"},
            "AT625",
            "UN1072 is Oxygen, compressed, class 2.2 (5.1); the line says class 3",
        ),
        (
            {"kind": "ventilator", "hs_code": "8414.59"},
            "AT654",
            "HS code 8414.59 is unusual for ventilator; expected one that begins with 9019",
        ),
        (
            {"hs_code": "3002.20", "hs_edition": "2022"},
            "AT652",
            "HS code 3002.20 is not in the edition 2022; expected 3002.41",
        ),
        (
            {"hs_code": "3822.00"},
            "AT653",
            (
                "HS code 3822.00 ended with the edition of 2017; in that of 2022 it is "
                "3822.11 or 3822.12 or 3822.19 or 3822.90"
            ),
        ),
        (
            {"kind": "vaccine", "description": "tetanus", "storage": "frozen"},
            "AT613",
            "frozen for tetanus: this vaccine is lost at 0 °C and below",
        ),
        (
            {"kind": "medicine_pack", "inn": "fentanilo", "controlled": "no"},
            "AT609",
            (
                "fentanyl is under international control and needs permits to leave and to enter "
                "a country; the line does not flag it"
            ),
        ),
    ],
)
def test_a_message_names_the_value_and_what_was_expected(
    row: dict[str, str], code: str, message: str
) -> None:
    assert only(row, code).message == message


def test_a_code_of_customs_that_is_none_has_a_rule_of_its_own() -> None:
    findings = validate([CLEAN | {"hs_code": "30490"}])
    assert [each.code for each in findings.of_rule("AT650")] == ["AT650"]
    assert not list(findings.of_rule("AT119"))


def test_details_of_devices_are_asked_on_request_alone() -> None:
    on_request = [each for each in RULES if each.on_request]
    devices = [each for each in on_request if each.family == "goods"]
    assert [each.code for each in devices] == ["AT620", "AT621", "AT622", "AT623", "AT624"]
    bare = CLEAN | {"kind": "ventilator", "quantity": "2 each"}
    assert of_goods(validate([bare])) == []
    asked = validate([bare], profiles=["who-devices"])
    assert [each.rule for each in asked if each.rule.on_request] == devices


def test_a_rule_of_ones_own_can_be_left_for_requests() -> None:
    def ward_missing(line: aidtrack.Columns, given: aidtrack.Given) -> Any:
        """A line names no ward."""
        return line.extra("ward").is_blank()

    mine = rule(
        "AT901", Severity.INFO, "no ward", cites=["x"], passes=[{"ward": "3"}], fails=[{}],
        on_request=True,
    )(ward_missing)  # fmt: skip
    assert mine.on_request


def test_devices_carry_what_they_need_where_they_go() -> None:
    ventilator = Ventilator(
        description="ICU ventilator", quantity="2 each", voltage="220-240 V, 50 Hz", plug="type G",
        manual_language="en, fr", consumables="circuits for 12 months", power="150 W",
    )  # fmt: skip
    consignment = Consignment(reference="A-1", lines=(ventilator, Monitor(plug="type C")))
    (back,) = Lines.of(consignment).consignments()
    assert back.lines == consignment.lines
    assert Consignment.model_validate_json(consignment.model_dump_json()) == consignment


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Type de prise", "plug"),
        ("Voltaje", "voltage"),
        ("Idioma del manual", "manual_language"),
        ("Consommables", "consumables"),
        ("IMO class", "hazard_class"),
        ("Proper shipping name", "shipping_name"),
        ("Classe de danger", "hazard_class"),
    ],
)
def test_headers_in_three_languages_are_known(header: str, field: str) -> None:
    lines = read(f"line,description,quantity,{header}\n1,Ventilator,2 each,X\n")
    assert lines.frame[field].to_list() == ["X"]


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_cartons_are_judged_whole_however_lines_are_cut(batch: int) -> None:
    box = {"reference": "A-1", "parcels": "4"}
    rows = [
        box | {"kind": "medicine_pack", "description": "amoxicillin 250 mg tablets"},
        box | {"kind": "item", "category": "food"},
        box | {"parcels": "5", "kind": "monitor"},
    ]
    found = validate(rows, batch=batch).of_rule("AT611")
    assert [each.place.row for each in found] == [1, 2]
