"""HXL hashtags: a row of tags under the header says what the columns mean.

>>> fields_of_tags(["#country+name", "#item+name", "#affected"])
{0: 'recipient_country', 1: 'description'}
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from aidtrack.model.companion import COMPANIONS
from aidtrack.model.field import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_TAG = re.compile(r"#\s*[a-z][a-z0-9_]*(?:\s*[+][a-z0-9_]+)*", re.IGNORECASE)
"""A hashtag with its attributes; `#N/A` and `#REF!` are none."""
_GENERAL = {"#country": "recipient_country", "#description": "description", "#item": "description"}
"""What tags mean that no field has for its own."""


def is_tag_row(cells: Sequence[str]) -> bool:
    """Return whether most cells of a row are hashtags."""
    filled = [cell.strip() for cell in cells if cell and cell.strip()]
    tags = [cell for cell in filled if _TAG.fullmatch(cell)]
    return bool(tags) and len(tags) * 2 > len(filled)


def fields_of_tags(cells: Sequence[str]) -> dict[int, str]:
    """Return the fields that hashtags name, by the place of the column; each field once."""
    found: dict[int, str] = {}
    for own in (True, False):
        for place, cell in enumerate(cells):
            name = (_field(cell) if own else _GENERAL.get(_parts(cell)[0])) if cell else None
            if name is not None and place not in found and name not in found.values():
                found[place] = name
    return dict(sorted(found.items()))


def _field(tag: str) -> str | None:
    """Return the field whose tag is the closest part of a column's tag."""
    base, attributes = _parts(tag)
    fitting = [
        (len(own), name)
        for name, (own_base, own) in _tags().items()
        if own_base == base and own <= attributes
    ]
    return max(fitting)[1] if fitting else None


def _parts(tag: str) -> tuple[str, frozenset[str]]:
    base, *attributes = tag.strip().lower().replace(" ", "").split("+")
    return base, frozenset(attributes)


@cache
def _tags() -> Mapping[str, tuple[str, frozenset[str]]]:
    fields = {name: field.hxl for name, field in FIELDS.items()}
    beside = {name: companion.hxl for name, companion in COMPANIONS.items()}
    return {name: _parts(tag) for name, tag in (fields | beside).items() if tag}
