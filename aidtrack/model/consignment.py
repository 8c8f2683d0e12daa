"""The consignment: what one donor sends to one recipient under one reference."""

from __future__ import annotations

from aidtrack.model.described import Noun, described, texts
from aidtrack.model.goods import Goods
from aidtrack.model.party import Carrier, Consignee, Donor, NotifyParty, Recipient
from aidtrack.model.values import (
    DateField,
    DeclaredMassField,
    DeclaredMoneyField,
    DeclaredNumberField,
    IncotermField,
    ModeField,
    TextField,
    TextsField,
)


class Consignment(Noun):
    """One consignment with its parties, its transport, its lines and its claims.

    Whatever a real consignment can be may be built and recorded; what is wrong
    with it is found by :func:`aidtrack.validate`.
    """

    reference: TextField = described(
        "The number under which all documents speak of it.",
        headers=("consignment", "consignment id", "consignment no", "consignment number",
                 "consignment reference", "shipment", "shipment id", "shipment no",
                 "shipment number",
                 "shipment reference", "shipment ref", "reference no",
                 "reference number", "ref", "ref no", "our ref",
                 "asn dn", "asn", "delivery note", "packing list no", "référence", "n° d'envoi",
                 "envoi", "référence de l'envoi", "referencia", "envío", "número de envío",
                 "nº de envío", "nº envío", "numéro d'envoi", "n° d'expédition",
                 "numéro d'expédition", "nº de expedición", "número de expedición"),
        yielding=("invoice no", "invoice nr", "invoice number", "commercial invoice no",
                  "proforma invoice no", "proforma no", "facture n°", "n° facture",
                  "n° de facture", "numéro de facture", "factura nº", "nº factura",
                  "nº de factura", "número de factura"),
        hxl="#meta+reference",
    )  # fmt: skip
    donor: Donor | None = None
    recipient: Recipient | None = None
    consignee: Consignee | None = None
    notify_party: NotifyParty | None = None
    origin: TextField = described(
        "The place that the goods leave from.",
        headers=("from", "place of origin", "port of loading", "origin place", "departure",
                 "point of departure", "airport of departure", "origine", "provenance", "origen",
                 "place of departure", "aéroport de départ", "port de chargement",
                 "lieu de départ", "lieu de chargement", "aeropuerto de salida",
                 "aeropuerto de origen", "puerto de embarque", "puerto de salida",
                 "lugar de salida", "lugar de origen", "airport of origin", "airport of loading",
                 "place of loading"),
    )  # fmt: skip
    destination: TextField = described(
        "The place that the goods go to.",
        headers=("to", "place of destination", "port of discharge", "final destination",
                 "arrival place",
                 "airport of arrival", "lieu de destination", "destino", "delivery place",
                 "airport of destination", "destination airport", "port of destination",
                 "destination port", "airport of discharge", "place of discharge",
                 "aéroport de destination", "aéroport d'arrivée", "port de destination",
                 "port de déchargement", "lieu de livraison", "destination finale",
                 "aeropuerto de destino", "aeropuerto de llegada", "puerto de destino",
                 "puerto de descarga", "lugar de destino", "lugar de entrega",
                 "destino final"),
    )  # fmt: skip
    dispatched: DateField = described(
        "The day on which the goods left.",
        headers=("dispatch date", "date dispatched", "date of dispatch", "ship date", "shipped",
                 "shipped date", "shipping date", "date shipped", "sent on", "date sent",
                 "date of shipment", "etd",
                 "departure date", "date d'expédition", "date d'envoi", "fecha de envío",
                 "fecha de despacho", "date", "fecha de salida", "fecha salida",
                 "fecha envío", "date de départ", "date expédition", "date of departure",
                 "dispatched on", "shipped on"),
        yielding=("flight date", "date of flight", "date de vol", "date du vol",
                  "fecha de vuelo", "fecha del vuelo", "fecha de embarque",
                  "date d'embarquement", "date de chargement", "fecha de carga",
                  "loading date"),
        hxl="#date+ship",
    )  # fmt: skip
    expected: DateField = described(
        "The day on which the goods are to arrive.",
        headers=("expected date", "eta", "expected arrival", "arrival date", "date of arrival",
                 "expected delivery", "expected delivery date", "scheduled delivery date",
                 "delivery date", "date d'arrivée", "date d'arrivée prévue", "fecha de llegada",
                 "fecha prevista"),
        hxl="#date+arrival",
    )  # fmt: skip
    mode: ModeField = described(
        "How the goods travel: air, sea, road, rail, river or courier.",
        headers=("transport mode", "mode of transport", "shipment mode", "shipping mode",
                 "mode de transport", "modo de transporte"),
    )  # fmt: skip
    carrier: Carrier | None = None
    waybill: TextField = described(
        "The air waybill or bill of lading.",
        headers=("awb", "awb no", "air waybill", "air waybill no", "awb bl", "bl", "bl no",
                 "bill of lading", "waybill no", "waybill number", "lta", "connaissement",
                 "guía aérea", "conocimiento de embarque", "cmr no", "cmr waybill",
                 "cmr number", "mawb", "mawb no", "master awb", "master air waybill",
                 "air waybill number", "awb number", "bill of lading no", "b l no",
                 "lettre de voiture", "n° lettre de voiture", "n° de lettre de voiture",
                 "lettre de transport aérien", "n° lta", "carta de porte", "nº carta de porte",
                 "nº de guía aérea", "road waybill", "rail waybill", "consignment note"),
    )  # fmt: skip
    vehicle: TextField = described(
        "The flight, vessel or registration.",
        headers=("flight", "flight no", "vessel", "truck no", "registration",
                 "vehicle registration",
                 "vehicle no", "vol n°", "navire", "véhicule", "vehículo", "vuelo", "buque"),
    )  # fmt: skip
    incoterm: IncotermField = described(
        "The delivery term.",
        headers=("incoterms", "delivery term", "delivery terms", "vendor inco term", "inco term",
                 "terms of delivery"),
    )  # fmt: skip
    declared_gross_weight: DeclaredMassField = described(
        "The gross weight that the documents claim for the whole consignment.",
        headers=("declared gross weight", "declared weight", "consignment gross weight",
                 "consignment weight",
                 "poids brut déclaré", "peso bruto declarado"),
    )  # fmt: skip
    declared_packages: DeclaredNumberField = described(
        "The number of packages that the documents claim for the whole consignment.",
        headers=("declared packages", "consignment packages", "total packages",
                 "total number of packages", "total cartons",
                 "nombre total de colis", "total de bultos"),
    )  # fmt: skip
    declared_value: DeclaredMoneyField = described(
        "The value that the documents claim for the whole consignment.",
        headers=("declared value", "declared customs value", "consignment value", "invoice total",
                 "valeur déclarée", "valor declarado"),
    )  # fmt: skip
    lines: tuple[Goods, ...] = ()
    as_written: TextsField = texts()
    """The texts that could not be read, by their columns."""

    def __str__(self) -> str:
        """Return the consignment in one line."""
        donor = self.donor or "(donor not stated)"
        recipient = self.recipient or "(recipient not stated)"
        count = f"{len(self.lines)} line{'' if len(self.lines) == 1 else 's'}"
        return f"{self.reference or '(no reference)'}: {donor} to {recipient}, {count}"
