"""Who gives, who receives, who carries."""

from __future__ import annotations

from aidtrack.model.described import Noun, described
from aidtrack.model.values import CountryField, TextField


class Party(Noun):
    """A government, an organisation or a person, by name or at least by country."""

    name: TextField
    country: CountryField
    contact: TextField

    def __str__(self) -> str:
        """Return the name with its country, as far as they are known."""
        if self.name and self.country:
            return f"{self.name} ({self.country})"
        return self.name or self.country or "(not stated)"


class Donor(Party):
    """Who gives the goods."""

    name: TextField = described(
        "The donor's name.",
        column="donor",
        headers=("donor name", "donated by", "donor organisation", "donor organization", "donateur",
                 "bailleur", "donante", "shipper", "consignor", "sender", "exporter", "expéditeur",
                 "remitente", "funder", "donor country name", "sending country",
                 "exportateur", "exportador", "consignador", "embarcador", "shipper name",
                 "consignor name", "sender name", "exporter name"),
        yielding=("seller", "seller name", "vendeur", "vendedor"),
        hxl="#org+donor",
    )  # fmt: skip
    country: CountryField = described(
        "The donor's country, ISO 3166 alpha-2.",
        column="donor_country",
        headers=("donor country", "country of donor", "pays donateur", "pays du donateur",
                 "país donante", "origin of donation", "from country"),
        hxl="#country+donor",
    )  # fmt: skip
    contact: TextField = described(
        "How to reach the donor.",
        column="donor_contact",
        headers=("donor contact", "shipper contact", "sender contact", "contact donateur"),
    )


class Recipient(Party):
    """Who is to receive the goods in the end."""

    name: TextField = described(
        "The recipient's name.",
        column="recipient",
        headers=("recipient name", "beneficiary", "destinataire", "bénéficiaire", "beneficiario",
                 "receptor", "receiver", "receiving country", "to country name", "destinatario",
                 "destinatario final", "destinataire final"),
        hxl="#org+recipient",
    )  # fmt: skip
    country: CountryField = described(
        "The recipient's country, ISO 3166 alpha-2.",
        column="recipient_country",
        headers=("recipient country", "country", "destination country", "country of destination",
                 "ship to country", "to country", "country name", "pays", "pays destinataire",
                 "pays de destination", "país", "país destinatario", "país de destino"),
        hxl="#country+recipient",
    )  # fmt: skip
    contact: TextField = described(
        "How to reach the recipient.",
        column="recipient_contact",
        headers=("recipient contact", "contact destinataire", "receiver contact"),
    )


class Consignee(Party):
    """Who takes the goods over from the carrier and clears them."""

    name: TextField = described(
        "The consignee's name.",
        column="consignee",
        headers=("consignee name", "consigned to", "ship to", "deliver to", "importer",
                 "consignataire", "réceptionnaire", "consignatario", "importateur",
                 "importador", "importer name"),
        yielding=("buyer", "buyer name", "acheteur", "comprador"),
        hxl="#org+consignee",
    )  # fmt: skip
    country: CountryField = described(
        "The consignee's country, ISO 3166 alpha-2.",
        column="consignee_country",
        headers=("consignee country", "country of consignee"),
        hxl="#country+consignee",
    )
    contact: TextField = described(
        "How to reach the consignee.",
        column="consignee_contact",
        headers=("consignee contact", "consignee telephone", "consignee phone"),
    )


class Carrier(Party):
    """Who carries the goods."""

    name: TextField = described(
        "The carrier's name.",
        column="carrier",
        headers=("carrier name", "airline", "shipping line", "transporter", "transporteur",
                 "transportista", "forwarder", "freight forwarder"),
    )  # fmt: skip
    country: CountryField = described(
        "The carrier's country, ISO 3166 alpha-2.",
        column="carrier_country",
        headers=("carrier country",),
    )
    contact: TextField = described(
        "How to reach the carrier.",
        column="carrier_contact",
        headers=("carrier contact", "driver contact", "driver phone"),
    )


class NotifyParty(Party):
    """Who is told when the goods arrive."""

    name: TextField = described(
        "The notify party's name.",
        column="notify_party",
        headers=("notify", "notify party name", "also notify", "partie à notifier", "notificar a"),
    )
    country: CountryField = described(
        "The notify party's country, ISO 3166 alpha-2.",
        column="notify_party_country",
        headers=("notify party country",),
    )
    contact: TextField = described(
        "How to reach the notify party.",
        column="notify_party_contact",
        headers=("notify party contact", "notify contact"),
    )
