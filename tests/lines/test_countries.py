"""Countries in cells and behind names: certain, close, or something else altogether."""

from __future__ import annotations

from typing import Any

import pytest

from aidtrack import Lines, validate
from aidtrack.lines import distinct
from aidtrack.model.choice import CountryShape

CODES = ("AT501", "AT502", "AT506", "AT507", "AT509", "AT510")


def said(*rows: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [
        (found.code, found.message, found.suggestion.value if found.suggestion else None)
        for found in validate(Lines.of(list(rows)))
        if found.code in CODES
    ]


def column(lines: Lines, *names: str) -> list[tuple[Any, ...]]:
    return lines.frame.select(names).rows()


class TestACellThatIsNoCountry:
    def test_the_nearest_name_is_suggested_for_review_and_never_taken(self) -> None:
        lines = Lines.of([{"donor_country": "Germnay"}])
        assert column(lines, "donor_country") == [(None,)]
        [found] = [each for each in validate(lines) if each.code == "AT501"]
        assert found.message == "'Germnay' is no country that aidtrack knows; Germany (DE) is close"
        assert found.suggestion is not None
        assert found.suggestion.to_dict() == {"value": "Germany (DE)", "applicability": "review"}
        assert found.candidates == ()

    def test_names_as_close_as_each_other_are_all_suggested(self) -> None:
        [(_, _, suggestion)] = said({"donor_country": "Slovania"})
        assert suggestion == "Slovakia (SK) or Slovenia (SI)"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("Atlantis", "'Atlantis' is no country that aidtrack knows"),
            ("Prx", "'Prx' is no country that aidtrack knows"),
            ("Africa", "'Africa' is a continent, not a country"),
            ("West Africa", "'West Africa' is a region, not a country"),
            ("Texas", "'Texas' is a state of the United States, not a country"),
            ("Various", "'Various' is a word for several countries, not a country"),
        ],
    )
    def test_what_is_far_from_all_or_a_region_has_no_suggestion(
        self, text: str, message: str
    ) -> None:
        assert said({"recipient_country": text}) == [("AT501", message, None)]

    def test_namibia_is_a_country_where_one_is_expected(self) -> None:
        lines = Lines.of([{"recipient_country": "NA"}])
        assert column(lines, "recipient_country") == [("NA",)]

    def test_each_distinct_text_is_looked_at_once_and_only_so_many(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def suggest(shape: CountryShape, text: str) -> None:
            asked.append(text)

        monkeypatch.setattr(CountryShape, "suggest", suggest)
        monkeypatch.setattr(distinct, "MOST_SUGGESTED", 3)
        Lines.of([{"donor_country": text} for text in ("aaaa", "bbbb", "cccc", "dddd") * 50])
        assert asked == ["aaaa", "bbbb", "cccc"]


class TestOrganisations:
    def test_one_where_a_country_is_expected_is_said(self) -> None:
        message = "'WHO' is an organisation (World Health Organization), not a country"
        assert said({"donor": "x", "donor_country": "WHO"}) == [("AT509", message, None)]

    def test_it_is_kept_as_a_name_where_there_is_none(self) -> None:
        rows = [
            {"donor_country": "WHO", "donor": None},
            {"donor_country": "UNICEF", "donor": "Acme"},
            {"donor_country": "UNHCR", "donor": "n/a"},
            {"donor_country": "Atlantis", "donor": None},
            {"donor_country": "FR", "donor": None},
        ]
        lines = Lines.of(rows)
        assert column(lines, "donor", "donor_country") == [
            ("WHO", None), ("Acme", None), (None, None), (None, None), (None, "FR"),
        ]  # fmt: skip

    def test_a_column_of_countries_alone_gives_names_too(self) -> None:
        lines = Lines.of([{"recipient_country": "Indian Red Cross Society"}])
        assert column(lines, "recipient", "recipient_country") == [
            ("Indian Red Cross Society", None)
        ]
        [consignment] = lines.consignments()
        assert consignment.recipient is not None
        assert consignment.recipient.name == "Indian Red Cross Society"
        assert column(Lines.of(consignment), "recipient") == [("Indian Red Cross Society",)]

    def test_one_among_countries_is_noted(self) -> None:
        assert said({"donor": "France"}, {"donor": "WHO"}) == [
            ("AT510", "'WHO' is an organisation (World Health Organization), not a country", None)
        ]

    def test_each_of_several_is_named(self) -> None:
        found = said({"donor": "Peru"}, {"donor": "UNICEF"}, {"donor": "Oxfam"})
        assert [message for _, message, _ in found] == [
            "'UNICEF' is an organisation (United Nations Children's Fund), not a country",
            "'Oxfam' is an organisation, not a country",
        ]

    def test_a_column_of_organisations_is_as_it_should_be(self) -> None:
        assert said({"donor": "UNICEF"}, {"donor": "WHO"}, {"donor": "Various"}) == []
