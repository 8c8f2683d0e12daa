"""Headers to fields, units and currencies; what a caller's mapping settles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from aidtrack import UnknownName
from aidtrack.manifest.headers import Meaning, header_meaning
from tests.manifest.reading import lines_of, remarks, rows


@pytest.mark.parametrize(
    ("header", "field", "unit"),
    [
        ("quantity", "quantity", None),
        ("  QTY. ", "quantity", None),
        ("Qté livrée", "quantity", None),
        ("Cantidad", "quantity", None),
        ("gross_weight", "gross_weight", None),
        ("Weight (Kilograms)", "gross_weight", "kg"),
        ("Gross wt [t]", "gross_weight", "t"),
        ("Gross weight in lb", "gross_weight", "lb"),
        ("poids en kg", "gross_weight", "kg"),
        ("Net Weight KGS", "net_weight", "kg"),
        ("Volume m3", "volume", "m3"),
        ("Qty (pcs)", "quantity", "each"),
        ("Doses", "quantity", "dose"),
        ("Value (USD)", "value", "USD"),
        ("Value USD", "value", "USD"),
        ("Price/EUR", "unit_price", "EUR"),
        ("Unit price (€)", "unit_price", "EUR"),
        ("UoM", "quantity.unit", None),
        ("Currency", "value.unit", None),
        ("#", "line", None),
        ("N° de lot", "batch", None),
        ("N°", "line", None),
        ("N\N{MASCULINE ORDINAL INDICATOR}", "line", None),
        ("N° ligne", "line", None),
        ("Date de péremption", "expiry", None),
        ("Country", "recipient_country", None),
        ("Shipment ref", "reference", None),
        ("Carton Nos", "parcels", None),
        ("Destinatario", "recipient", None),
        ("Descripción de la mercancía", "description", None),
        ("Désignation des marchandises", "description", None),
        ("Nature de la marchandise", "description", None),
        ("Nature of goods", "description", None),
        ("Particulars", "description", None),
        ("Fecha de salida", "dispatched", None),
        ("Date de départ", "dispatched", None),
        ("Flight date", "dispatched", None),
        ("Nº de envío", "reference", None),
        ("N° d'expédition", "reference", None),
        ("Invoice no.", "reference", None),
        ("N° de facture", "reference", None),
        ("Exp. Dt.", "expiry", None),
        ("Mfg. Dt.", "manufactured", None),
        ("B. No.", "batch", None),
        ("HSN Code", "hs_code", None),
        ("Rate (INR)", "unit_price", "INR"),
        ("Seller", "donor", None),
        ("Exportateur", "donor", None),
        ("Buyer", "consignee", None),
        ("Importador", "consignee", None),
        ("Pos.", "line", None),
        ("CMR waybill", "waybill", None),
        ("Lettre de voiture", "waybill", None),
        ("Carta de porte", "waybill", None),
        ("Airport of destination", "destination", None),
        ("Aéroport de départ", "origin", None),
        ("Nb de colis", "packages", None),
    ],
)
def test_a_header_means_a_field_and_maybe_a_unit(header: str, field: str, unit: str | None) -> None:
    meaning = header_meaning(header)
    assert meaning is not None
    assert (meaning.field, meaning.unit) == (field, unit)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "colour",
        "Weight (litres)",
        "Value per",
        "HIV test",
        "x" * 300,
        "each",
        "Rate",
        "CMR",
        "Mfg",
        "Rate (%)",
    ],
)
def test_other_headers_mean_nothing(header: str) -> None:
    assert header_meaning(header) is None


def test_a_whole_name_is_told_from_one_with_a_unit() -> None:
    assert header_meaning("volume") == Meaning("volume")
    assert header_meaning("volume (m3)") == Meaning("volume", "m3", exact=False)


def test_a_unit_of_the_header_holds_for_bare_numbers() -> None:
    lines = lines_of("item,Qty (boxes),Weight (lbs)\ntent,5,6\nrice,7 boxes,8 kg\n")
    assert rows(lines, "quantity.unit", "gross_weight.unit") == [("box", "lb"), ("box", "kg")]


class TestTwoColumnsOfOneField:
    def test_the_name_itself_goes_before_an_alias_and_that_before_one_with_a_unit(self) -> None:
        lines = lines_of("item,Qty (boxes),qty,quantity\ntent,1,2,3\n")
        assert rows(lines, "quantity", "extra.qty", "extra.Qty (boxes)") == [(Decimal(3), "2", "1")]
        assert remarks(lines).count("AT134") == 2

    def test_of_two_alike_the_first_is_read(self) -> None:
        lines = lines_of("item,qty,qty,line\ntent,1,2,3\n")
        assert rows(lines, "quantity", "extra.qty") == [(Decimal(1), "2")]


class TestHeadersThatYield:
    def test_they_mean_their_field_where_no_other_column_does(self) -> None:
        lines = lines_of("Invoice no,Pos,Particulars,qty\nINV-9,1,tent,5 each\n")
        assert rows(lines, "reference", "line", "description") == [("INV-9", "1", "tent")]

    def test_beside_another_they_are_columns_of_the_donors_own(self) -> None:
        lines = lines_of("Invoice no,Particulars,shipment,item,qty\nINV-9,x,S1,tent,5 each\n")
        assert rows(lines, "reference", "extra.Invoice no") == [("S1", "INV-9")]
        assert rows(lines, "description", "extra.Particulars") == [("tent", "x")]
        assert "AT134" not in remarks(lines)

    def test_above_a_table_they_yield_too(self) -> None:
        lines = lines_of("Invoice no,INV-9\nShipment ref,S1\n\nitem,qty\ntent,5 each\n")
        assert rows(lines, "reference") == ["S1"]
        lines = lines_of("Invoice no,INV-9\nSeller,Oxfam\n\nitem,qty\ntent,5 each\n")
        assert rows(lines, "reference", "donor") == [("INV-9", "Oxfam")]


class TestPiecesOfAWaybill:
    @pytest.mark.parametrize("pieces", ["No of pieces", "Pieces", "Nombre de pièces"])
    @pytest.mark.parametrize(
        ("others", "cells"),
        [("", ""), ("Nature of goods,", "relief goods,"), ("item,qty,", "tent,5 each,")],
    )
    def test_they_are_packages_where_nothing_says_that_they_are_the_goods(
        self, pieces: str, others: str, cells: str
    ) -> None:
        lines = lines_of(
            f"AWB,Shipper,{others}{pieces},Gross weight\n157-12345675,Oxfam,{cells}200,6760 kg\n"
        )
        assert rows(lines, "packages") == [Decimal(200)]
        assert remarks(lines).count("AT134") == 1

    @pytest.mark.parametrize(
        "header", ["AWB,item,No of pieces,Gross weight", "shipment,item,No of pieces,Gross weight"]
    )
    def test_beside_goods_that_nothing_else_counts_they_are_the_quantity(self, header: str) -> None:
        lines = lines_of(f"{header}\n157-12345675,tent,200,6760 kg\n")
        assert rows(lines, "quantity") == [Decimal(200)]

    def test_on_a_packing_list_they_are_no_packages(self) -> None:
        lines = lines_of("shipment,item,qty,Pieces\nS1,tent,5 box,50\n")
        assert rows(lines, "quantity", "extra.Pieces") == [(Decimal(5), "50")]
        assert "AT134" in remarks(lines)

    def test_beside_a_column_of_packages_they_are_none(self) -> None:
        lines = lines_of("AWB,Packages,Pieces\n157-12345675,20,200\n")
        assert rows(lines, "packages", "quantity") == [(Decimal(20), Decimal(200))]


class TestItemNumbers:
    def test_a_column_called_items_that_holds_numbers_numbers_the_lines(self) -> None:
        lines = lines_of("item,description,qty\n1,tent,5 each\n2,rice,7 t\n")
        assert rows(lines, "line", "description") == [("1", "tent"), ("2", "rice")]


class TestColumnsOfNoField:
    def test_they_are_kept_under_their_headers(self) -> None:
        lines = lines_of("item,qty,colour,colour,,batch\ntent,1,red,blue,x,B\n")
        assert rows(lines, "extra.colour", "extra.colour (D)", "extra.column E") == [
            ("red", "blue", "x")
        ]
        assert lines.sources[0].unmapped == ("colour", "colour")
        assert "AT133" in remarks(lines)

    def test_an_unnamed_column_without_any_text_is_none(self) -> None:
        assert lines_of("item,qty,,batch\ntent,1,,B\n").extras == ()


class TestMapping:
    def test_headers_are_compared_by_their_folds(self) -> None:
        lines = lines_of(
            "Foo,BÄR\ntent,5 each\n", columns={"foo": "description", "bar": "quantity"}
        )
        assert rows(lines, "description", "quantity.unit") == [("tent", "each")]

    def test_it_goes_before_every_name(self) -> None:
        lines = lines_of("item,qty,pieces\ntent,1,2 each\n", columns={"pieces": "quantity"})
        assert rows(lines, "quantity", "extra.qty") == [(Decimal(2), "1")]

    def test_a_unit_in_the_header_still_holds(self) -> None:
        lines = lines_of("item,Weight (lbs)\ntent,5\n", columns={"Weight (lbs)": "net_weight"})
        assert rows(lines, "net_weight", "net_weight.unit") == [(Decimal(5), "lb")]

    def test_it_can_name_a_column_of_units(self) -> None:
        lines = lines_of("item,qty,how\ntent,5,pcs\n", columns={"how": "quantity.unit"})
        assert rows(lines, "quantity.unit") == ["each"]

    def test_an_unknown_field_is_refused_with_the_nearest(self) -> None:
        with pytest.raises(UnknownName, match="unknown field 'quantty'; did you mean 'quantity'"):
            lines_of("item,qty\ntent,5\n", columns={"qty": "quantty"})

    def test_a_header_that_is_not_there_is_refused(self) -> None:
        with pytest.raises(UnknownName, match="'amuont'"):
            lines_of("item,amount\ntent,5\n", columns={"amuont": "quantity"})


class TestColumnsOfUnits:
    def test_they_complete_bare_numbers(self) -> None:
        lines = lines_of(
            "item,qty,unit,weight,weight unit,price,currency\n"
            "a,5,pcs,6,MT,7,EUR\n"
            "b,5,,6,,7,\n"
            "c,5,N/A,6 kg,lb,7 USD,EUR\n"
        )
        assert rows(lines, "quantity.unit", "gross_weight.unit", "unit_price.unit") == [
            ("each", "t", "EUR"),
            (None, None, None),
            (None, "kg", "USD"),
        ]

    @pytest.mark.parametrize(
        ("unit", "code"),
        [("MT", "AT115"), ("tons", "AT105"), ("blorps", "AT104"), ("litres", "AT106")],
    )
    def test_a_unit_is_judged_as_if_it_stood_in_the_cell(self, unit: str, code: str) -> None:
        from aidtrack import validate

        apart = validate(lines_of(f"line,weight,weight unit\n1,5,{unit}\n"))
        together = validate(lines_of(f"line,weight\n1,5 {unit}\n"))
        assert apart.counts() == together.counts()
        (finding,) = [each for each in apart if each.code == code]
        (other,) = [each for each in together if each.code == code]
        assert finding.message.replace("5 L", "5 litres") == other.message

    def test_the_same_number_with_different_units_is_judged_line_by_line(self) -> None:
        from aidtrack import validate

        lines = lines_of("line,weight,weight unit\n1,5,kg\n2,5,blorps\n3,5,tons\n4,5,lb\n")
        assert rows(lines, "gross_weight.unit") == ["kg", None, None, "lb"]
        found = [(f.code, f.place.row) for f in validate(lines) if f.code < "AT11"]
        assert found == [("AT104", 3), ("AT105", 4)]


class TestCurrencies:
    def test_the_only_one_named_is_borrowed_and_said(self) -> None:
        lines = lines_of("item,value,unit price,Freight (USD)\ntent,5,6,7\n")
        assert rows(lines, "value.unit", "unit_price.unit") == [("USD", "USD")]
        (remark,) = [each for each in lines.remarks if each.code == "AT135"]
        assert remark.message == (
            "value, unit price: taken to be in USD, the only currency named, in 'Freight (USD)'"
        )
        assert remark.place.cell == "B1"

    @pytest.mark.parametrize(
        "header",
        ["item,value,Freight (USD),Tax (EUR)", "item,value,Freight,Tax", "item,value,USD test,Tax"],
    )
    def test_none_is_borrowed_where_several_or_none_are(self, header: str) -> None:
        lines = lines_of(f"{header}\ntent,5,6,7\n")
        assert rows(lines, "value", "value.unit") == [(Decimal(5), None)]

    def test_none_is_borrowed_beside_a_column_of_currencies(self) -> None:
        lines = lines_of("item,value,currency,Freight (USD)\ntent,5,,7\n")
        assert rows(lines, "value.unit") == [None]


class TestPacks:
    def test_bare_quantities_beside_a_pack_size_count_packs(self) -> None:
        lines = lines_of("item,qty,pack size\npills,5,10\n")
        assert rows(lines, "quantity.unit", "pack_size") == [("pack", Decimal(10))]
        assert "AT136" in remarks(lines)

    @pytest.mark.parametrize(
        "table",
        [
            "item,qty,pack size\npills,5,10\npills,6 boxes,10\n",
            "item,qty,unit,pack size\npills,5,,10\n",
            "item,Qty (pieces),pack size\npills,5,10\n",
        ],
    )
    def test_not_where_a_unit_is_stated_anywhere(self, table: str) -> None:
        lines = lines_of(table)
        assert rows(lines, "quantity.unit")[0] in (None, "each")
        assert "AT136" not in remarks(lines)


def test_a_class_beside_un_numbers_is_that_of_dangerous_goods() -> None:
    lines = lines_of("item,UN number,Class\noxygen,UN1072,2.2\n")
    assert rows(lines, "hazard_class") == ["2.2"]
    assert "hazard_class" not in lines_of("item,Class\noxygen,2.2\n").frame.columns
    lines = lines_of("item,UN number,Class,IMDG class\noxygen,UN1072,A,2.2\n")
    assert rows(lines, "hazard_class") == ["2.2"]


@pytest.mark.parametrize(
    ("header", "currency"), [("Total (EUR)", "EUR"), ("Total USD", "USD"), ("Total (€)", "EUR")]
)
def test_a_total_beside_a_price_is_the_value(header: str, currency: str) -> None:
    lines = lines_of(f"item,qty,Unit price,{header}\ntent,2,50,100\n")
    assert rows(lines, "value", "value.unit") == [(Decimal(100), currency)]
    assert "value" not in lines_of(f"item,qty,{header}\ntent,2,100\n").frame.columns


def test_a_total_goes_behind_a_value() -> None:
    lines = lines_of("item,qty,Unit price,Total (EUR),Line value\ntent,2,50,1,100\n")
    assert rows(lines, "value") == [Decimal(100)]


@pytest.mark.parametrize(
    ("header", "code", "line"),
    [
        ("Item,Description of goods", "1", "1"),
        ("Item,Description of goods", "2a", "2a"),
        ("Item,Description of goods", "1.2", "1.2"),
        ("Item,Description of goods", "BLK-01", None),
        ("Items,Product name", "Shelter", None),
        ("Article,Désignation", "COV-01", None),
        ("Artículo,Descripción", "COV-01", None),
    ],
)
def test_what_can_only_describe_goods_does(header: str, code: str, line: str | None) -> None:
    lines = lines_of(f"{header},Qty\n{code},blanket,20 each\n")
    assert rows(lines, "description") == ["blanket"]
    if line is None:
        name, describes = header.split(",")
        assert lines.sources[0].unmapped == (name,)
        (said,) = [each.message for each in lines.remarks if each.code == "AT134"]
        assert said.startswith(f"{describes!r} is read as description; {name!r} claims it too")
    else:
        assert rows(lines, "line") == [line]
        assert not {"AT133", "AT134"} & set(remarks(lines))


def test_an_item_keeps_its_number_where_a_signature_stands_below() -> None:
    text = "Item,Description of goods,Qty\n1,blanket,20 each\nAuthorised signature: ____,,\n"
    assert rows(lines_of(text), "line", "description") == [("1", "blanket")]


def test_an_item_that_the_caller_names_the_description_is_it() -> None:
    text = "Item,Description,Qty\nblanket,of wool,20 each\nTotal,,20 each\n"
    lines = lines_of(text, columns={"Item": "description"})
    assert rows(lines, "description") == ["blanket"]
