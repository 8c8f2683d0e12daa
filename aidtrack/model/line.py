"""What every line of a consignment has, whatever its kind."""

from __future__ import annotations

from aidtrack.model.described import Noun, described, texts
from aidtrack.model.party import Donor
from aidtrack.model.values import (
    CountryField,
    DimensionsField,
    ExpiryField,
    GoodsField,
    HsField,
    LevelsField,
    MadeField,
    MassField,
    MoneyField,
    PackagesField,
    PackSizeField,
    SerialsField,
    TextField,
    TextsField,
    VolumeField,
)


class Packaging(Noun):
    """The packages that a line fills."""

    count: PackagesField = described(
        "The number of outer packages.",
        column="packages",
        headers=("number of packages", "no of packages", "no of pkgs", "no pkgs", "packages",
                 "number of cartons", "no of cartons", "cartons", "ctns", "cases", "case qty",
                 "case quantity", "number of packs", "boxes", "parcels count", "colis",
                 "nombre de colis", "nb colis", "bultos", "número de bultos", "nº de bultos",
                 "handling units", "total number of cases", "number of cases", "no of cases",
                 "no of boxes", "number of boxes", "no of ctns", "nombre de cartons",
                 "nb de cartons", "número de cajas", "nº de cajas", "número de cartones",
                 "nb de colis", "nbre de colis", "nbre colis", "nº bultos", "número bultos",
                 "cantidad de bultos", "total bultos", "total colis"),
        hxl="#item+packages",
    )  # fmt: skip
    type: TextField = described(
        "What the outer packages are, such as carton or pallet.",
        column="package_type",
        headers=("package type", "type of package", "type of packages", "kind of packages",
                 "packaging", "type de colis", "tipo de bulto", "packaging type"),
    )  # fmt: skip
    levels: LevelsField = described(
        "Packages within packages, outermost first: 2 pallet > 40 carton > 12 box.",
        column="package_levels",
        headers=("packaging levels", "pack levels"),
    )
    dimensions: DimensionsField = described(
        "Length, width and height of one outer package.",
        headers=("dimension", "dims", "package dimensions", "carton dimensions", "size lxwxh",
                 "l x w x h", "lxwxh", "dimensiones", "measurements"),
    )  # fmt: skip
    weight: MassField = described(
        "The gross weight of one outer package.",
        column="package_weight",
        headers=("weight per carton", "weight per package", "carton weight",
                 "gross weight per carton",
                 "kg per carton", "poids par colis", "poids par carton", "peso por bulto"),
    )  # fmt: skip


class LineItem(Noun):
    """One line: goods of one kind, with all that the documents say of them.

    Every field may be None: what must be stated is a matter of the rules.
    """

    line: TextField = described(
        "The line's own number or identifier, as written.",
        headers=("line no", "line number", "line id", "item no", "item number", "no", "nr", "sl no",
                 "s no", "sr no", "serial no of line", "id", "line item", "ligne", "n° ligne",
                 "numéro de ligne", "línea", "nº de línea", "#"),
        yielding=("pos", "pos no", "pos nr", "nº pos", "n° de position"),
        hxl="#meta+line",
    )  # fmt: skip
    description: TextField = described(
        "What the goods are, in words.",
        headers=("item", "items", "item text", "item description", "description of goods",
                 "goods description", "product", "product description", "material description",
                 "article", "article name", "item name",
                 "name of item", "product name", "goods", "commodity", "désignation",
                 "description de l'article", "libellé", "produit", "descripción",
                 "descripción del artículo", "producto", "artículo", "designación",
                 "article description", "description of all retail goods", "vaccine",
                 "part number description", "product part number description",
                 "article nature", "name of goods", "goods name", "medicine",
                 "medicine name", "equipment", "nom", "nombre del producto", "nombre",
                 "désignation des marchandises", "désignation de la marchandise",
                 "désignation des articles", "désignation du produit",
                 "désignation de l'article", "désignation des produits",
                 "description des marchandises", "description de la marchandise",
                 "description des articles", "description du produit",
                 "description des produits",
                 "descripción de la mercancía", "descripción de las mercancías",
                 "descripción de mercancías", "descripción de la mercadería",
                 "descripción de los artículos", "descripción del producto",
                 "descripción de los productos", "descripción de los bienes",
                 "designación de la mercancía", "designación de las mercancías",
                 "description of items", "description of item", "description of articles",
                 "description of products", "description of product"),
        yielding=("particulars", "particulars of goods", "nature of goods",
                  "nature and quantity of goods", "nature des marchandises",
                  "nature de la marchandise", "naturaleza de la mercancía",
                  "naturaleza de las mercancías", "marchandise", "marchandises",
                  "mercancía", "mercancías", "mercadería", "mercaderías"),
        hxl="#item+name",
    )  # fmt: skip
    quantity: GoodsField = described(
        "How much of the goods, in the unit they are counted or measured in.",
        headers=("qty", "quantity shipped", "shipped quantity", "qty shipped", "line item quantity",
                 "total quantity", "total qty", "amount of goods", "no of units",
                 "number of units", "how many",

                 "quantité", "qté", "quantité livrée", "qté livrée", "quantité expédiée",
                 "cantidad",
                 "cant", "quantity delivered", "units shipped", "order qty", "quantity ordered",
                 "ordered quantity", "quantity sent", "qty sent", "nombre d'unités", "nbre", "nb",
                 "cantidad enviada", "cantidad entregada", "quantity received", "qty received",
                 "quantité envoyée", "quantité reçue", "qté reçue", "cantidad recibida",
                 "no of pieces", "number of pieces", "pcs", "nos", "total pieces",
                 "nombre de pièces", "nb de pièces", "nº de piezas", "número de piezas"),
        hxl="#item+qty",
    )  # fmt: skip
    pack_size: PackSizeField = described(
        "How many single pieces one pack holds.",
        headers=("pack size", "units per pack", "pieces per pack", "qty per pack",
                 "quantity per pack",
                 "unit of measure per pack", "pcs per pack", "items per pack", "per pack",
                 "unités par boîte", "conditionnement", "unidades por envase", "uom per pack",
                 "quantity per uom", "units per box", "pieces per box"),
        hxl="#item+pack",
    )  # fmt: skip
    gross_weight: MassField = described(
        "The weight of the whole line with its packaging.",
        headers=("gross wt", "gross mass", "gross", "weight", "total weight", "total gross weight",
                 "gr weight", "gw", "poids brut", "poids", "poids total", "peso bruto", "peso",
                 "peso total", "shipment weight", "line weight", "masse brute",
                 "gross weight total", "gw total", "item gross weight", "poids brut total",
                 "peso bruto total", "gross weight per line"),
        hxl="#item+weight",
    )  # fmt: skip
    net_weight: MassField = described(
        "The weight of the whole line without packaging.",
        headers=("net wt", "net mass", "net", "total net weight", "nw", "poids net", "peso neto",
                 "masse nette", "net weight total", "nw total", "item net weight",
                 "order net weight", "tot net weight", "poids net total", "peso neto total"),
        hxl="#item+weight+net",
    )  # fmt: skip
    unit_weight: MassField = described(
        "The weight of one piece.",
        headers=("weight per unit", "unit wt", "weight each", "piece weight", "poids unitaire",
                 "peso unitario", "weight per piece"),
    )  # fmt: skip
    volume: VolumeField = described(
        "The volume of the whole line with its packaging.",
        headers=("vol", "total volume", "cbm", "cube", "measurement", "volume total", "volumen",
                 "volumen total", "cubage"),
        hxl="#item+volume",
    )  # fmt: skip
    value: MoneyField = described(
        "The value of the whole line.",
        headers=("total value", "line value", "line item value", "value of goods", "total price",
                 "total amount", "amount", "line total", "customs value", "valeur", "valeur totale",
                 "montant", "valor", "valor total", "importe"),
        hxl="#value+total",
    )  # fmt: skip
    unit_price: MoneyField = described(
        "The price of one of the units that the quantity counts, or of one piece.",
        headers=("price", "unit cost", "unit value", "price per unit", "price each", "cost",
                 "prix unitaire", "prix", "precio unitario", "precio", "value per unit",
                 "unit rate", "rate per unit", "rate each"),
        hxl="#value+unit_price",
    )  # fmt: skip
    pack_price: MoneyField = described(
        "The price of one pack.",
        headers=("price per pack", "pack cost", "prix par boîte", "precio por envase"),
    )
    packaging: Packaging | None = None
    parcels: TextField = described(
        "The numbers of the packages, as marked on them: 1-20, or 3/10.",
        headers=("parcel numbers", "parcel no", "parcel", "carton no", "carton number",
                 "carton numbers", "carton nos", "box no", "box number", "package no",
                 "package number", "pallet no",
                 "marks and numbers", "case no", "n° colis", "numéro de colis", "nº de bulto"),
    )  # fmt: skip
    sscc: TextField = described(
        "The serial shipping container code on the label of a pallet or carton, 18 digits.",
        headers=("sscc code", "sscc number", "sscc no", "pallet sscc",
                 "serial shipping container code", "code sscc", "numéro sscc", "n° sscc",
                 "código sscc", "nº sscc"),
    )  # fmt: skip
    container_number: TextField = described(
        "The number of the freight container, such as CSQU3054383.",
        headers=("container no", "container nr", "container id",
                 "freight container", "n° conteneur", "n° de conteneur", "numéro de conteneur",
                 "nº de contenedor", "número de contenedor"),
    )  # fmt: skip
    gtin: TextField = described(
        "The global trade item number under the bar code, 8, 12, 13 or 14 digits.",
        headers=("gtin code", "gtin number", "gtin no", "ean", "ean code", "ean 13", "ean13",
                 "upc", "gtin ean", "ean gtin", "code gtin", "code ean", "código gtin",
                 "código ean"),
        hxl="#item+code+gtin",
    )  # fmt: skip
    hs_code: HsField = described(
        "The Harmonized System code, 6, 8 or 10 digits.",
        headers=("hs", "hs no", "hts", "hts code", "tariff code", "tariff number", "commodity code",
                 "customs code", "code sh", "code douanier", "código sa", "código arancelario",
                 "partida arancelaria", "classification code", "eu commodity code",
                 "tariff code eu",
                 "tariff code uk", "tariff commodity", "hsn", "hsn code", "hsn no",
                 "hsn number"),
        hxl="#item+code+hs",
    )  # fmt: skip
    hs_edition: TextField = described(
        "The edition of the Harmonized System, such as 2022.",
        headers=("hs edition", "hs year", "hs version"),
    )
    un_number: TextField = described(
        "The UN number of dangerous goods, such as UN1072.",
        headers=("un no", "un", "un nr", "un code", "dg un number", "numéro onu", "n° onu",
                 "número onu"),
    )  # fmt: skip
    shipping_name: TextField = described(
        "The proper shipping name of dangerous goods, such as Oxygen, compressed.",
        headers=("proper shipping name", "dg shipping name", "psn", "nom d'expédition",
                 "désignation officielle de transport", "designación oficial de transporte"),
    )  # fmt: skip
    hazard_class: TextField = described(
        "The class or division of dangerous goods, such as 2.2 (5.1).",
        headers=("dg class", "imo class", "imdg class", "adr class", "un class", "class division",
                 "dangerous goods class", "hazard division", "classe de danger",
                 "clase de peligro", "clase de riesgo"),
    )  # fmt: skip
    batch: TextField = described(
        "The manufacturer's batch or lot.",
        headers=("batch no", "batch number", "batch nr", "lot", "lot no", "lot number", "lot nr",
                 "lot batch", "batch lot", "n° de lot", "numéro de lot", "n° lot", "lote",
                 "número de lote", "nº de lote", "b no", "nº lote", "lote nº"),
        hxl="#meta+batch",
    )  # fmt: skip
    manufactured: MadeField = described(
        "When the goods were made.",
        headers=("manufacture date", "manufacturing date", "date of manufacture", "mfg date", "mfd",
                 "production date", "date de fabrication", "fecha de fabricación",
                 "mfg dt", "mfd dt", "mfd date", "manufactured on", "date of mfg",
                 "date of mfr", "mfr date", "manufacturing dt", "date fab", "fecha fab",
                 "fecha de elaboración"),
        hxl="#date+manufactured",
    )  # fmt: skip
    expiry: ExpiryField = described(
        "The last day on which the goods may be used; a month alone means its last day.",
        headers=("expiry date", "expiration", "expiration date", "exp", "exp date", "best before",
                 "use by", "date d'expiration", "date de péremption", "péremption", "expire",
                 "caducidad", "fecha de caducidad", "vencimiento", "fecha de vencimiento",
                 "exp dt", "expiry dt", "date of expiry", "date of expiration", "expires",
                 "expires on", "expiry on", "date limite d'utilisation",
                 "fecha de expiración", "fecha caducidad", "fecha vencimiento", "fecha venc",
                 "fecha de vto"),
        hxl="#date+expiry",
    )  # fmt: skip
    serials: SerialsField = described(
        "The serial numbers, one for each device.",
        headers=("serial", "serial no", "serial number", "serial numbers", "s n", "numéro de série",
                 "n° de série", "número de serie"),
    )  # fmt: skip
    manufacturer: TextField = described(
        "Who made the goods.",
        headers=("maker", "made by", "producer", "fabricant", "fabricante", "manufacturer name"),
    )
    country_of_origin: CountryField = described(
        "Where the goods were made, ISO 3166 alpha-2.",
        headers=("coo", "origin country", "country origin", "made in", "pays d'origine",
                 "país de origen", "country of manufacture", "country of origin code"),
        hxl="#country+origin",
    )  # fmt: skip
    donor: Donor | None = None
    remarks: TextField = described(
        "Anything else.",
        headers=("remark", "comment", "comments", "notes", "note", "observations", "remarques",
                 "commentaires", "observaciones", "comentarios"),
        hxl="#meta+remarks",
    )  # fmt: skip
    extra: TextsField = texts()
    """The texts of columns that stand for no field, by their headers."""
    as_written: TextsField = texts()
    """The texts that could not be read, by their columns."""
