"""How a model's field says what it means and what headers it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from aidtrack.model.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator


class Noun(BaseModel):
    """The root of all models: frozen, and closed to names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    def revised(self, **changes: Any) -> Self:
        """Return the same with some fields stated anew, each checked as when it is made.

        Unlike pydantic's ``model_copy``, which takes any value as it is.

        Args:
            changes: The fields by name, in any form that the constructor takes.

        Raises:
            ValidationError: A field does not exist, or cannot be read.
        """
        stated = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate(stated | changes)

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Yield the fields that state something: most of them seldom do."""
        for name, value in super().__repr_args__():
            if value is not None and (name is None or value != self._default(name)):
                yield name, value

    @classmethod
    def _default(cls, name: str) -> Any:
        field = cls.model_fields.get(name)
        return None if field is None else field.default


def described(
    description: str,
    *,
    column: str | None = None,
    headers: tuple[str, ...] = (),
    yielding: tuple[str, ...] = (),
    hxl: str | None = None,
    default: Any = None,
) -> Any:
    """Declare a field once: its meaning, its column, and the headers people give it.

    Args:
        description: One sentence for the documents and the JSON Schema.
        column: The canonical column, where it is not the attribute's own name.
        headers: Header texts (English, French, Spanish) that mean this field;
            compared without case, accents or punctuation.
        yielding: Header texts that mean this field only where no other column does, as
            *Invoice no* where nothing else names the consignment.
        hxl: The HXL hashtag of such a column.
        default: The value where nothing is stated.
    """
    extra: dict[str, Any] = {"headers": list(headers)}
    if yielding:
        extra["yielding"] = list(yielding)
    if column:
        extra["column"] = column
    if hxl:
        extra["hxl"] = hxl
    return Field(default, description=description, json_schema_extra=extra)


def texts() -> Any:
    """Declare a mapping of texts, which is left out of what is dumped where it is empty."""
    return Field(Texts(), exclude_if=lambda value: not value)
