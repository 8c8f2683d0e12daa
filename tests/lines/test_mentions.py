"""What words tell of goods, in three languages; and what they do not."""

import polars as pl
import pytest

from aidtrack.lines.lexicon import guess_kind
from aidtrack.lines.mentions import MENTIONS, mentions, substance


def told(text: str, **more: str) -> set[str]:
    frame = pl.DataFrame({"description": [text], **{name: [value] for name, value in more.items()}})
    (words,) = frame.select(mentions(frame)).to_series()
    return set(words.split())


def named(text: str) -> str | None:
    frame = pl.DataFrame({"description": [text]})
    found: str | None = frame.select(substance(frame)).to_series()[0]
    return found


def test_names_of_mentions_are_used_once() -> None:
    names = [mention.name for mention in MENTIONS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Paracétamol 500 mg, comprimés", "form"),
        ("Sales de rehidratación oral, sobres", "form"),
        ("ARTESUNATE 50mg, 6+2tabs", "form"),
        ("Insulin 100 IU/mL", "strength"),
        ("Chlorhexidine 5 %", "strength"),
        ("Keep refrigerated", "cold"),
        ("Chaîne du froid", "cold"),
        ("Oxytocin (2-8 °C)", "2-8"),
        ("Oxytocine, entre 2 et 8°C", "2-8"),
        ("Tetanus toxoid", "freeze-sensitive"),
        ("Vaccin antitétanique", "freeze-sensitive"),
        ("Td vaccine, vial of 10 doses", "freeze-sensitive"),
        ("Vaccin HPV, 1 dose", "freeze-sensitive"),
        ("Vacuna VPH", "freeze-sensitive"),
        ("IPV, vial of 5 doses", "freeze-sensitive"),
        ("Vaccin antipoliomyélitique inactivé", "freeze-sensitive"),
        ("Typhoid conjugate vaccine", "freeze-sensitive"),
        ("Hepatitis B, recombinant", "freeze-sensitive"),
        ("Oxygen cylinder, filled", "filled"),
        ("Oxygen cylinder 10 L, full", "filled"),
        ("Full oxygen cylinders", "filled"),
        ("Oxygen, compressed, in cylinders", "filled"),
        ("Oxígeno comprimido en cilindros", "filled"),
        ("Bouteilles d'oxygène pleines", "filled"),
        ("Cilindros de oxígeno vacíos", "empty"),
        ("Spare Li-ion battery", "lithium"),
        ("Batería de litio", "lithium"),
        ("Pile au lithium", "lithium"),
        ("Carboglace 20 kg", "dry-ice"),
        ("Gel hydroalcoolique 500 mL", "alcohol"),
        ("Alcohol 70 %", "alcohol"),
        ("Insecticide spray", "aerosol"),
    ],
)
def test_words_tell(text: str, mention: str) -> None:
    assert mention in told(text)


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("paracetamol", "form"),
        ("paracetamol", "strength"),
        ("Syringe 2-8 cm", "2-8"),
        ("-2 to 8 °C", "2-8"),
        ("Haemophilus influenzae type b", "freeze-sensitive"),
        ("Vaccin antipoliomyélitique oral, flacon de 20 doses", "freeze-sensitive"),
        ("Typhoid vaccine, oral, live", "freeze-sensitive"),
        ("Influenza, live, nasal", "freeze-sensitive"),
        ("Oxygen cylinder, unfilled", "filled"),
        ("Oxygen cylinder 10 L with full accessories", "filled"),
        ("Oxygen cylinder 10 L with compressor fitting", "filled"),
        ("Lithium carbonate 400 mg", "lithium"),
        ("Torch with AA batteries", "lithium"),
        ("Dry ice gloves", "dry-ice"),
        ("Alcohol swabs 70 %", "alcohol"),
        ("Aerosol therapy mask", "aerosol"),
    ],
)
def test_words_do_not_tell(text: str, mention: str) -> None:
    assert mention not in told(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MORPHINE SULFATE 10mg/ml", "morphine"),
        ("Chlorhydrate de péthidine", "pethidine"),
        ("Fenobarbital 100 mg", "phenobarbital"),
        ("Methylphenobarbital", "methylphenobarbital"),
        ("apomorphine", None),
        ("dextromethorphan", None),
        ("paracetamol", None),
    ],
)
def test_a_substance_is_named_by_its_whole_word(text: str, name: str | None) -> None:
    assert named(text) == name


def test_the_generic_name_speaks_too() -> None:
    frame = pl.DataFrame({"description": ["MST 30"], "inn": ["morphine"]})
    assert frame.select(substance(frame)).to_series().to_list() == ["morphine"]


def test_each_line_is_told_in_its_own_place() -> None:
    texts = ["dry ice", None, "tablets", "dry ice"]
    frame = pl.DataFrame({"description": texts})
    assert [words.split() for words in frame.select(mentions(frame)).to_series()] == [
        ["dry-ice"], [], ["form"], ["dry-ice"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hand sanitiser gel 500 mL", "item"),
        ("Insecticide spray, 400 mL", "item"),
        ("Beaker, glass, 250 ml", "item"),
        ("Syringe, 5 ml, disposable", "item"),
        ("Forceps, 27 cm, dou. act., straight", "item"),
        ("Set, drugs, for surgery", "item"),
        ("Infusion set, with air intake", "item"),
        ("Ringer lactate, 500 ml, with infusion set", "medicine_pack"),
        ("Timolol 0.5%, eye drops, 5ml", "medicine_pack"),
        ("Dextrose, 5%, 1L", "medicine_pack"),
        ("ACT, adult", "medicine_pack"),
        ("Tablet computer, 10 inch", "item"),
        ("Paracetamol tablet, 500 mg", "medicine_pack"),
        ("Medicine cabinet, lockable", "item"),
        ("Computer monitor, 24 inch", "item"),
        ("Blood glucose monitor", "item"),
        ("SpO2 sensor for patient monitor", "item"),
        ("Patient monitor with SpO2 sensor", "monitor"),
        ("Patient monitor, five parameters", "monitor"),
        ("Fan, ventilator, standing", "item"),
        ("Ventilateur sur pied", "item"),
        ("Ventilator, turbine driven", "ventilator"),
    ],
)
def test_a_word_that_goods_share_makes_no_other_goods(text: str, kind: str) -> None:
    frame = pl.DataFrame({"words": [text]})
    guess = frame.select(guess_kind(pl.col("words"))).unnest("guess")["kind"][0]
    assert (guess or "item") == kind
