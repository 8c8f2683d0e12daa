"""How one donor's manifests are read: a small file that a desk writes once.

::

    decimal = "comma"
    date_order = "dmy"

    [columns]
    "Qté livrée" = "quantity"

    [units]
    gross_weight = "kg"

    [values]
    donor = "Norway"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from aidtrack.codes.currencies import CURRENCIES
from aidtrack.errors import InvalidMapping, UnknownName
from aidtrack.manifest.block import Stated
from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS
from aidtrack.model.measured import MoneyShape
from aidtrack.text.reading import Problem
from aidtrack.text.style import Style
from aidtrack.units.catalogue import UNITS

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

NOTHING: Mapping[str, str] = MappingProxyType({})
_STYLE = ("decimal", "date_order", "ton")
_TEXTS = (*_STYLE, "encoding", "sheet")
_TABLES = ("columns", "units", "values")


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorMapping:
    """What a desk knows of one donor's manifests."""

    columns: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """Headers as written, each with the field it means."""
    units: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """The unit or currency of the bare numbers of a field, where the table does not say it."""
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    """What holds for every line of a field that the table does not have."""
    style: Style = field(default_factory=Style)
    encoding: str | None = None
    sheet: str | None = None

    def __post_init__(self) -> None:
        """Refuse fields and units that do not exist, and values that cannot be read.

        Raises:
            UnknownName: There is no such field or unit; the message names the nearest.
            InvalidMapping: A value is none of its field; one that an option may settle is.
        """
        what = "field"
        for name in self.columns.values():
            if name not in FIELDS and name not in COMPANIONS:
                raise UnknownName(what, name, {*FIELDS, *COMPANIONS})
        for name in (*self.units, *self.values):
            if name not in FIELDS:
                raise UnknownName(what, name, FIELDS)
        for name, unit in self.units.items():
            money = isinstance(FIELDS[name].shape, MoneyShape)
            if unit not in (CURRENCIES if money else UNITS):
                what = f"{'currency' if money else 'unit'} of {name}"
                raise UnknownName(what, unit, CURRENCIES if money else UNITS)
        for name, text in self.values.items():
            reading = FIELDS[name].shape.read(text, self.style, unit=self.units.get(name))
            # Said here once; found at each line, it would be said as often.
            if reading.value is None and reading.problem is not Problem.AMBIGUOUS:
                raise InvalidMapping(f"[values] {name}: {reading.message}")

    def with_columns(self, columns: Mapping[str, str]) -> DonorMapping:
        """Return the mapping with more columns, which go before its own."""
        return replace(self, columns=MappingProxyType({**self.columns, **columns}))


def constants_of(mapping: DonorMapping, taken: Container[str]) -> tuple[Stated, ...]:
    """Return what a mapping states of the fields that a table does not have itself."""
    return tuple(
        Stated(field=name, label=name, text=text)
        for name, text in mapping.values.items()
        if name not in taken
    )


def read_mapping(path: str | Path) -> DonorMapping:
    """Return the mapping that a TOML file holds.

    Raises:
        InvalidMapping: The file cannot be opened, is no TOML, holds other than texts,
            names a setting, field or unit that does not exist, or states a value of a
            field that cannot be read as one.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidMapping(f"{path}: cannot be opened: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InvalidMapping(f"{path}: not UTF-8; save the file in that encoding") from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidMapping(f"{path}: not TOML: {error}") from None
    for name in data:
        if name not in _TEXTS and name not in _TABLES:
            what = "setting"
            raise InvalidMapping(f"{path}: {UnknownName(what, name, {*_TEXTS, *_TABLES})}")
    texts = {name: _text(data[name], f"{path}: {name}") for name in _TEXTS if name in data}
    columns, units, values = (_texts(data.get(name, {}), f"{path}: [{name}]") for name in _TABLES)
    style: Any = {name: texts[name] for name in _STYLE if name in texts}
    try:
        return DonorMapping(
            columns=columns,
            units=units,
            values=values,
            style=Style(**style),
            encoding=texts.get("encoding"),
            sheet=texts.get("sheet"),
        )
    except (UnknownName, InvalidMapping) as error:
        raise InvalidMapping(f"{path}: {error}") from None


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise InvalidMapping(f"{where}: expected a text in quotes, got {value!r}")
    return value


def _texts(value: Any, where: str) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise InvalidMapping(f'{where}: expected lines such as "Qty" = "quantity"')
    return MappingProxyType({key: _text(text, f"{where} {key}") for key, text in value.items()})
