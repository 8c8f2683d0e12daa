"""Lines, books and what is asked of them."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

import aidtrack
from aidtrack.errors import UnknownName
from aidtrack.ledger import Ledger
from aidtrack.model import Consignment, Donor, Monitor
from aidtrack.model.entries import Dispatch, Pledge
from aidtrack.reconciliation.posting import post
from tests.ledger.goods import distribution, gift, receipt


@pytest.fixture
def ledger(url: str) -> Any:
    with Ledger(url, origin="desk") as ledger:
        ledger.record([gift("A-1"), gift("A-2", donor=Donor(name="Japan", country="JP"))])
        ledger.record([receipt("A-1"), distribution("A-1")])
        yield ledger


def test_lines_are_those_that_were_recorded(ledger: Ledger) -> None:
    assert list(ledger.lines().consignments()) == [
        gift("A-1"), gift("A-2", donor=Donor(name="Japan", country="JP")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "lines"),
    [
        ({"donor": "Japan"}, 3),
        ({"donor": "JP"}, 3),
        ({"kind": "monitor"}, 2),
        ({"batch": "AMX-2291", "donor": "France"}, 1),
        ({"reference": "A-2"}, 3),
        ({"batch": "none such"}, 0),
        ({"kind_of_entry": "pledge"}, 0),
    ],
)
def test_lines_by_what_they_say(ledger: Ledger, chosen: dict[str, Any], lines: int) -> None:
    assert len(ledger.lines(**chosen)) == lines


def test_an_unknown_field_is_misuse(ledger: Ledger) -> None:
    with pytest.raises(UnknownName, match="did you mean 'batch'"):
        ledger.lines(bach="AMX-2291")


def test_what_was_taken_back_is_left_out(ledger: Ledger) -> None:
    ledger.record(gift("A-1", lines=gift().lines[:1]), revision=True, reason="a slip")
    assert ledger.lines(reference="A-1").frame["line"].to_list() == ["1"]


def test_a_ledger_is_summarised_and_validated_like_a_file(ledger: Ledger) -> None:
    given = [gift("A-1"), gift("A-2", donor=Donor(name="Japan", country="JP"))]
    assert aidtrack.summarise(ledger.lines()).to_dict() == aidtrack.summarise(given).to_dict()
    found = aidtrack.validate(ledger.lines()).counts()
    assert found == aidtrack.validate(given).counts()
    assert found


def test_unreadable_texts_are_found_again(url: str) -> None:
    line = Monitor(line="1", quantity="1 each", as_written={"gross_weight": "15 blorps"})
    with Ledger(url) as ledger:
        odd = Consignment(reference="O", donor=Donor(name="x"), lines=(line,))
        ledger.record(odd, when="2021-05-01", unless=None)
        assert aidtrack.validate(ledger.lines()).counts() == aidtrack.validate(odd).counts()


def test_the_book_is_that_of_the_entries(ledger: Ledger) -> None:
    ledger.record(Pledge(who="France", when="2021-04-01", consignment=gift("P-1")))
    ours, theirs = ledger.book(), post(entry for _, entry in ledger.entries())
    for mine, other in ((ours.entries, theirs.entries), (ours.movements, theirs.movements)):
        order = [name for name in mine.columns if name != "instead_of"]
        assert mine.sort(order).equals(other.sort(order), null_equal=True)


def test_the_book_of_one_consignment(ledger: Ledger) -> None:
    book = ledger.book(["A-1"])
    assert set(book.movements["consignment"]) == {"A-1"}
    assert book.entries["act"].to_list().count("dispatch") == 1


def test_the_book_of_nothing(url: str) -> None:
    with Ledger(url) as ledger:
        assert ledger.book().entries.height == ledger.book().movements.height == 0
        assert len(ledger.lines()) == 0


def test_dispatches_without_lines_are_in_the_book(url: str) -> None:
    with Ledger(url) as ledger:
        empty = Dispatch(who="France", when="2021-04-28", consignment=gift(lines=()))
        ledger.record(empty, unless=None)
        assert ledger.book().entries["consignment"].to_list() == ["A-1"]
        assert ledger.book().movements.equals(pl.DataFrame(schema=ledger.book().movements.schema))


def test_more_references_than_one_query_takes(ledger: Ledger) -> None:
    # PostgreSQL takes 65,535 parameters.
    many = [f"B-{number}" for number in range(66_000)] + ["A-1", "A-2", "A-1"]
    one, other = ledger.book(many), ledger.book(["A-1", "A-2"])
    order = one.movements.columns
    assert one.movements.sort(order).equals(other.movements.sort(order), null_equal=True)
    assert one.entries.height == other.entries.height == 4
    assert ledger.book([]).movements.height == 0
