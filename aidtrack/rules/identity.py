"""Family 2: which line, which batch, which consignment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import differ, odd, rule, where

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_CONTENT = (
    *("consignment", "line", "description", "quantity", "batch", "gross_weight", "net_weight"),
    *("expiry", "parcels", "sscc", "serials"),
)
"""What is alike on a line that is there twice: a row for each carton names another carton."""
_NO_BATCH = (
    r"(?i)^\W*(?:various|mixed|multiple|several|see\b.*|n/?a|none|nil|unknown|tba|tbc|divers(?:es)?|"
    r"voir\b.*|varios|varias|ver\b.*|diferentes|différents)\W*$"
)
"""What stands for a batch where the writer names none."""
_UNNUMBERED = {"reference": "A-1", "description": "pulse oximeter", "quantity": "150 each"}
_OXIMETER = {
    "reference": "A-1",
    "line": "7",
    "description": "pulse oximeter",
    "quantity": "150 each",
}


@rule(
    "AT201",
    Severity.ERROR,
    "line {line} is there {count} times with the same content",
    scope=Scope.GROUP,
    keys=_CONTENT,
    needs=["line"],
    several=True,
    cites=[cited.ARITHMETIC],
    passes=[
        [_OXIMETER, _OXIMETER | {"line": "8"}],
        [_OXIMETER | {"parcels": "1"}, _OXIMETER | {"parcels": "2"}],
        [_OXIMETER | {"net_weight": "9 kg"}, _OXIMETER | {"net_weight": "8 kg"}],
    ],
    fails=[[_OXIMETER, _OXIMETER]],
)
def line_duplicated(line: Columns, given: Given) -> Expr:
    """A line is there more than once, with the same number and content.

    Totals count it every time. Usually a row was copied, or a file was pasted under itself.

    To correct: delete the copies. If there are two such lots, give each a line number of
    its own.
    """
    del given
    return where(line.line.is_present(), line.count > 1)


@rule(
    "AT206",
    Severity.WARNING,
    "the same goods stand on {count} lines, none of which has a number of its own",
    scope=Scope.GROUP,
    keys=_CONTENT,
    needs=["description", "quantity"],
    several=True,
    cites=[cited.ARITHMETIC],
    passes=[
        [_UNNUMBERED, _UNNUMBERED | {"quantity": "75 each"}],
        [_UNNUMBERED | {"serials": "S1"}, _UNNUMBERED | {"serials": "S2"}],
        [
            _UNNUMBERED | {"sscc": "106141411234567897"},
            _UNNUMBERED | {"sscc": "106141411234567880"},
        ],
        [_OXIMETER, _OXIMETER | {"line": "8"}],
    ],
    fails=[[_UNNUMBERED, _UNNUMBERED]],
)
def content_repeated(line: Columns, given: Given) -> Expr:
    """Lines without numbers repeat each other word for word.

    If a row was copied by mistake, totals count it twice.

    To correct: delete the copy. If there are two such lots, number the lines, so that a
    receipt can tell them apart.
    """
    del given
    named = line.description.is_present() & line.quantity.is_present()
    return where(named & ~line.line.is_present(), line.count > 1)


@rule(
    "AT202",
    Severity.WARNING,
    "the line number {line} is used more than once, for different goods",
    scope=Scope.GROUP,
    keys=["consignment", "line"],
    needs=["line"],
    several=True,
    cites=[f"{cited.T120}: each line has an identifier of its own"],
    passes=[
        [_OXIMETER, _OXIMETER | {"line": "8", "description": "monitor"}],
        [_OXIMETER, _OXIMETER],
    ],
    fails=[[_OXIMETER, _OXIMETER | {"description": "patient monitor"}]],
)
def line_number_reused(line: Columns, given: Given) -> Expr:
    """Two different lines of one consignment have the same number.

    Nobody can say which of them a receipt or a complaint speaks of.

    To correct: give each line a number of its own, and use it on all documents of the
    consignment.
    """
    del given
    return where(line.line.is_present(), differ(line.description))


@rule(
    "AT203",
    Severity.WARNING,
    "batch {batch} of {description} has different expiry dates",
    scope=Scope.GROUP,
    keys=["batch", "description"],
    needs=["batch", "expiry"],
    several=True,
    cites=[cited.WHO_LABEL],
    passes=[
        [
            {"description": "amoxicillin", "batch": "A1", "expiry": "2027-01-31"},
            {"description": "amoxicillin", "batch": "A2", "expiry": "2028-01-31"},
        ],
        [
            {"description": "amoxicillin", "batch": "Various", "expiry": "2027-01-31"},
            {"description": "amoxicillin", "batch": "Various", "expiry": "2028-01-31"},
        ],
    ],
    fails=[
        [
            {"description": "amoxicillin", "batch": "A1", "expiry": "2027-01-31"},
            {"description": "amoxicillin", "batch": "A1", "expiry": "2028-01-31"},
        ]
    ],
)
def batch_with_two_expiries(line: Columns, given: Given) -> Expr:
    """One batch has two expiry dates.

    What is made together expires together. One of the dates, or one of the
    batch numbers, was copied wrongly; a recall could miss the goods.

    To correct: compare both lines with the labels of the packs, and mend the one that was
    copied wrongly.
    """
    del given
    known = line.batch.is_present() & line.expiry.is_present()
    return where(known & ~line.batch.str.contains(_NO_BATCH), differ(line.expiry))


@rule(
    "AT205",
    Severity.WARNING,
    "the lines of this consignment give different days of dispatch, here {dispatched}",
    scope=Scope.GROUP,
    keys=["reference"],
    needs=["reference", "dispatched"],
    cites=[f"{cited.T120}: a despatch advice has one despatch date"],
    passes=[
        [_OXIMETER | {"dispatched": "2021-04-28"}, _OXIMETER | {"dispatched": "2021-04-28"}],
        [_OXIMETER | {"dispatched": "2021-04-28"}, _OXIMETER],
    ],
    fails=[[_OXIMETER | {"dispatched": "2021-04-28"}, _OXIMETER | {"dispatched": "2021-05-28"}]],
)
def dispatch_dates_differ(line: Columns, given: Given) -> Expr:
    """The lines of one consignment give different days of dispatch.

    A consignment leaves once. Either a date was mistyped, or two consignments
    share a reference.

    To correct: mend the date that was mistyped, or give the second consignment a reference
    of its own.
    """
    del given
    known = line.reference.is_present() & line.dispatched.is_present()
    return where(known, odd(line.dispatched))


@rule(
    "AT207",
    Severity.INFO,
    "line {line} follows a gap: the number before it is missing",
    scope=Scope.GROUP,
    keys=["consignment"],
    needs=["line"],
    cites=[f"{cited.T120}: each line has an identifier of its own"],
    passes=[
        [{"reference": "A-1", "line": str(number)} for number in (1, 2, 2, 3)],
        [{"reference": "A-1", "line": str(number)} for number in (1281, 1290)],
        [{"reference": "A-1", "line": str(number)} for number in (1, 2, 5)],
    ],
    fails=[
        [{"reference": "A-1", "line": str(number)} for number in (1, 2, 3, 4, 6)],
        [{"reference": "A-1", "line": str(number)} for number in (1, 2, 4)],
    ],
)
def line_number_missing(line: Columns, given: Given) -> Expr:
    """A number is missing from lines that are numbered one by one.

    A line may have been deleted, or left on another sheet. Numbers that come from
    a larger list, and so have gaps all along, are left aside.

    To correct: look for the line on other sheets and in earlier versions. If it was taken
    out on purpose, say so to the recipient.
    """
    number = line.line.cast(pl.Int64, strict=False)
    there, last = number.drop_nulls().n_unique().cast(pl.Int64), number.max()
    enough = there >= last * pl.lit(given.numbered_share, dtype=pl.Float64)
    # In a short list a single number is a greater share than that.
    one_by_one = (number.min() == 1) & (enough | (last - there == 1))
    return where(
        line.line.is_present() & one_by_one, (number > 1) & ~(number - 1).is_in(number.implode())
    )


@rule(
    "AT204",
    Severity.INFO,
    "the consignment has no reference",
    cites=[f"{cited.T120}: a despatch advice has an identifier"],
    passes=[{"reference": "RU-IN-2021-04-29"}],
    fails=[{"reference": "", "description": "monitor"}],
)
def reference_missing(line: Columns, given: Given) -> Expr:
    """A line does not say which consignment it belongs to.

    Lines without a reference are taken as one consignment per table.

    To correct: give the consignment a reference, such as the number of its waybill, and
    repeat it on every line.
    """
    del given
    return line.reference.is_blank()


@rule(
    "AT217",
    Severity.WARNING,
    "nothing says what the goods are, so that no rule about goods could be asked",
    cites=[cited.WHO_PACKING_LIST],
    passes=[
        {"description": "paracetamol 500 mg", "quantity": "20 box"},
        {"inn": "paracetamol", "quantity": "20 box"},
        {"kind": "ventilator", "quantity": "20 each"},
        {"category": "shelter", "quantity": "20 each"},
        {"technology": "concentrator", "quantity": "20 each"},
        {"hs_code": "9019.20", "quantity": "20 each"},
        {"un_number": "UN1072", "quantity": "20 each"},
        {"shipping_name": "oxygen, compressed", "quantity": "20 each"},
        {"description": "as line 3", "quantity": "20 each"},
        {"reference": "A-1", "waybill": "176-12345675", "gross_weight": "120 kg"},
    ],
    fails=[
        {"quantity": "20 box"},
        {"description": "", "quantity": "20 box", "expiry": "2020-01-31"},
        {"batch": "P1", "expiry": "2020-01-31"},
    ],
)
def goods_not_named(line: Columns, given: Given) -> Expr:
    """A line counts goods, or names their batch or expiry, and does not say what they are.

    Whether it is a medicine, a vaccine or a device decides which rules are asked. A list of
    which nothing says it is not in order, however little is found in it. Usually the column is
    there, under a header that aidtrack does not know. Lines that speak of cargo as a whole, by
    weight and packages, are left aside.

    To correct: say which column describes the goods: --column "HEADER=description", or a
    mapping. Else write what each line holds.
    """
    del given
    # A kind that was inferred has no text; of blanks an item is made, unless a header says more.
    words = (line.kind.text, line.category.text, line.technology.text, line.dosage_form.text)
    codes = (line.hs_code, line.un_number, line.shipping_name)
    told = pl.any_horizontal(
        *(text.str.contains(".").fill_null(value=False) for text in words),
        *(code.is_present() for code in codes),
    )
    counted = (line.quantity, line.batch, line.expiry)
    asked = pl.any_horizontal(*(each.is_present() for each in counted)) & (line.kind == "item")
    return where(asked & ~told, line.description.is_blank() & line.inn.is_blank())
