"""What words tell of kinds of goods and of countries."""

from __future__ import annotations

import pytest

from aidtrack import validate
from aidtrack.lines.lexicon import guess_kind
from tests.manifest.reading import lines_of, rows


@pytest.mark.parametrize(
    ("description", "kind", "type_"),
    [
        ("Oxygen concentrator 10 L/min", "oxygen_unit", "concentrator"),
        ("Concentrateur d'oxygène", "oxygen_unit", "concentrator"),
        ("oxygen production unit", "oxygen_unit", "generator"),
        ("Planta PSA de oxígeno", "oxygen_unit", "generator"),
        ("Oxygen cylinder, 40 L", "oxygen_unit", "cylinder"),
        ("bouteille d'oxygène", "oxygen_unit", "cylinder"),
        ("Liquid oxygen", "oxygen_unit", "liquid"),
        ("Oxygen (medical) 99.5%", "oxygen_unit", None),
        ("Ventilator, ICU", "ventilator", None),
        ("Respirateur de réanimation", "ventilator", None),
        ("ventilator circuit", "item", "device"),
        ("Oxygen mask", "item", "device"),
        ("Patient monitor", "monitor", None),
        ("Pulse oximeter", "monitor", None),
        ("Measles vaccine", "vaccine", None),
        ("Vaccine carrier", "item", "device"),
        ("Glacière pour vaccins", "item", "device"),
        ("Congelador para vacunas", "item", "device"),
        ("Oxygen cylinder with regulator", "oxygen_unit", "cylinder"),
        ("Bouteille d'oxygène avec détendeur", "oxygen_unit", "cylinder"),
        ("Cilindro de oxígeno con regulador", "oxygen_unit", "cylinder"),
        ("Amoxicilline", "medicine_pack", None),
        ("Amoxicilina", "medicine_pack", None),
        ("Lidocaïne", "medicine_pack", None),
        ("Aciclovir", "medicine_pack", None),
        ("Beaker, glass, 250 ml", "item", None),
        ("Syringe, 5 ml", "item", "device"),
        ("Water purification tablets", "item", "wash"),
        ("Comprimés de purification de l'eau", "item", "wash"),
        ("Set, drugs, for 50 patients", "item", "kit"),
        ("Medical supplies", "item", "device"),
        ("Réactif de groupage sanguin", "item", "test"),
        ("Máquina de coser", "item", None),
        ("Caps for bottles", "item", None),
        ("Vacuna BCG", "vaccine", None),
        ("Amoxicillin 500 mg caps", "medicine_pack", None),
        ("Paracétamol, comprimé", "medicine_pack", None),
        ("HIV, rapid test kit", "item", "test"),
        ("Gants", "item", "ppe"),
        ("Tente familiale", "item", "shelter"),
        ("Arroz 25 kg", "item", "food"),
        ("Jerry can", "item", "wash"),
        ("IEHK 2017, basic module", "item", "kit"),
        ("Hospital bed", "item", "device"),
        ("mysterious object", "item", None),
    ],
)
def test_the_lexicon_knows_three_languages(description: str, kind: str, type_: str | None) -> None:
    lines = lines_of(f'line,description,quantity\n1,"{description}",5 each\n')
    technology, category = rows(lines, "technology", "category")[0]
    assert rows(lines, "kind") == [kind]
    assert (technology or category) == type_
    assert "AT139" in validate(lines).counts()


def test_a_kind_that_is_stated_holds_and_nothing_is_added_to_it() -> None:
    lines = lines_of("kind,description,quantity\noxygen,Oxygen concentrator,5 each\n")
    assert rows(lines, "kind", "technology") == [("oxygen_unit", None)]
    assert "AT139" not in validate(lines).counts()


@pytest.mark.parametrize(
    ("word", "kind", "category"),
    [
        ("Ventilators", "ventilator", None),
        ("ppe", "item", "ppe"),
        ("oxygen concentrators", "oxygen_unit", None),
        ("Vivres", "item", "food"),
    ],
)
@pytest.mark.parametrize("header", ["kind", "category"])
def test_a_word_of_either_column_is_understood(
    word: str, kind: str, category: str | None, header: str
) -> None:
    lines = lines_of(f"{header},description,quantity\n{word},whatever,5 each\n")
    assert rows(lines, "kind", "category") == [(kind, category)]
    assert "AT119" not in validate(lines).counts()


@pytest.mark.parametrize(
    ("header", "kinds"),
    [
        ("Vaccine", [("vaccine", None), ("item", "device"), ("vaccine", None)]),
        ("Medicine", [("medicine_pack", None), ("item", "device"), ("medicine_pack", None)]),
        ("Equipment", [("item", "device"), ("item", "device"), ("item", "device")]),
        ("Item", [("item", None), ("item", "device"), ("item", None)]),
    ],
)
def test_what_the_descriptions_are_headed_tells_what_they_do_not(
    header: str, kinds: list[tuple[str, str | None]]
) -> None:
    table = "Abdala,5 doses\nsyringe,6 each\n,7 doses\n"
    lines = lines_of(f"{header},quantity\n{table}", columns={header: "description"})
    assert rows(lines, "kind", "category") == kinds


def test_a_word_that_tells_nothing_is_said() -> None:
    findings = validate(lines_of("category,description,quantity\ntoys,whatever,5 each\n"))
    (finding,) = [each for each in findings if each.code == "AT119"]
    assert finding.message.startswith("'toys' is no category of goods; expected ppe, test,")


def test_an_accessory_is_not_what_its_category_names() -> None:
    lines = lines_of("category,description\nVentilators,ventilator circuit\n")
    assert rows(lines, "kind", "category") == [("item", "device")]


def test_lines_without_any_word_are_items() -> None:
    lines = lines_of("line,quantity\n1,5 each\n")
    assert rows(lines, "kind", "technology", "category") == [("item", None, None)]


def test_nothing_is_guessed_of_no_words() -> None:
    import polars as pl

    frame = pl.DataFrame({"words": [None, "", "xyz"]}, schema={"words": pl.String})
    guessed = frame.select(guess_kind(pl.col("words"))).unnest("guess")
    assert guessed.rows() == [(None, None)] * 3


class TestCountriesBehindNames:
    TABLE = (
        "donor,recipient,consignee,quantity\n"
        "France,Congo,WHO,5 each\n"
        "U.K.,Ivory Coast,Germnay,6 each\n"
        "UNICEF,,,7 each\n"
    )

    def test_a_name_that_is_a_countrys_gives_its_code(self) -> None:
        lines = lines_of(self.TABLE)
        assert rows(lines, "donor", "donor_country", "recipient_country") == [
            ("France", "FR", None),
            ("U.K.", "GB", "CI"),
            ("UNICEF", None, None),
        ]
        assert not lines.has("consignee_country")

    def test_what_is_not_plain_is_said(self) -> None:
        found = [
            (f.code, f.place.row, f.message) for f in validate(lines_of(self.TABLE))
            if f.code in ("AT502", "AT506", "AT507")
        ]  # fmt: skip
        assert found == [
            ("AT502", 2, ("'Congo' can be Republic of the Congo (CG) or Democratic Republic of the "
             "Congo (CD)")),
            ("AT506", 3, "'Germnay' is no country; Germany (DE) is close"),
            ("AT507", 3, "U.K. is read as United Kingdom (GB)"),
            ("AT507", 3, "Ivory Coast is read as Côte d'Ivoire (CI)"),
        ]  # fmt: skip

    def test_a_column_of_countries_beside_it_goes_first(self) -> None:
        lines = lines_of("donor,donor country,quantity\nFrance,DE,5 each\nFrance,,5 each\n")
        assert rows(lines, "donor_country") == ["DE", None]
