"""The waist: what lines can be made of, what they keep, and what they give back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from aidtrack import Lines, Style, UnknownName, validate
from aidtrack.findings import Source
from aidtrack.lines import COLUMNS, Columns, join_lines
from aidtrack.lines.schema import state_of
from aidtrack.model import Consignment, Donor, Item, Monitor, Recipient, Ventilator

MONITOR = Monitor(line="7", description="patient monitor", quantity="150 each")


def column(lines: Lines, *names: str) -> list[Any]:
    """Return one column, or several as rows."""
    return lines.frame[names[0]].to_list() if len(names) == 1 else lines.frame.select(names).rows()


class TestWhatLinesAreMadeOf:
    def test_a_consignment(self) -> None:
        lines = Lines.of(Consignment(reference="A-1", lines=(MONITOR, Item())))
        assert column(lines, "row", "consignment", "position") == [(1, "A-1", 1), (2, "A-1", 2)]
        assert column(lines, "kind", "quantity", "quantity.unit", "quantity.text") == [
            ("monitor", Decimal(150), "each", "150 each"),
            ("item", None, None, None),
        ]
        assert lines.sources == (Source(lines=2),)
        assert set(COLUMNS) >= {n for n in lines.frame.columns if not n.startswith("extra.")}

    def test_several_consignments_each_under_a_name_of_its_own(self) -> None:
        references = ("A", "A", None, "A (2)", "(consignment 3)", "A")
        every = [Consignment(reference=name, lines=(MONITOR,)) for name in references]
        lines = Lines.of(iter(every))
        names = column(lines, "consignment")
        assert len(set(names)) == len(names)
        assert names[0] == "A"
        assert list(lines.consignments()) == every

    @pytest.mark.parametrize("nothing", [[], (), iter([]), Consignment()])
    def test_nothing(self, nothing: Any) -> None:
        lines = Lines.of(nothing)
        assert len(lines) == 0
        assert list(lines.consignments()) == []
        assert len(list(lines.batches(5))) == 1

    def test_lines_themselves(self) -> None:
        lines = Lines.of([])
        assert Lines.of(lines) is lines

    @pytest.mark.parametrize(
        "make",
        [
            pl.DataFrame,
            lambda rows: pl.DataFrame(rows).lazy(),
            pd.DataFrame,
            pa.Table.from_pylist,
            lambda rows: rows,
            iter,
        ],
        ids=["polars", "lazy", "pandas", "arrow", "rows", "generator"],
    )
    def test_a_frame_or_rows_by_canonical_names(self, make: Any) -> None:
        rows = [
            {"description": "tent", "quantity": "5 each", "colour": "red"},
            {"description": "rice", "quantity": "2.5 t", "colour": None},
        ]
        lines = Lines.of(make(rows))
        assert column(lines, "description", "quantity.unit") == [("tent", "each"), ("rice", "t")]
        assert lines.extras == ("colour",)
        assert set(lines.fields) == {"kind", "technology", "category", "description", "quantity"}

    @pytest.mark.parametrize("other", ["lines.csv", b"lines", {"quantity": "5"}, MONITOR, 5, None])
    def test_nothing_else(self, other: Any) -> None:
        with pytest.raises(TypeError, match="files are read by"):
            Lines.of(other)

    def test_no_iterable_of_anything_else(self) -> None:
        with pytest.raises(TypeError, match="consignments or mappings, got int at position 1"):
            Lines.of([1, 2])

    @pytest.mark.parametrize(
        ("items", "message"),
        [
            ([{"quantity": "5"}, 5], "expected mappings, as the first is, got int at position 2"),
            (
                [Consignment(), Consignment(), {"quantity": "5"}],
                "expected consignments, as the first is, got dict at position 3",
            ),
            ([None], "expected consignments or mappings, got NoneType at position 1"),
        ],
        ids=["rows", "consignments", "nothing"],
    )
    def test_no_iterable_of_several_things(self, items: Any, message: str) -> None:
        with pytest.raises(TypeError, match=message):
            Lines.of(iter(items))

    def test_a_consignment_without_lines_is_named(self) -> None:
        full = Consignment(reference="A-1", lines=(MONITOR,))
        for every, names in (
            ([full, Consignment(reference="X")], ["X"]),
            ([Consignment(reference="X"), Consignment()], ["X", "(consignment 2)"]),
            (Consignment(reference="X"), ["X"]),
        ):
            found = list(validate(every).of_rule("AT132"))
            assert [finding.message for finding in found] == [
                f"the consignment {name} has no lines" for name in names
            ]
            assert [str(finding.place) for finding in found] == names
            assert len({finding.fingerprint for finding in found}) == len(names)
        assert not validate(full).of_rule("AT132")
        assert [finding.message for finding in validate([]).of_rule("AT132")] == [
            "there are no lines"
        ]


class TestFrames:
    def test_columns_that_are_not_used_are_said_once(self) -> None:
        rows = [{"description": "tent", "colour": "red", "extra.ward": "7"}] * 3
        for data in (rows, pl.DataFrame(rows), pd.DataFrame(rows)):
            (finding,) = validate(data).of_rule("AT133")
            assert finding.message == "not read as any field: colour"
        lines = Lines.of(rows)
        assert lines.extras == ("colour", "ward")
        assert lines.sources[0].unmapped == ("colour",)
        assert not validate(lines.frame).of_rule("AT133")

    @pytest.mark.parametrize(
        "make", [list, pl.DataFrame, pd.DataFrame], ids=["rows", "polars", "pandas"]
    )
    def test_floats_are_read_by_their_shortest_text_and_that_is_said_once(self, make: Any) -> None:
        rows = [{"packages": 0.1, "pack_size": 2.0, "line": 1, "colour": 0.5}] * 3
        (finding,) = validate(make(rows)).of_rule("AT149")
        assert finding.message == (
            "packages, pack_size: held as binary floats, and read by their shortest text"
        )
        assert not validate(make([{"packages": 1, "pack_size": "0.1"}])).of_rule("AT149")

    def test_unread_texts_are_looked_at_together(self) -> None:
        texts = [f"blorps {number}" for number in range(2000)]
        texts += ["1,200 kg", "See line 3", "N/A", "5 kg", "2.5 kg"]
        lines = Lines.of(pl.DataFrame({"gross_weight": texts}))
        again = Lines.of(lines.frame)
        assert column(again, "gross_weight", "gross_weight.text", "gross_weight.state") == column(
            lines, "gross_weight", "gross_weight.text", "gross_weight.state"
        )
        kinds = ["issue", "text"]
        said = {row for row in again.issues.select(kinds).rows() if row[1] in texts[:2]}
        assert said == {("unknown unit", "blorps 0"), ("unknown unit", "blorps 1")}
        # That another column settles it is not known of a text that was not settled.
        unsettled = Lines.of(pl.DataFrame({"packages": ["1,200", "1,5", "1.5"]}))
        assert validate(Lines.of(unsettled.frame)).counts() == validate(unsettled).counts()

    @pytest.mark.parametrize(
        ("values", "texts"),
        [
            (pl.Series([1, 20]), ["1", "20"]),
            (pl.Series([0.1, 20.0, 1e-7]), ["0.1", "20", "0.0000001"]),
            (pl.Series([0.1, 3], dtype=pl.Float32), ["0.1", "3"]),
            (pl.Series([float("nan"), float("inf")]), ["NaN", "Infinity"]),
            (pl.Series([Decimal("1.50")]), ["1.5"]),
            (pl.Series([True]), ["yes"]),
            (pl.Series([date(2026, 3, 2)]), ["2026-03-02"]),
            (pl.Series([datetime(2026, 3, 2, 14, 30)]), ["2026-03-02 14:30:00"]),  # noqa: DTZ001
            (pl.Series(["a"], dtype=pl.Categorical), ["a"]),
            (pl.Series([[1, 2]]), ["[1, 2]"]),
            (pl.Series([b"raw"]), ["b'raw'"]),
            (pl.Series([None]), [None]),
        ],
        ids=str,
    )
    def test_any_type_becomes_the_text_that_a_person_would_type(
        self, values: pl.Series, texts: list[str]
    ) -> None:
        lines = Lines.of(pl.DataFrame({"quantity": values, "own": values}))
        assert column(lines, "quantity.text") == texts
        assert column(lines, "extra.own") == texts

    def test_a_number_of_a_frame_is_no_text_with_two_readings(self) -> None:
        frame = pl.DataFrame({"pack_size": [1.125, 2.5], "gross_weight": ["1.125 kg", None]})
        lines = Lines.of(frame)
        assert column(lines, "pack_size") == [Decimal("1.125"), Decimal("2.5")]
        assert column(lines, "gross_weight") == [None, None]
        rows = Lines.of(
            [{"pack_size": 1.125}, {"pack_size": "1.125"}, {"pack_size": np.float64(2)}]
        )
        assert column(rows, "pack_size") == [Decimal("1.125"), None, Decimal(2)]

    def test_rows_hold_any_value(self) -> None:
        values = [None, True, 10**30, Decimal("1E+999999999"), 1e300, np.int64(4), date(2026, 3, 2)]
        lines = Lines.of([{"pack_size": value} for value in values])
        assert column(lines, "pack_size") == [None, None, None, None, None, Decimal(4), None]
        assert column(lines, "pack_size.text")[1:4] == ["yes", "1" + "0" * 30, "1E+999999999"]

    def test_pandas_gaps_are_blank(self) -> None:
        frame = pd.DataFrame({"quantity": [5, None], "batch": ["A1", np.nan], "line": [1.0, 2.0]})
        lines = Lines.of(frame)
        assert column(lines, "quantity", "batch", "line") == [
            (Decimal(5), "A1", "1"),
            (None, None, "2"),
        ]

    def test_a_column_of_units_completes_numbers(self) -> None:
        lines = Lines.of(
            pl.DataFrame(
                {
                    "quantity": ["5", "6", "7 each", "N/A", "8"],
                    "quantity.unit": ["pcs", "blorps", "box", "blorps", None],
                    "value": [5.5, 1.0, None, 2.0, 3.0],
                    "value.unit": ["usd", "€", "EUR", "doubloons", None],
                }
            )
        )
        assert column(lines, "quantity", "quantity.unit", "quantity.text") == [
            (Decimal(5), "each", "5"),
            (None, None, "6 blorps"),
            (None, "box", "7 each"),
            (None, None, "N/A"),
            (Decimal(8), None, "8"),
        ]
        assert column(lines, "value.unit") == ["USD", "EUR", None, None, None]
        assert [f.message for f in validate(lines) if f.code == "AT104"] == [
            "'blorps' is no unit that aidtrack knows"
        ]

    def test_a_column_of_qualifiers_completes_claims(self) -> None:
        frame = pl.DataFrame(
            {
                "declared_gross_weight": [Decimal("22.5"), None],
                "declared_gross_weight.unit": ["t", "t"],
                "declared_gross_weight.qualifier": ["over", "over"],
            }
        )
        lines = Lines.of(frame)
        assert column(lines, "declared_gross_weight.text") == ["over 22.5", None]
        (consignment,) = lines.consignments()
        assert str(consignment.declared_gross_weight) == "over 22.5 t"

    def test_columns_that_only_share_a_name_with_ours_are_the_callers_own(self) -> None:
        frame = pl.DataFrame(
            {
                "source": ["WFP", "UNHCR"],
                "row": [1.5, 2.0],
                "position": [-1, 1],
                "extra.a": ["1", "2"],
                "a": ["3", "4"],
                "a.native": ["5", "6"],
            }
        )
        lines = Lines.of(frame)
        assert lines.extras == ("source", "row", "position", "a", "a (2)")
        assert column(lines, "source", "row") == [(0, 1), (0, 2)]

    def test_nor_are_they_ours_where_all_four_are_there(self) -> None:
        ours = {"consignment": [7, None], "position": [None, None]}
        for row in ([1.5, 2.0], [-1, 1], ["a", "b"], [None, 1]):
            lines = Lines.of(pl.DataFrame({**ours, "source": [3, 9], "row": row}))
            assert column(lines, "source", "row", "consignment") == [
                (0, 1, "7"),
                (1, 2, "(no reference)"),
            ]
            assert lines.extras == ("row",)

    def test_columns_of_other_types_beside_a_value_are_no_canonical_ones(self) -> None:
        frame = pl.DataFrame(
            {"batch": ["A"], "batch.text": ["B"], "batch.state": ["sold"], "batch.native": ["x"]}
        )
        lines = Lines.of(frame)
        assert column(lines, "batch", "batch.text") == [("A", "A")]
        numbers = pl.DataFrame({"pack_size": [1.5], "pack_size.text": ["2"]})
        assert column(Lines.of(numbers), "pack_size", "pack_size.text") == [(Decimal("1.5"), "1.5")]

    def test_part_of_lines_is_lines_again(self) -> None:
        both = join_lines([Lines.of([{"quantity": "1 each"}]), Lines.of([{"quantity": "2 each"}])])
        part = Lines.of(both.frame.filter(pl.col("source") == 1))
        assert column(part, "source", "row", "quantity") == [(0, 1, Decimal(2))]
        assert [source.lines for source in part.sources] == [1]
        assert [source.lines for source in Lines.of(both.frame).sources] == [1, 1]

    def test_a_style_settles_what_has_two_readings(self) -> None:
        rows = [{"gross_weight": "1,200 kg", "dispatched": "02/03/2026", "net_weight": "2 tons"}]
        style = Style(decimal="point", date_order="dmy", ton="short")
        lines = Lines.of(rows, style=style)
        assert column(lines, "gross_weight", "dispatched", "net_weight.unit") == [
            (Decimal(1200), date(2026, 3, 2), "short_ton")
        ]


class TestConsignments:
    def test_what_cannot_be_read_is_none_and_its_text_is_kept(self) -> None:
        rows = [
            {"reference": "A-1", "gross_weight": "15 blorps", "expiry": "N/A", "quantity": "24"}
        ]
        (consignment,) = Lines.of(rows).consignments()
        (line,) = consignment.lines
        assert (line.gross_weight, line.expiry, line.quantity) == (None, None, None)
        assert line.as_written == {k: v for k, v in rows[0].items() if k != "reference"}

    def test_what_a_kind_has_no_place_for_is_kept_as_text(self) -> None:
        rows = [{"kind": "ventilator", "inn": "oxygen", "invasive": "yes", "colour": "red"}]
        ((line,),) = [each.lines for each in Lines.of(rows).consignments()]
        assert line == Ventilator(
            invasive=True, as_written={"inn": "oxygen"}, extra={"colour": "red"}
        )
        assert column(Lines.of(Consignment(lines=(line,))), "inn", "extra.colour") == [
            ("oxygen", "red")
        ]

    def test_what_a_row_states_otherwise_than_its_consignment_stays_with_its_line(self) -> None:
        rows = [
            {"reference": "A-1", "dispatched": "2026-03-02", "recipient": "Ivory Coast"},
            {"reference": "A-1", "dispatched": "2026-03-09", "recipient": "Côte d'Ivoire"},
            {"reference": "A-1", "dispatched": "soon", "recipient": None},
        ]
        lines = Lines.of(rows)
        (consignment,) = lines.consignments()
        assert consignment.dispatched == date(2026, 3, 2)
        assert consignment.recipient == Recipient(name="Ivory Coast", country="CI")
        assert [line.as_written for line in consignment.lines] == [
            {},
            {"dispatched": "2026-03-09", "recipient": "Côte d'Ivoire"},
            {"dispatched": "soon"},
        ]
        back = Lines.of(consignment)
        assert column(back, "dispatched") == column(lines, "dispatched")
        assert column(back, "recipient")[:2] == column(lines, "recipient")[:2]

    def test_a_claim_is_taken_from_one_row_and_not_made_up_of_two(self) -> None:
        rows = [
            {"reference": "A-1", "declared_gross_weight": "22000"},
            {"reference": "A-1", "declared_gross_weight": "over 5 t"},
        ]
        (consignment,) = Lines.of(rows).consignments()
        assert consignment.declared_gross_weight is None
        assert consignment.as_written == {"declared_gross_weight": "22000"}
        assert consignment.lines[1].as_written == {"declared_gross_weight": "over 5 t"}

    def test_donors_are_not_made_up_of_two_either(self) -> None:
        rows = [{"donor": "UNICEF"}, {"donor_country": "FR"}, {"donor": None}]
        (consignment,) = Lines.of(rows).consignments()
        assert consignment.donor is None
        assert [line.donor for line in consignment.lines] == [
            Donor(name="UNICEF"),
            Donor(country="FR"),
            None,
        ]

    def test_a_donor_of_every_line_is_the_consignments(self) -> None:
        rows = [{"donor": "UNICEF", "donor_country": "Atlantis"}, {"donor": "WHO"}]
        (consignment,) = Lines.of(rows).consignments()
        assert consignment.donor == Donor(name="UNICEF")
        assert consignment.as_written == {"donor_country": "Atlantis"}
        assert [line.donor for line in consignment.lines] == [None, Donor(name="WHO")]
        assert column(Lines.of(consignment), "donor", "donor_country.text") == [
            ("UNICEF", "Atlantis"),
            ("WHO", None),
        ]

    def test_two_files_of_one_reference_are_two_consignments(self) -> None:
        one = Lines.of(Consignment(reference="A-1", lines=(MONITOR,)))
        assert [len(each.lines) for each in join_lines([one, one]).consignments()] == [1, 1]


class TestJoining:
    def test_sources_are_numbered_anew_and_columns_put_together(self) -> None:
        one = Lines.of([{"quantity": "5 each", "gross_weight": "N/A"}])
        other = Lines.of([{"batch": "B", "gross_weight": None}, {"batch": "C"}])
        both = join_lines([one, other])
        assert column(both, "source", "batch") == [(0, None), (1, "B"), (1, "C")]
        assert both.has("batch")
        assert not both.has("expiry")
        assert column(both, "gross_weight.state") == ["blank", "blank", "blank"]

    def test_a_state_written_out_in_one_is_written_out_in_all(self) -> None:
        one = Lines.of([{"gross_weight": "See line 3"}])
        other = Lines.of([{"gross_weight": "5 kg"}, {"gross_weight": "blorps"}, {"quantity": "1"}])
        third = Lines.of([{"quantity": "1 each"}])
        both = join_lines([one, other, third])
        assert column(both, "gross_weight.state") == [
            "elsewhere", "present", "unreadable", "blank", "blank",
        ]  # fmt: skip

    def test_the_state_of_a_value_is_told_by_value_and_text(self) -> None:
        frame = pl.DataFrame(
            {"batch": ["A", None, None], "batch.text": ["A", "?A", None], "other": [1, 2, 3]}
        )
        assert frame.select(state_of("batch", frame.schema)).to_series().to_list() == [
            "present", "unreadable", "blank",
        ]  # fmt: skip
        assert frame.select(state_of("expiry", frame.schema)).to_series().to_list() == ["blank"]
        only = frame.select("batch")
        assert only.select(state_of("batch", only.schema)).to_series().to_list() == [
            "present", "blank", "blank",
        ]  # fmt: skip

    def test_batches_hold_every_line_once_and_remarks_with_the_first(self) -> None:
        lines = Lines.of([{"quantity": f"{n} each"} for n in range(1, 8)])
        parts = list(lines.batches(3))
        assert [len(part) for part in parts] == [3, 3, 1]
        assert pl.concat(part.frame for part in parts).equals(lines.frame)

    def test_a_batch_holds_at_least_one_line(self) -> None:
        with pytest.raises(ValueError, match="at least one line, got 0"):
            list(Lines.of([]).batches(0))

    def test_nothing_is_joined_to_nothing(self) -> None:
        assert len(join_lines([])) == 0

    def test_lines_show_how_many_they_are(self) -> None:
        assert repr(Lines.of([{"quantity": "5 each"}])).startswith("<Lines: 1 lines of 1 source,")


class TestColumnsOfRules:
    def test_names_are_noted_as_they_are_asked(self) -> None:
        line = Columns()
        assert isinstance(line.gross_kg < line.net_kg, pl.Expr)
        line.batch.is_blank()
        line.extra("Colour").is_present()
        line.value.has_unit()
        assert line.named == ["gross_kg", "net_kg", "batch", "extra.Colour", "value"]
        assert line.fields[:3] == ("gross_weight", "net_weight", "batch")
        assert line.blanks == {"batch"}
        assert line.extras == ["extra.Colour"]

    def test_an_unknown_column_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(UnknownName, match="did you mean 'gross_kg'"):
            _ = Columns().gros_kg

    def test_it_is_no_trap_for_protocols(self) -> None:
        assert not hasattr(Columns(), "__array__")

    def test_a_column_knows_its_parts_and_its_states(self) -> None:
        lines = Lines.of([{"gross_weight": "5 kg", "declared_gross_weight": "over 5 t"},
                          {"gross_weight": "See line 3"}, {}])  # fmt: skip
        line = Columns()
        frame = lines.frame.select(
            unit=line.gross_weight.unit,
            text=line.gross_weight.text,
            qualifier=line.declared_gross_weight.qualifier,
            present=line.gross_weight.is_present(),
            elsewhere=line.gross_weight.is_elsewhere(),
            blank=line.gross_weight.is_blank(),
        )
        assert frame.rows() == [
            ("kg", "5 kg", "over", True, False, False),
            (None, "See line 3", None, False, True, False),
            (None, None, None, False, False, True),
        ]
