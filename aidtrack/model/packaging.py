"""How goods are packed: what a carton, and what a pallet of cartons is."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class PackagingLevel(BaseModel):
    """One level of nested packages, as in two pallets of forty cartons each."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    count: int = Field(ge=1, description="How many of these each outer package holds.")
    type: str = Field(min_length=1, description="The kind of package, such as carton.")
