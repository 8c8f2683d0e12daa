"""The kind, technology and category of each line: as stated, else inferred, and said so."""

from __future__ import annotations

import polars as pl

from aidtrack.codes.tariff import TOLD_BY
from aidtrack.lines.issue import CellIssue, no_issues
from aidtrack.lines.lexicon import guess_kind
from aidtrack.lines.schema import ISSUES, STATE, State
from aidtrack.lines.vocabulary import told_in
from aidtrack.model.choice import CATEGORY, KIND, TECHNOLOGY, Choice

# The description first: what its first word names is the thing.
_WORDS = ("description.text", "kind.text", "category.text", "dosage_form.text")
_LABEL = ("inn", "batch", "expiry")
"""What the label of a medicine says, and of nothing else all three."""
_LABELLED = "labelled"
_CODE = "hs_code"
_TOLD = "description"
"""The field at which an inferred kind is reported."""


def with_kinds(
    frame: pl.DataFrame, heading: str | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return a canonical frame in which every line has a kind, and what to say of it.

    A kind that is stated holds, and nothing is added to it. A word in the column of
    kinds or categories that is a kind (``Ventilators``) or a category (``ppe``) is
    taken as such; else the lexicon looks at all these words and the description. What these
    do not tell the customs code may; else it is what its description is headed (``Vaccine``),
    or an item.

    Args:
        frame: The canonical frame of one source.
        heading: The header above the descriptions.
    """
    own = frame.with_columns(_own_columns(frame))
    stated = own["kind"].is_not_null()
    found = _nothing(frame.height) if stated.all() else _inferred(own, heading or "")
    kind = pl.select(pl.coalesce(own["kind"], found["kind"])).to_series().alias("kind")
    columns = [kind]
    for name, owner in (("technology", "oxygen_unit"), ("category", "item")):
        # Of a line whose kind is stated nothing is inferred, so that it is what its object is.
        guess = pl.when(~stated).then(found[name])
        value = pl.when(kind == owner).then(pl.coalesce(own[name], guess))
        columns.append(pl.select(value).to_series().alias(name))
    complete = own.with_columns(columns)
    return complete.with_columns(_states()), _issues(complete, ~stated)


def told_by_words(frame: pl.DataFrame) -> frozenset[str]:
    """Return the texts of kinds and categories that told something, be it in another column."""
    columns = [name for name in ("kind.text", "category.text") if name in frame.columns]
    if not columns:
        return frozenset()
    texts = pl.concat([frame[name].alias("text") for name in columns]).drop_nulls().unique()
    guessed = told_in(texts, guess_kind).struct.field("kind")
    told = set(texts.filter(guessed.is_not_null()))
    return frozenset(told | {text for text in texts if KIND.find(text) or CATEGORY.find(text)})


def _own_columns(frame: pl.DataFrame) -> list[pl.Expr]:
    return [
        pl.lit(None, dtype=pl.String).alias(name)
        for name in ("kind", "technology", "category")
        if name not in frame.columns
    ]


def _nothing(height: int) -> pl.DataFrame:
    names = ("kind", "technology", "category")
    return pl.DataFrame(
        {name: [None] * height for name in names}, schema=dict.fromkeys(names, pl.String)
    )


def _inferred(frame: pl.DataFrame, heading: str) -> pl.DataFrame:
    """Return what the words of each line tell of kind, technology and category."""
    headed_category = CATEGORY.find(heading)
    headed = KIND.find(heading) or "item"
    words = [name for name in _WORDS if name in frame.columns]
    hints = [*words, *(name for name in (_CODE,) if name in frame.columns)]
    if not hints:
        return _nothing(frame.height).with_columns(kind=pl.lit("item"))
    if all(name in frame.columns for name in _LABEL):
        labelled = pl.all_horizontal(pl.col(name).is_not_null() for name in _LABEL)
        frame, hints = frame.with_columns(labelled.alias(_LABELLED)), [*hints, _LABELLED]
    distinct = frame.select(hints).unique(maintain_order=True)
    spoken = pl.concat_str(words or [pl.lit("")], separator=" ", ignore_nulls=True)
    guesses = distinct.with_columns(
        _by_word("kind.text", hints, KIND).alias("word.kind"),
        _by_word("category.text", hints, KIND).alias("category.kind"),
        pl.coalesce(
            _by_word("category.text", hints, CATEGORY), _by_word("kind.text", hints, CATEGORY)
        ).alias("word.category"),
        told_in(distinct.select(spoken.alias("words")).to_series(), guess_kind).alias("guess"),
        _by_code(hints, 0).alias("code.kind"),
        _by_code(hints, 1).alias("code.category"),
    ).unnest("guess")
    is_item = pl.col("kind") == "item"
    accessory = is_item & (pl.col("type") == "device")
    made_so = (pl.col("kind") == "oxygen_unit") & pl.col("type").is_in(TECHNOLOGY.words)
    told = guesses.select(
        *hints,
        pl.coalesce(
            "word.kind",
            pl.when(~accessory.fill_null(value=False)).then("category.kind"),
            pl.when(pl.col("word.category").is_not_null()).then(pl.lit("item")),
            "kind",
            "code.kind",
            *_by_label(hints, headed),
            pl.lit(headed),
        ).alias("kind"),
        pl.when(made_so).then("type").alias("technology"),
        pl.coalesce(
            "word.category",
            pl.when(is_item).then("type"),
            pl.when(pl.col("kind").is_null()).then("code.category"),
            pl.when(pl.col("kind").is_null()).then(pl.lit(headed_category)),
        ).alias("category"),
    )
    lines = frame.select(hints)
    return lines.join(told, on=hints, how="left", nulls_equal=True, maintain_order="left")


def _by_label(hints: list[str], headed: str) -> list[pl.Expr]:
    """Return the kind of what is labelled as medicines are, unless its header says another."""
    if _LABELLED not in hints or headed != "item":
        return []
    return [pl.when(pl.col(_LABELLED)).then(pl.lit("medicine_pack"))]


def _by_code(hints: list[str], part: int) -> pl.Expr:
    """Return the kind (part 0) or the category (part 1) that a line's customs code tells."""
    if _CODE not in hints:
        return pl.lit(None, dtype=pl.String)
    told = {code: meant[part] for code, meant in TOLD_BY.items()}
    known = [
        pl.col(_CODE).str.head(digits).replace_strict(told, default=None, return_dtype=pl.String)
        for digits in sorted({len(code) for code in told}, reverse=True)
    ]
    return pl.coalesce(known)


def _by_word(column: str, hints: list[str], choice: Choice) -> pl.Expr:
    if column not in hints:
        return pl.lit(None, dtype=pl.String)
    return pl.col(column).map_elements(choice.find, return_dtype=pl.String, skip_nulls=True)


def _states() -> list[pl.Expr]:
    """Return the states, for texts that told something elsewhere are not unreadable here."""
    present = pl.lit(str(State.PRESENT), dtype=STATE)
    blank = pl.lit(str(State.BLANK), dtype=STATE)
    return [
        pl.when(pl.col(name).is_not_null()).then(present).otherwise(blank).alias(f"{name}.state")
        for name in ("kind", "technology", "category")
    ]


def _issues(frame: pl.DataFrame, inferred: pl.Series) -> pl.DataFrame:
    """Return an issue for each description whose kind was inferred."""
    if f"{_TOLD}.text" not in frame.columns or not inferred.any():
        return no_issues()
    told = frame.filter(inferred).select(pl.col(f"{_TOLD}.text").alias("text"), "kind")
    counts = told.group_by("kind").len().sort("kind").iter_rows()
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in counts)
    tell = "words and customs codes tell" if _CODE in frame.columns else "the words tell"
    message = pl.lit(f"the kind of goods is not stated; {tell} {kinds}")
    return (
        told.drop_nulls("text")
        .unique("text", keep="first", maintain_order=True)
        .select(
            pl.lit(0, dtype=ISSUES["source"]).alias("source"),
            pl.lit(_TOLD).alias("field"),
            "text",
            pl.lit(str(CellIssue.KIND_INFERRED)).alias("issue"),
            message.alias("message"),
            pl.lit([], dtype=ISSUES["candidates"]).alias("candidates"),
            pl.lit(None, dtype=ISSUES["suggestion"]).alias("suggestion"),
        )
    )
