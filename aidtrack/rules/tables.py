"""Family 1, continued: what reading has to say of a whole table."""

from __future__ import annotations

from aidtrack.findings.file_example import EncodedExample
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

    Nothing was read, so that nothing in it was checked either.

    To correct: put a row of headers such as description, quantity and gross weight above
    the lines, or say what the donor's own headers mean: --column or --mapping.
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

    To correct: look whether the right file was sent; --sheet names another of its sheets.
    """


@cell_rule(
    "AT133",
    Severity.INFO,
    "{detail}",
    cites=[cited.NOTHING_DROPPED],
    passes=[_PLAIN],
    fails=["line,description,quantity,colour code\n1,monitor,20 each,red\n"],
)
def column_not_used() -> None:
    """A column stands for no field that aidtrack knows.

    Its texts stay with the lines as they are; no rule and no total looks at them.

    To correct: nothing need be done for a column of the donor's own. If it does mean a
    field, name the field by --column or --mapping.
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
    """Two columns claim to be the same field, or one could be two.

    The one whose header is nearer to the field's own name is read. The other is kept as it is,
    and no total counts it. *Pieces* beside an air waybill's number are read as packages, where
    another column counts the goods or none describes them.

    To correct: rename or delete the column that is not meant, or say by --column or
    --mapping which one is.
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

    To correct: name the currency in the header of the amounts, as in value (USD).
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

    A bare 20 beside a pack size of 10 can be 20 packs or 20 pieces: totals would differ
    tenfold.

    To correct: name the unit in the header or in a column of its own, above all where
    single pieces are counted.
    """


@cell_rule(
    "AT137",
    Severity.INFO,
    "{detail}",
    cites=[cited.NOTHING_DROPPED],
    passes=[_PLAIN],
    fails=[_PLAIN + ",,\n2,monitor,3 each\n"],
)
def rows_left_out() -> None:
    """Some rows were not read as lines.

    They are blank, repeat the header, hold hashtags, or add other rows up. A row of goods among
    them has a label that reads like that of a total.

    To correct: look at the rows that are named. If one of them is a line of goods, reword
    its label.
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

    An unquoted comma inside a cell shifts all that follows.

    To correct: compare the row with its neighbours, and put double quotes around each text
    that holds a comma.
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

    To correct: add the lines again. Mend the total, or the line that it shows to be wrong.
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

    It is read as that value. Sorting the rows would change what it means.

    To correct: write the value out in each row.
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

    Accented letters may come out as others.

    To correct: save the file as UTF-8, or name its encoding by --encoding.
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

    Only columns that can mean one thing are read.

    To correct: put a row of headers above the lines, or name the columns by --column or
    --mapping.
    """
