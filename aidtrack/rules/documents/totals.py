"""Family 7, between documents: weights, packages, volume and value in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aidtrack.findings.rule import Scope
from aidtrack.findings.severity import Severity
from aidtrack.rules import sources as cited
from aidtrack.rules.declaration import rule, where
from aidtrack.rules.documents.comparing import both_sent, contradicts, packed_alike

if TYPE_CHECKING:
    from polars import Expr

    from aidtrack.lines.columns import Columns
    from aidtrack.rules.given import Given

_CRATE = {"reference": "A-1", "description": "monitor"}
_CARTONS = _CRATE | {"package_type": "carton"}
_PALLETS = _CRATE | {"package_type": "pallet"}
_HOSE = {"reference": "A-1", "description": "hose"}


@rule(
    "AT707",
    Severity.ERROR,
    "the gross weight is {gross_kg_said} in {document}, but {other_gross_kg_said} "
    "in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [[_CRATE | {"gross_weight": "100 kg"}], [_CRATE | {"gross_weight": "100 kg"}]],
        [[_CRATE | {"gross_weight": "100 kg"}], [_CRATE | {"gross_weight": "99.5 kg"}]],
        [[_CRATE | {"gross_weight": "22.4 t"}], [{"declared_gross_weight": "over 22 t"}]],
        [[_CRATE | {"gross_weight": "100 kg"}], [_CRATE | {"gross_weight": "90 kg"}, _HOSE]],
        [
            [_CRATE | {"gross_weight": "500 kg", "package_type": "carton"}],
            [_CRATE | {"gross_weight": "540 kg", "package_type": "pallet"}],
        ],
    ],
    fails=[
        [[_CRATE | {"gross_weight": "100 kg"}], [_CRATE | {"gross_weight": "99.49 kg"}]],
        [[_CRATE | {"gross_weight": "22.4 t"}], [{"declared_gross_weight": "over 23 t"}]],
        [[_CRATE | {"gross_weight": "100 kg"}], [_CRATE | {"gross_weight": "110 kg"}, _HOSE]],
    ],
)
def documents_differ_in_weight(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment state different gross weights.

    Customs may refuse the goods on such a difference. "Over 22 t" is a lower bound; so is the
    sum of the lines where some are not weighed, unless the whole is declared. Where one counts
    pallets and the other cartons, pallets are weighed in one of them alone; that is a point of
    its own.

    To correct: weigh the packed goods, or take the carrier's weight, and have the other
    document issued again with it.
    """
    tolerance = given.document_weight_tolerance
    comparable = both_sent(document) & packed_alike(document)
    return where(comparable, contradicts(document, "gross_kg", tolerance))


@rule(
    "AT730",
    Severity.ERROR,
    "there are {packages_said} packages in {document}, but {other_packages_said} packages "
    "in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.T120}, rule R017: the quantity of handling units is the number listed"],
    passes=[
        [[_CRATE | {"packages": "4"}, _HOSE | {"packages": "1"}], [{"declared_packages": "5"}]],
        [[_CRATE | {"packages": "4"}, _HOSE], [{"declared_packages": "5"}]],
        [[{"declared_packages": "5"}], [{"declared_packages": "about 6"}]],
        [
            [_CRATE | {"packages": "40", "package_type": "carton"}],
            [_CRATE | {"packages": "2", "package_type": "pallet"}],
        ],
    ],
    fails=[
        [[_CRATE | {"packages": "4"}], [{"declared_packages": "5"}]],
        [[_CRATE | {"packages": "6"}, _HOSE], [{"declared_packages": "5"}]],
        [
            [_CRATE | {"packages": "40", "package_type": "carton"}],
            [_CRATE | {"packages": "39", "package_type": "Cartons"}],
        ],
    ],
)
def documents_differ_in_packages(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment state different numbers of packages.

    Packages are counted at every handover. If the documents differ, one is held to be lost.
    Packages of different types, such as pallets and cartons, are not compared.

    To correct: count the packages. If one document counts pallets and the other cartons, say
    so in both.
    """
    del given
    comparable = both_sent(document) & packed_alike(document)
    return where(comparable, contradicts(document, "packages"))


@rule(
    "AT731",
    Severity.WARNING,
    "the net weight is {net_kg_said} in {document}, but {other_net_kg_said} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[[[_CRATE | {"net_weight": "100 kg"}], [_CRATE | {"net_weight": "0.1 t"}]]],
    fails=[[[_CRATE | {"net_weight": "100 kg"}], [_CRATE | {"net_weight": "90 kg"}]]],
)
def documents_differ_in_net_weight(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment state different net weights.

    Duty and dangerous goods limits are reckoned by net weight.

    To correct: see whether one of them leaves out the inner packaging too, and give both
    documents the same figure.
    """
    tolerance = given.document_weight_tolerance
    return where(both_sent(document), contradicts(document, "net_kg", tolerance))


@rule(
    "AT732",
    Severity.WARNING,
    "the volume is {volume_m3_said} in {document}, but {other_volume_m3_said} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.T120}, rule R019: the volume is at least the sum over its parts"],
    passes=[[[_CRATE | {"volume": "10 m3"}], [_CRATE | {"volume": "9.8 m3"}]]],
    fails=[[[_CRATE | {"volume": "10 m3"}], [_CRATE | {"volume": "9.79 m3"}]]],
)
def documents_differ_in_volume(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment state different volumes.

    Aircraft and trucks are booked by volume as well as weight: goods are left behind where
    the greater of the two is right.

    To correct: measure the packages as they stand, pallets included, and give both documents
    the same figure.
    """
    tolerance = given.document_volume_tolerance
    return where(both_sent(document), contradicts(document, "volume_m3", tolerance))


@rule(
    "AT733",
    Severity.WARNING,
    "the value is {value_said} in {document}, but {other_value_said} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[cited.LOG_CUSTOMS],
    passes=[
        [[_CRATE | {"value": "1200.50 USD"}], [{"declared_value": "1200.50 USD"}]],
        [[_CRATE | {"value": "1200.50 USD"}], [{"declared_value": "1100 EUR"}]],
        [[_CRATE | {"value": "1200.50 USD"}], [{"declared_value": "up to 1500 USD"}]],
    ],
    fails=[
        [[_CRATE | {"value": "1200.50 USD"}], [{"declared_value": "1200 USD"}]],
        [[_CRATE | {"value": "1200.50 USD"}, _HOSE], [{"declared_value": "1000 USD"}]],
    ],
)
def documents_differ_in_value(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment state different values in one currency.

    Customs and insurers go by the value, and hold the lower one to be a false declaration.
    Freight and insurance may be in one of them.

    To correct: state the value of the goods alone on all documents, and freight apart from
    it; then mend the one that is wrong.
    """
    del given
    alike = document.value_currency == document.other.value_currency
    return where(both_sent(document) & alike, contradicts(document, "value"))


@rule(
    "AT740",
    Severity.WARNING,
    "the delivery term is {incoterm} in {document}, but {other_incoterm} in {other_document}",
    scope=Scope.DOCUMENTS,
    cites=[f"{cited.UNRWA}: the waybill shows the delivery term"],
    passes=[[[{"incoterm": "DAP"}], [{"incoterm": "DAP Bangui"}]]],
    fails=[[[{"incoterm": "DAP"}], [{"incoterm": "DDP"}]]],
)
def delivery_terms_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment state different delivery terms.

    Who pays for clearance and the last leg is then open, and the goods stand meanwhile.

    To correct: take the term of the agreement with the recipient on all documents.
    """
    del given
    return document.incoterm != document.other.incoterm


@rule(
    "AT745",
    Severity.WARNING,
    "the gross weight is {gross_kg_said} in {document}, but {other_gross_kg_said} "
    "in {other_document}, which counts other packages",
    scope=Scope.DOCUMENTS,
    cites=[cited.UNRWA_DOCUMENTS],
    passes=[
        [[_CARTONS | {"gross_weight": "500 kg"}], [_PALLETS | {"gross_weight": "502.5 kg"}]],
        [[_CARTONS | {"gross_weight": "500 kg"}], [_CARTONS | {"gross_weight": "540 kg"}]],
    ],
    fails=[[[_CARTONS | {"gross_weight": "500 kg"}], [_PALLETS | {"gross_weight": "540 kg"}]]],
)
def weights_of_other_packages_differ(document: Columns, given: Given) -> Expr:
    """Two documents of one consignment differ in weight, and count packages of different types.

    Pallets weigh 15 to 30 kg each, and are in the weight of one document alone. Both can be
    right, but customs officers who compare them cannot see it.

    To correct: give both documents the weight with pallets, or say beside the lower one that
    pallets are not in it.
    """
    apart = both_sent(document) & ~packed_alike(document)
    return where(apart, contradicts(document, "gross_kg", given.document_weight_tolerance))
