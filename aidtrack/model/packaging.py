"""How goods are packed: what a carton, and what a pallet of cartons is."""

from __future__ import annotations

import re

from pydantic import BaseModel, ConfigDict, Field, field_validator

PACKAGE = r"[^\W\d_](?:[^\W\d_]|[ /'-]){0,30}?"
"""What a kind of package is called: words, without digits."""


class PackagingLevel(BaseModel):
    """One level of nested packages, as in two pallets of forty cartons each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    count: int = Field(ge=1, lt=10**9, description="How many of these each outer package holds.")
    type: str = Field(description="The kind of package, such as carton.")

    @field_validator("type")
    @classmethod
    def _in_words(cls, value: str) -> str:
        words = " ".join(value.split()).lower()
        if not re.fullmatch(PACKAGE, words):
            message = f"expected a kind of package in words, such as 'carton', got {value!r}"
            raise ValueError(message)
        return words
