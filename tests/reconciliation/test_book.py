"""The book in columns: what entries become, and what it takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aidtrack import Lines
from aidtrack.lines.identity import identify
from aidtrack.model import Consignment, Donor, Item, MedicinePack, Monitor, Packaging
from aidtrack.model.entries import (
    Clearance,
    Dispatch,
    Document,
    Part,
    Receipt,
    ReceivedLine,
    line_names,
)
from aidtrack.reconciliation import ENTRIES, MOVEMENTS, STATUSES, Book, list_goods, post, reconcile
from aidtrack.reconciliation.effect import reversed_by
from tests.reconciliation.making import (
    WHO,
    arrived,
    dispatched,
    handed_on,
    lost,
    pledged,
    received,
    returned,
)


def test_every_kind_of_entry_has_its_status() -> None:
    entries = [
        pledged("5 each"),
        dispatched("5 each"),
        arrived("5 each"),
        Clearance(**WHO, consignment="A-1", status="released", lines=(Part(line="1"),)),
        received(
            accepted="1 each", rejected="1 each", damaged="1 each", missing="1 each",
            excess="1 each", substituted="1 each",
        ),
        lost("1 each", stage="transit"),
        lost("1 each"),
        handed_on("1 each"),
        returned("1 each", "sender"),
        returned("1 each", "store"),
        returned("1 each", "sender", held_as="rejected"),
        returned("1 each", "sender", held_as="damaged"),
    ]  # fmt: skip
    book = post(entries)
    assert dict(book.entries.schema) == dict(ENTRIES)
    assert dict(book.movements.schema) == dict(MOVEMENTS)
    assert set(book.movements["status"]) == set(STATUSES)
    acts = dict(book.entries.select("entry", "act").iter_rows())
    for entry, status in book.movements.select("entry", "status").iter_rows():
        assert STATUSES[status] == acts[entry]


def test_the_head_of_an_entry() -> None:
    sent = dispatched(
        "5 each",
        pledge="P-1",
        onward_of="A-0",
        told="report",
        document=Document(title="list 1"),
    )
    whole = sent.revised(consignment=sent.consignment.revised(declared_gross_weight="over 22 t"))
    [row] = post([whole]).entries.iter_rows(named=True)
    assert row["entry"] == identify(whole)
    assert (row["who"], row["told"], row["document"]) == ("the donor", "report", "list 1")
    assert (row["consignment"], row["pledge"], row["onward_of"]) == ("A-1", "P-1", "A-0")
    weight = [row[f"declared_gross_weight{part}"] for part in ("", ".unit", ".qualifier")]
    assert weight == [22, "t", "over"]


def test_goods_of_a_receipt_stand_beside_what_came() -> None:
    goods = MedicinePack(
        description="tablets",
        pack_size="10",
        packaging=Packaging(count=2, type="carton", levels="1 pallet > 2 carton"),
        donor=Donor(name="X", country="FR"),
    )
    line = ReceivedLine(line="9", accepted="20 pack", goods=goods, reason="a gift")
    book = post([Receipt(**WHO, consignment="A-1", lines=(line,))])
    [row] = book.movements.iter_rows(named=True)
    assert (row["kind"], row["description"], row["pack_size"]) == ("medicine_pack", "tablets", 10)
    assert (row["packages"], row["package_levels"]) == (2, "1 pallet > 2 carton")
    assert (row["donor"], row["donor_country"]) == ("X", "FR")


def test_lists_of_many_entries_become_movements_in_one_step() -> None:
    one = Consignment(reference="A-1", lines=(Monitor(line="7", quantity="5 each"), Monitor()))
    two = Consignment(reference="A-2", lines=(Item(category="wash", quantity="3 kg"),))
    moved = list_goods(Lines.of([one, two]).frame, status="dispatched")
    assert moved.select("consignment", "line", "unit", "type").rows() == [
        ("A-1", "7", "each", None),
        ("A-1", "#2", None, None),
        ("A-2", "1", "kg", "wash"),
    ]


def test_a_bare_frame_of_lines_will_do() -> None:
    frame = Lines.of([{"quantity": "5 each", "description": "monitor"}]).frame
    kept = frame.select("consignment", "position", "quantity", "quantity.unit")
    [row] = list_goods(kept, status="pledged").iter_rows(named=True)
    assert (row["line"], row["quantity"], row["kind"]) == ("1", 5, None)


@given(st.lists(st.sampled_from([None, "1", "2", "#1", "a"]), min_size=1, max_size=6))
def test_frames_and_objects_name_lines_alike(numbers: list[str | None]) -> None:
    lines = tuple(Monitor(line=number, quantity="1 each") for number in numbers)
    sent = Dispatch(**WHO, consignment=Consignment(reference="A-1", lines=lines))
    assert tuple(post([sent]).movements["line"]) == line_names(numbers)


def test_a_book_of_the_database_is_that_of_the_entries() -> None:
    entries = [dispatched("5 each"), received(accepted="3 each")]
    book = post(entries)
    back = Book(book.entries.reverse(), book.movements.reverse())
    assert reconcile(back).lines.equals(reconcile(entries).lines)


def test_chains_of_reversals() -> None:
    assert reversed_by({}) == set()
    assert reversed_by({"b": "a"}) == {"a"}
    assert reversed_by({"b": "a", "c": "b", "d": "c"}) == {"a", "c"}
    assert reversed_by({"b": "a", "c": "a", "d": "c"}) == {"a", "c"}
    long = {f"r{number}": f"r{number - 1}" for number in range(1, 5001)}
    assert len(reversed_by(long)) == 2500
    # No hash can be in a ring; a forged one is not followed.
    assert reversed_by({"a": "b", "b": "a"}) == set()


@pytest.mark.parametrize("status", ["held", "refused"])
def test_what_customs_keep_is_not_cleared(status: str) -> None:
    kept = Clearance(
        **WHO, consignment="A-1", status=status, lines=(Part(line="1", quantity="5 each"),)
    )
    assert "cleared" not in set(post([kept]).movements["status"])
