"""The sources that rules cite, each written once."""

from __future__ import annotations

ARITHMETIC = "arithmetic"
WHO_PACKING_LIST = (
    "WHO, Guidelines for Drug Donations, second edition (1999), guideline 9: the packing list "
    "of each numbered carton"
)
WHO_SHELF_LIFE = (
    "WHO, Guidelines for Drug Donations, second edition (1999), guideline 6: shelf life on arrival"
)
WHO_LABEL = "WHO, Guidelines for Drug Donations, second edition (1999), guideline 7: labels"
WHO_VACCINES = (
    "WHO, Guidelines on the international packaging and shipping of vaccines, sixth edition (2020)"
)
T120 = "OpenPEPPOL, Logistics BIS, Advanced Despatch Advice (T120)"
UNIFIED_PARCELS = "UniField, packing list import: every parcel has a weight above zero"
ISO_3166 = "ISO 3166-1, codes for the representation of names of countries"
ISO_4217 = "ISO 4217, codes for the representation of currencies"
ISO_8601 = "ISO 8601-1, representations for information interchange: dates"
REC_20 = "UN/ECE Recommendation 20, codes for units of measure used in international trade"
LOG_CUSTOMS = "Logistics Cluster, Logistics Operational Guide: customs"
UN_MODEL = "UN Recommendations on the Transport of Dangerous Goods, Model Regulations, 5.4.1"
UNRWA_DOCUMENTS = (
    "UNRWA, shipping instructions (2015): weights and description agree on all documents"
)
SPREADSHEETS = "ECMA-376, Office Open XML: dates are serial numbers"
EXACTNESS = "the library keeps 18 integer digits and 9 decimals exactly"
OPEN_FORMULA = "OASIS, OpenDocument 1.3, part 4 (OpenFormula): formulas and error values"
BIPM = (
    "BIPM, The International System of Units, ninth edition (2019), 5.4.4: decimal marks and groups"
)
WHO_STORAGE = (
    "WHO, Guide to good storage practices for pharmaceuticals, Technical Report Series 908 (2003), "
    "annex 9: storage conditions"
)
UNIFIED_RANGES = (
    "UniField, packing list import: parcel numbers start at 1 and leave no gap and no overlap"
)
UNIFIED_WHOLE = "UniField, packing list import: a quantity divides evenly over its parcels"
PAHO_MARKS = (
    "PAHO, humanitarian supply management: parcels are numbered one after the other, "
    "with their total, as in 1/100"
)
IFRC_CATALOGUE = "IFRC, Emergency Items Catalogue: weights and volumes of items"
LOG_LABELS = "Logistics Cluster, Logistics Operational Guide: labels, package n of N"
PALLETS = (
    "Distribute Aid, shipment planning: the largest pallets in use, 120 x 100 x 175 cm, 700 kg"
)
CYLINDERS = (
    "medical oxygen cylinders by size: the smallest in general use, D, holds 300 to 415 L of gas"
)
UN_LOCODE = "UN/ECE Recommendation 16, UN/LOCODE: codes for ports and other locations"
