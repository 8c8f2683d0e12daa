"""Family 1, continued: what reading has to say of a whole table."""

from __future__ import annotations

from aidtrack.findings.file_example import EncodedExample, SheetExample
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import cell_rule

_PLAIN = "line,description,quantity\n1,monitor,20 each\n"


@cell_rule(
    "AT131",
    Severity.ERROR,
    "{detail}",
    cites=[f"{cited.T120}: a despatch advice has lines"],
    passes=[_PLAIN],
    fails=["alpha,beta\n1,2\n"],
)
def header_not_found() -> None:
    """A table has no header that aidtrack knows.

    Nothing was read. Name the columns by a mapping, or use headers such as
    description, quantity and gross weight.
    """


@cell_rule(
    "AT132",
    Severity.ERROR,
    "{detail}",
    cites=[f"{cited.T120}, rule R020: each goods item has a line"],
    passes=[_PLAIN],
    fails=["line,description,quantity\n", ""],
)
def lines_missing() -> None:
    """A table has a header and no lines, or a consignment has none.

    An empty manifest is never in order: usually the wrong sheet was sent.
    """


@cell_rule(
    "AT133",
    Severity.INFO,
    "{detail}",
    cites=["convention: nothing is dropped in silence"],
    passes=[_PLAIN],
    fails=["line,description,quantity,colour code\n1,monitor,20 each,red\n"],
)
def column_not_used() -> None:
    """A column stands for no field that aidtrack knows.

    Its texts are kept with the lines as they are. If it does mean a field, name
    it by a mapping.
    """


@cell_rule(
    "AT134",
    Severity.WARNING,
    "{detail}",
    cites=["convention: one column for one field"],
    passes=[_PLAIN],
    fails=["line,description,quantity,qty\n1,monitor,20 each,20 each\n"],
)
def field_claimed_twice() -> None:
    """Two columns claim to be the same field.

    The one with the closer header is read, the other is kept as it is. A mapping
    says which of them is meant.
    """


@cell_rule(
    "AT135",
    Severity.INFO,
    "{detail}",
    cites=[cited.ISO_4217],
    passes=["line,quantity,value (EUR)\n1,20 each,500\n"],
    fails=["line,quantity,value,freight cost (USD)\n1,20 each,500,20\n"],
)
def currency_from_other_header() -> None:
    """A column of amounts takes its currency from the headers beside it.

    Only one currency occurs in the table's headers, so the amounts without one
    are taken to be in it too.
    """


@cell_rule(
    "AT136",
    Severity.INFO,
    "{detail}",
    cites=[cited.REC_20],
    passes=["line,quantity,pack size\n1,20 pack,10\n"],
    fails=["line,quantity,pack size\n1,20,10\n"],
)
def unit_from_pack_size() -> None:
    """Bare quantities are taken to count packs, because the table states a pack size.

    If they count single pieces, name the unit in the header or in a column.
    """


@cell_rule(
    "AT137",
    Severity.INFO,
    "{detail}",
    cites=["convention: nothing is dropped in silence"],
    passes=[_PLAIN],
    fails=[_PLAIN + ",,\n2,monitor,3 each\n"],
)
def rows_left_out() -> None:
    """Some rows were not read as lines.

    They are blank, repeat the header, tag the columns, or add other rows up. A row
    of goods among them has a label that reads like that of a total: reword it.
    """


@cell_rule(
    "AT138",
    Severity.WARNING,
    "{detail}",
    cites=["RFC 4180: each line has the same number of fields"],
    passes=[_PLAIN],
    fails=["line,description,quantity\n1,monitor,20 each,extra\n"],
)
def row_too_long() -> None:
    """A row has more cells than the header has columns.

    An unquoted comma inside a cell shifts all that follows: compare the row with
    its neighbours.
    """


_TOTALLED = "line,description,quantity\n1,monitor,20 each\n2,monitor,5 each\n"


@cell_rule(
    "AT140",
    Severity.WARNING,
    "{detail}",
    cites=[cited.ARITHMETIC],
    passes=[_TOTALLED + "TOTAL,,25 each\n"],
    fails=[_TOTALLED + "TOTAL,,26 each\n"],
)
def sheet_total_differs() -> None:
    """A row of totals is not what its lines add up to.

    Often a row was added without it. The lines are what is counted; the sheet's own
    figure should not be copied further.
    """


@cell_rule(
    "AT141",
    Severity.WARNING,
    "{detail}",
    cites=["convention: one cell for one value"],
    passes=[SheetExample(text="donor,item,qty\nFrance,monitor,20\nFrance,tent,5\n")],
    fails=[
        SheetExample(text="donor,item,qty\nFrance,monitor,20\n,tent,5\n", merged=("A2:A3",)),
        SheetExample(text="item,qty,gross kg\nmonitor,20,90\ntent,5,\n", merged=("C2:C3",)),
    ],
)
def value_merged() -> None:
    """Cells of several lines are merged, and only the first of them holds the value.

    A name, a date or a price is taken to hold for each of the lines. A quantity,
    a weight or a value is that of all of them together: it is counted once, with the
    first, and stands elsewhere for the others.
    """


@cell_rule(
    "AT142",
    Severity.WARNING,
    "{detail}",
    cites=["convention: nothing is dropped in silence"],
    passes=[SheetExample(text=_PLAIN)],
    fails=[SheetExample(text=_PLAIN + "2,ventilator,5 each\n", hidden_rows=(3,))],
)
def part_hidden() -> None:
    """A row or column that is hidden holds lines or values.

    Whoever prints the sheet does not see them; they are counted all the same. Show
    them, or delete them if they are not meant.
    """


@cell_rule(
    "AT143",
    Severity.INFO,
    "{detail}",
    cites=["convention: nothing is dropped in silence"],
    passes=[SheetExample(text=_PLAIN)],
    fails=[SheetExample(text=_PLAIN, hidden_sheet="kg\nlb\n")],
)
def sheet_not_read() -> None:
    """A sheet was not read.

    It is hidden, or holds no table. The option for the sheet reads one that is hidden.
    """


@cell_rule(
    "AT144",
    Severity.INFO,
    "{detail}",
    cites=["convention: a ditto mark repeats the cell above"],
    passes=[_PLAIN],
    fails=["donor,item,qty\nFrance,monitor,20 each\nditto,tent,5 each\n"],
)
def value_repeated() -> None:
    """A ditto mark stands for the value of the cell above.

    It is read so. Sorting the rows would change what it means: write the value out.
    """


@cell_rule(
    "AT145",
    Severity.INFO,
    "{detail} (option --encoding)",
    cites=["Unicode Standard, chapter 2: encoding schemes"],
    passes=[_PLAIN],
    fails=[EncodedExample("item,qty\nappareil à oxygène,20 each\n", "cp1252")],
)
def encoding_told_by_letters() -> None:
    """A text file does not say its encoding, and it was told by its letters.

    Accented letters may come out as others. Save as UTF-8, or name the encoding.
    """


@cell_rule(
    "AT146",
    Severity.WARNING,
    "{detail}",
    cites=[f"{cited.T120}: a despatch advice names what it states"],
    passes=[_PLAIN],
    fails=["pulse oximeter,150 each,12 kg\npatient monitor,20 each,90 kg\n"],
)
def header_told_by_values() -> None:
    """A table has no header, and its columns were told by what they hold.

    Only columns that can mean one thing are read. Put a header above them, or name
    the columns by a mapping.
    """


@cell_rule(
    "AT147",
    Severity.WARNING,
    "{detail}",
    cites=["convention: a document says the same whenever it is opened"],
    passes=[SheetExample(text="item,qty,expiry\nmonitor,5 each,2031-01-31\n")],
    fails=[
        SheetExample(
            text="item,qty,ship date\nmonitor,5 each,=TODAY()\n",
            values={"=TODAY()": "2026-03-02"},
        )
    ],
)
def value_changes_when_opened() -> None:
    """A value is worked out anew whenever the file is opened.

    What is read is the value of the last time it was saved. A manifest is a record:
    type the date.
    """
