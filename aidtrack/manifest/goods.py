"""The kind, technology and category of each line: as stated, else inferred, and said so."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from aidtrack.lines.schema import STATE, State
from aidtrack.manifest.kinds import guess_kind
from aidtrack.model.choice import CATEGORY, KIND, TECHNOLOGY, Choice

_HINTS = ("category.text", "description.text", "dosage_form.text")


@dataclass(frozen=True, slots=True)
class Goods:
    """The frame with its kinds, and how many lines of each were inferred."""

    frame: pl.DataFrame
    inferred: dict[str, int]
    """By kind; ``item`` where nothing told."""
    known_words: frozenset[str] = frozenset()
    """The texts of kinds and categories that told something, though in another column."""


def with_kinds(frame: pl.DataFrame) -> Goods:
    """Return a canonical frame in which every line has a kind.

    A kind that is stated holds, and nothing is added to it. A word in the column of
    kinds or categories that is a kind (``Ventilators``) or a category (``ppe``) is
    taken as such; else the lexicon looks at all these words and the description.
    """
    hints = [name for name in ("kind.text", *_HINTS) if name in frame.columns]
    stated = _stated(frame)
    if not hints:
        nothing = pl.DataFrame({"kind": pl.repeat("item", frame.height, eager=True)})
        inferred = {"item": frame.height} if frame.height else {}
        none = pl.lit(None, dtype=pl.String)
        found = nothing.with_columns(technology=none, category=none)
        return Goods(_completed(frame.with_columns(stated), found), inferred)
    words = [pl.col(name) for name in hints]
    distinct = frame.select(hints).unique(maintain_order=True)
    guesses = distinct.with_columns(
        _by_word("kind.text", hints, KIND, "word.kind"),
        _by_word("category.text", hints, KIND, "category.kind"),
        pl.coalesce(
            _by_word("category.text", hints, CATEGORY, "word.category"),
            _by_word("kind.text", hints, CATEGORY, "word.category"),
        ),
        guess_kind(pl.concat_str(words, separator=" ", ignore_nulls=True)),
    ).unnest("guess")
    joined = frame.select(hints).join(
        guesses, on=hints, how="left", nulls_equal=True, maintain_order="left"
    )
    own = frame.with_columns(stated)
    technology = pl.when(
        (pl.col("kind") == "oxygen_unit") & pl.col("type").is_in(TECHNOLOGY.words)
    ).then(pl.col("type"))
    accessory = (pl.col("kind") == "item") & (pl.col("type") == "device")
    kind = pl.coalesce(
        pl.col("stated"),
        pl.col("word.kind"),
        pl.when(~accessory.fill_null(value=False)).then(pl.col("category.kind")),
        pl.when(pl.col("word.category").is_not_null()).then(pl.lit("item")),
        pl.col("kind"),
        pl.lit("item"),
    )
    category = pl.coalesce(
        pl.col("word.category"), pl.when(pl.col("kind") == "item").then(pl.col("type"))
    )
    # Of a line whose kind is stated nothing is inferred, so that it is what its object is.
    inferred = pl.col("stated").is_null()
    found = joined.with_columns(own["kind"].alias("stated")).select(
        kind.alias("kind"),
        pl.when(inferred).then(technology).alias("technology"),
        pl.when(inferred).then(category).alias("category"),
        inferred.alias("inferred"),
    )
    counts = found.filter("inferred").group_by("kind").len().sort("kind")
    return Goods(_completed(own, found), dict(counts.iter_rows()), _known_words(frame))


def _known_words(frame: pl.DataFrame) -> frozenset[str]:
    columns = [name for name in ("kind.text", "category.text") if name in frame.columns]
    texts = (
        pl.concat([frame[name].alias("text") for name in columns]).drop_nulls().unique()
        if columns
        else None
    )
    if texts is None:
        return frozenset()
    guessed = texts.to_frame().with_columns(guess_kind(pl.col("text"))).unnest("guess")
    told = set(guessed.filter(pl.col("kind").is_not_null())["text"])
    told |= {text for text in texts if KIND.find(text) or CATEGORY.find(text)}
    return frozenset(told)


def _stated(frame: pl.DataFrame) -> list[pl.Expr]:
    return [
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=pl.String).alias(name)
        for name in ("kind", "technology", "category")
    ]


def _by_word(column: str, hints: list[str], choice: Choice, alias: str) -> pl.Expr:
    if column not in hints:
        return pl.lit(None, dtype=pl.String).alias(alias)
    words = pl.col(column).map_elements(choice.find, return_dtype=pl.String, skip_nulls=True)
    return words.alias(alias)


def _completed(frame: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Put kind, technology and category on each line; each where its kind has it."""
    kind = found["kind"]
    columns = [kind.alias("kind")]
    for name, owner in (("technology", "oxygen_unit"), ("category", "item")):
        value = pl.select(
            pl.when(kind == owner).then(pl.coalesce(frame[name], found[name]))
        ).to_series()
        columns.append(value.alias(name))
    result = frame.with_columns(columns)
    states = [
        pl.when(pl.col(name).is_not_null())
        .then(pl.lit(str(State.PRESENT)))
        .otherwise(pl.lit(str(State.BLANK)))
        .cast(STATE)
        .alias(f"{name}.state")
        for name in ("kind", "technology", "category")
    ]
    return result.with_columns(states)
