"""The caller's decimal context changes nothing: no reading, no finding, no total, no file."""

from __future__ import annotations

import decimal
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aidtrack
from aidtrack.lines import Lines
from aidtrack.model import Consignment
from tests.properties.strategies import consignments, few, tables
from tests.properties.test_batches import csv_of

TODAY = date(2026, 11, 22)
SIGNALS = [
    decimal.Inexact, decimal.Rounded, decimal.Subnormal, decimal.Clamped, decimal.FloatOperation,
    decimal.InvalidOperation, decimal.Overflow, decimal.Underflow, decimal.DivisionByZero,
]  # fmt: skip
CONTEXTS = st.builds(
    decimal.Context,
    prec=st.integers(1, 6),
    rounding=st.sampled_from((decimal.ROUND_UP, decimal.ROUND_DOWN, decimal.ROUND_CEILING)),
    Emin=st.sampled_from((-1, -999)),
    Emax=st.sampled_from((1, 999)),
    capitals=st.sampled_from((0, 1)),
    clamp=st.sampled_from((0, 1)),
    traps=st.sampled_from(([], SIGNALS)),
)


def everything_of(lines: Lines) -> list[object]:
    findings = aidtrack.validate(lines, today=TODAY)
    summary = aidtrack.summarise(lines, by=("kind", "month"))
    return [
        [finding.to_dict() for finding in findings],
        findings.to_frame().rows(),
        summary.to_dict(),
        summary.to_frame().rows(),
        aidtrack.write(lines, to="csv"),
        aidtrack.write(lines, to="json"),
        [each.model_dump_json() for each in lines.consignments()],
        [str(each) for each in lines.consignments()],
    ]


@given(consignments(unreadable=True), CONTEXTS)
@few
def test_of_objects(consignment: Consignment, context: decimal.Context) -> None:
    expected = everything_of(Lines.of(consignment))
    text = consignment.model_dump_json()
    with decimal.localcontext(context):
        assert everything_of(Lines.of(consignment)) == expected
        assert Consignment.model_validate_json(text) == consignment
        assert consignment.model_dump_json() == text


@given(tables(), CONTEXTS)
@few
def test_of_files(table: tuple[list[str], list[list[str]]], context: decimal.Context) -> None:
    content = csv_of(*table)
    expected = everything_of(aidtrack.read(io.BytesIO(content)))
    with decimal.localcontext(context):
        assert everything_of(aidtrack.read(io.BytesIO(content))) == expected


@pytest.mark.parametrize("precision", [1, 2, 6])
def test_of_declared_totals_flows_and_products(precision: int) -> None:
    text = (
        b"reference,kind,technology,description,quantity,flow_rate,unit_weight,unit_price,"
        b"declared_gross_weight,package_weight,packages\n"
        b"A-1,oxygen_unit,concentrator,concentrator,1234 each,10.25 m3/h,16.123 kg,845.55 EUR,"
        b"over 19.8957 t,1234.5 lb,7\n"
    )
    expected = everything_of(aidtrack.read(io.BytesIO(text)))
    context = decimal.Context(prec=precision, rounding=decimal.ROUND_UP, traps=SIGNALS)
    with decimal.localcontext(context):
        assert everything_of(aidtrack.read(io.BytesIO(text))) == expected
