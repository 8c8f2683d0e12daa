"""Several tellings of one thing: kept with their source, compared, never summed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from aidtrack import UnknownName
from aidtrack.model import Donor, MedicinePack, Monitor, OxygenUnit, Ventilator
from aidtrack.model.entries import Dispatch, Document
from aidtrack.reconciliation import reconcile
from tests.reconciliation.making import (
    REPORT,
    WHO,
    codes,
    dispatched,
    figures,
    handed_on,
    listed,
    lost,
    pledged,
    received,
    things,
)

OTHER = REPORT | {"who": "another newspaper"}


def test_two_reports_of_one_receipt_are_not_added() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="40 each", stated=REPORT),
        received(accepted="60 each", stated=OTHER),
    ]
    result = reconcile(entries)
    [row] = result.lines.iter_rows(named=True)
    assert (row["accepted"], row["in_transit"]) == (None, None)
    assert (row["accepted.least"], row["accepted.most"]) == (Decimal(40), Decimal(60))
    [finding] = result.findings
    assert str(finding) == (
        "A-1 line 1: AT812 warning: accepted: the reports differ, from 40 to 60 each: "
        "40 each by a newspaper, 2021-05-01; 60 each by another newspaper, 2021-05-01"
    )


def test_reports_that_agree_settle_a_figure() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="40 each", stated=REPORT),
        received(accepted="40 each", stated=OTHER),
    ]
    result = reconcile(entries)
    assert figures(result)["accepted"] == "40"
    assert codes(result) == []


def test_one_witness_may_tell_of_several_deliveries() -> None:
    first, second = REPORT | {"when": "2021-05-01"}, REPORT | {"when": "2021-05-03"}
    entries = [
        dispatched("100 each"),
        received(accepted="40 each", stated=first),
        received(accepted="60 each", stated=second),
        received(accepted="100 each", stated=OTHER),
    ]
    assert figures(reconcile(entries))["accepted"] == "100"


def test_records_of_one_number_speak_of_one_act() -> None:
    number = {"reference": "GRN 7"}
    one = received(accepted="60 each", stated=number)
    same = received(accepted="60 each", stated=number | {"who": "the driver"})
    other = received(accepted="50 each", stated=number | {"who": "the driver"})
    second = received(accepted="40 each", stated={"reference": "GRN 8"})
    sent = dispatched("100 each")
    assert figures(reconcile([sent, one, same, second]))["accepted"] == "100"
    result = reconcile([sent, one, other, second])
    assert figures(result)["accepted"] is None
    [finding] = result.findings
    assert finding.code == "AT811"
    assert "from 90 to 100 each" in finding.message


def test_the_source_stands_in_the_finding() -> None:
    paper = Document(title="page 3", publisher="The Hindu", issued="2021-04-30")
    told = received(accepted="7 each", stated=REPORT | {"document": paper})
    [finding] = reconcile([dispatched("9 each"), received(accepted="5 each"), told]).findings
    assert "7 each by a newspaper, 2021-05-01: page 3 (The Hindu, 2021-04-30)" in finding.message


def test_lists_with_other_numbers_are_matched_by_their_goods() -> None:
    record = dispatched(
        OxygenUnit(technology="generator", quantity="20 each"),
        Ventilator(quantity="75 each"),
        Monitor(quantity="150 each"),
        MedicinePack(quantity="200000 pack"),
    )
    report = dispatched(
        MedicinePack(quantity="200928 pack"), Ventilator(quantity="75 each"), **REPORT
    )
    result = reconcile([record, report])
    assert result.lines["line"].to_list() == ["1", "2", "3", "4"]
    assert figures(result, "4")["dispatched"] == "200000"
    [finding] = result.findings
    assert (finding.code, finding.line) == ("AT813", "4")


def test_reports_alone_make_up_one_list() -> None:
    first = dispatched(Ventilator(quantity="5 each"), Monitor(quantity="7 each"), **REPORT)
    second = dispatched(Monitor(quantity="8 each"), MedicinePack(quantity="9 pack"), **OTHER)
    result = reconcile([first, second])
    goods = dict(result.lines.select("kind", "dispatched.most").iter_rows())
    assert goods == {"ventilator": 5, "monitor": 8, "medicine_pack": 9}
    assert codes(result) == ["AT812"]


def test_goods_that_nothing_names_are_matched_by_their_words() -> None:
    record = dispatched(things("tent", "5 each"), things("rope", "7 each"))
    report = dispatched(things("Rope", "7 each"), things("lamp", "9 each"), **REPORT)
    result = reconcile([record, report])
    assert len(result.lines) == 3
    assert figures(result, "2")["dispatched"] == "7"
    [lamp] = result.lines.filter(description="lamp").iter_rows(named=True)
    assert lamp["line"].startswith("2 of ")
    # Its record does not list the lamp: the report of it is kept, and counts.
    assert lamp["dispatched"] == 9


def test_goods_listed_twice_are_matched_by_name() -> None:
    record = dispatched("5 each", "7 each")
    report = dispatched("5 each", "8 each", **REPORT)
    result = reconcile([record, report])
    assert [figures(result, line)["dispatched"] for line in "12"] == ["5", "7"]
    assert codes(result) == ["AT813"]


# --- Pledges and intermediaries ----------------------------------------------------------------


def test_a_pledge_is_not_added_to_its_deliveries() -> None:
    entries = [
        pledged("100 each", reference="P-1"),
        dispatched("60 each", pledge="P-1"),
        dispatched("30 each", pledge="P-1", reference="A-2"),
        received(accepted="60 each"),
    ]
    result = reconcile(entries)
    [row] = result.pledges.iter_rows(named=True)
    assert (row["pledged"], row["dispatched"], row["outstanding"]) == (100, 90, 10)
    [total] = result.by("kind").iter_rows(named=True)
    assert (total["announced"], total["pledged"], total["dispatched"]) == (100, 100, 90)
    assert (total["outstanding"], total["in_transit"]) == (10, 30)
    assert codes(result) == []


def test_a_pledge_and_a_dispatch_of_one_reference_share_their_lines() -> None:
    result = reconcile([pledged("100 each"), dispatched("60 each")])
    got = figures(result)
    assert (got["pledged"], got["dispatched"]) == ("100", "60")
    assert result.pledges["outstanding"].to_list() == [40]


def test_more_sent_than_promised_is_said() -> None:
    result = reconcile([pledged("100 each"), dispatched("110 each")])
    [row] = result.pledges.iter_rows(named=True)
    assert (row["outstanding"], row["beyond"]) == (0, 10)
    [finding] = result.findings
    assert finding.message == "110 each of monitor were sent for a pledge of 100"


def test_goods_sent_on_are_not_counted_again() -> None:
    entries = [
        dispatched("100 each", donor=Donor(country="RU")),
        received(accepted="100 each"),
        handed_on("60 each", onward="B-1"),
        dispatched("60 each", reference="B-1", onward_of="A-1", donor=Donor(country="RU")),
        received(accepted="50 each", stated={"consignment": "B-1"}),
    ]
    result = reconcile(entries)
    [total] = result.by("donor").iter_rows(named=True)
    assert (total["dispatched"], total["accepted"], total["distributed"]) == (100, 100, 60)
    assert figures(result, consignment="B-1")["in_transit"] == "10"


def test_a_distribution_says_as_what_goods_travel_on() -> None:
    """The dispatch that follows need not say where its goods are from."""
    entries = [
        dispatched("100 each", donor=Donor(country="RU")),
        received(accepted="100 each"),
        handed_on("60 each", onward="B-1"),
        dispatched("60 each", reference="B-1", donor=Donor(country="RU")),
    ]
    result = reconcile(entries)
    [total] = result.by("donor").iter_rows(named=True)
    assert (total["dispatched"], total["lines"]) == (100, 1)
    assert dict(result.lines.select("consignment", "onward_of").iter_rows()) == {
        "A-1": None,
        "B-1": "A-1",
    }
    assert codes(result) == []
    # What the dispatch itself says goes first.
    other = [*entries, dispatched("5 each", reference="A-0")]
    other[3] = entries[3].revised(onward_of="A-0")
    sources = dict(reconcile(other).lines.select("consignment", "onward_of").iter_rows())
    assert sources["B-1"] == "A-0"


def test_an_excess_that_is_not_stated_denies_none() -> None:
    told: list[dict[str, Any]] = [{"who": "the store"}, {"who": "the driver"}]
    first, second = (
        received(accepted="110 each", stated={"reference": "GRN 7"} | each) for each in told
    )
    excess = first.revised(lines=(first.lines[0].revised(excess="10 each"),))
    result = reconcile([dispatched("100 each"), excess, second])
    assert codes(result) == []
    assert (figures(result)["excess"], figures(result)["in_transit"]) == ("10", "0")
    # Two that state it differently do contradict.
    another = second.revised(lines=(second.lines[0].revised(excess="5 each"),))
    assert codes(reconcile([dispatched("100 each"), excess, another])) == ["AT811"]


@pytest.mark.parametrize("source", ["B-9", "B-1"])
def test_goods_sent_on_from_nowhere_are_counted(source: str) -> None:
    entries = [
        dispatched("100 each"),
        dispatched("60 each", reference="B-1", onward_of=source),
        received(accepted="50 each", stated={"consignment": "B-1"}),
    ]
    result = reconcile(entries)
    [total] = result.by().iter_rows(named=True)
    assert (total["dispatched"], total["accepted"], total["lines"]) == (160, 50, 2)
    assert codes(result) == ["AT829"]


def test_goods_sent_on_in_a_circle_are_counted() -> None:
    entries = [
        dispatched("60 each", reference="B-1", onward_of="B-2"),
        dispatched("40 each", reference="B-2", onward_of="B-1"),
        dispatched("30 each", reference="B-3", onward_of="B-1"),
    ]
    result = reconcile(entries)
    assert dict(result.lines.select("consignment", "onward_of").iter_rows()) == {
        "B-1": None,
        "B-2": None,
        "B-3": "B-1",
    }
    [total] = result.by().iter_rows(named=True)
    assert total["dispatched"] == 100
    assert [(each.code, each.consignment) for each in result.findings] == [
        ("AT829", "B-1"),
        ("AT829", "B-2"),
    ]


# --- Sums and explanations ---------------------------------------------------------------------


def test_like_is_added_to_like_and_says_what_it_covers() -> None:
    entries = [
        dispatched("5 each", Ventilator(quantity="3 each"), "7 each", donor=Donor(name="X")),
        dispatched("2 carton", reference="A-2", donor=Donor(name="X")),
        received("1", accepted="5 each"),
        received("3"),
    ]
    rows = (
        reconcile(entries).by("donor").select("kind", "unit", "lines", "accepted", "accepted.lines")
    )
    assert rows.rows() == [
        ("monitor", "carton", 1, 0, 1),
        ("monitor", "each", 2, 5, 1),
        ("ventilator", "each", 1, 0, 1),
    ]


def test_what_covers_nothing_is_unknown() -> None:
    [row] = reconcile([dispatched("5 each"), received()]).by().iter_rows(named=True)
    assert (row["accepted"], row["accepted.lines"], row["arrived"]) == (None, 0, None)


def test_unaccounted_is_what_no_entry_places() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="70 each", damaged="5 each", missing="2 each"),
        handed_on("40 each"),
    ]
    [row] = reconcile(entries).by().iter_rows(named=True)
    assert row["unaccounted"] == 100 - 40 - 5 - 2


def test_an_unknown_key_or_figure_is_refused() -> None:
    result = reconcile([dispatched("5 each")])
    with pytest.raises(UnknownName, match="did you mean 'donor'"):
        result.by("donr")
    with pytest.raises(UnknownName, match="did you mean 'accepted'"):
        result.behind("A-1", figure="acepted")


def test_every_figure_lists_the_claims_behind_it() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="60 each", missing="1 each"),
        handed_on("20 each"),
        received(accepted="61 each", stated=REPORT),
    ]
    result = reconcile(entries)
    behind = result.behind("A-1", "1", "on_hand")
    assert behind.select("status", "amount", "who", "stands").rows() == [
        ("accepted", 60, "the store", True),
        ("distributed", 20, "the store", True),
        ("accepted", 61, "a newspaper", False),
    ]
    assert len(result.behind("A-1")) == 5
    assert result.behind("A-2").height == 0


def test_weights_that_entries_declare_are_compared() -> None:
    def told(weight: str, **stated: str) -> Dispatch:
        whole = listed("5 each").revised(declared_gross_weight=weight)
        return dispatched("5 each", **stated).revised(consignment=whole)

    def found(*weights: str) -> bool:
        entries = [told(weight, who=f"witness {place}") for place, weight in enumerate(weights)]
        return "AT825" in codes(reconcile(entries))

    assert found("over 22 t", "20 t")
    assert found("22 t", "over 22 t")
    assert found("22 t", "22.05 t")
    assert found("up to 20 t", "over 20 t")
    assert found("up to 20 t", "21 t")
    assert not found("over 22 t", "22000.5 kg")
    assert not found("over 22 t", "over 20 t", "up to 30 t", "25 t")
    assert not found("22 t", "22000 kg")
    assert not found("over 22 t", "about 20 t")
    assert not found("22 t")


def test_a_receipt_before_the_dispatch_is_found() -> None:
    early = received(accepted="5 each", stated=WHO | {"when": "2021-04-27T23:59Z"})
    assert codes(reconcile([dispatched("5 each"), early])) == ["AT826"]


# --- Whole accounts ----------------------------------------------------------------------------


def test_reports_of_two_fates_are_not_added() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="100 each", stated=REPORT),
        received(damaged="100 each", stated=OTHER),
    ]
    result = reconcile(entries)
    got = figures(result)
    assert [got[name] for name in ("accepted", "damaged", "excess", "in_transit")] == [None] * 4
    assert [got[f"damaged.{end}"] for end in ("least", "most")] == ["0", "100"]
    assert codes(result) == ["AT812", "AT812"]


def test_what_one_report_calls_missing_is_not_added_to_what_came() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="60 each", stated=REPORT),
        received(missing="60 each", stated=OTHER),
    ]
    got = figures(reconcile(entries))
    assert [got[name] for name in ("accepted", "missing", "excess", "in_transit")] == [None] * 4


def test_a_reported_loss_is_not_added_to_a_receipt() -> None:
    told = lost("40 each", stage="transit", **REPORT)
    result = reconcile([dispatched("100 each"), received(accepted="100 each"), told])
    got = figures(result)
    assert [got[name] for name in ("accepted", "missing", "excess", "in_transit")] == [
        "100", "0", "0", "0",
    ]  # fmt: skip
    [finding] = result.findings
    assert finding.code == "AT813"
    assert "lost in transit: a report has 40 each, the record 0" in finding.message
    behind = result.behind("A-1", "1", "missing")
    assert behind.select("amount", "stands").rows() == [(Decimal(40), False)]


def test_a_reported_theft_is_not_added_to_what_the_store_handed_on() -> None:
    entries = [
        dispatched("100 each"),
        received(accepted="100 each"),
        handed_on("90 each"),
        lost("20 each", **REPORT),
    ]
    result = reconcile(entries)
    assert (figures(result)["on_hand"], figures(result)["lost"]) == ("10", "0")
    assert codes(result) == ["AT813"]


def test_records_of_one_number_that_tell_of_two_fates_contradict() -> None:
    number = {"reference": "G1"}
    entries = [
        dispatched("100 each"),
        received(accepted="60 each", stated=number),
        received(rejected="60 each", stated=number | {"who": "the driver"}),
    ]
    result = reconcile(entries)
    got = figures(result)
    assert [got[name] for name in ("accepted", "rejected", "excess", "in_transit")] == [None] * 4
    assert codes(result) == ["AT811", "AT811"]


def test_a_telling_without_numbers_contradicts_nobody() -> None:
    entries = [
        dispatched("100 each"),
        received(stated=REPORT),
        received(damaged="5 each", stated=OTHER),
    ]
    got = figures(reconcile(entries))
    assert (got["accepted"], got["damaged"]) == (None, "5")
