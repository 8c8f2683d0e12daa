"""Family 1, continued: what reading has to say of a whole table."""

from __future__ import annotations

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
    """A table has a header and no lines.

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
