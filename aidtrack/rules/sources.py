"""The sources that rules cite, each written once."""

from __future__ import annotations

ARITHMETIC = "arithmetic"
_DONATIONS = "WHO, Guidelines for Drug Donations, second edition (1999, since revised, 2010)"
WHO_PACKING_LIST = f"{_DONATIONS}, guideline 9: the packing list of each numbered carton"
WHO_SHELF_LIFE = f"{_DONATIONS}, guideline 6: shelf life on arrival"
WHO_CARTONS = f"{_DONATIONS}, guideline 9: cartons"
WHO_LABEL = f"{_DONATIONS}, guideline 7: labels"
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
LOG_VALUE = f"{LOG_CUSTOMS}: goods without a commercial value are declared with one too"
SERVICE_REQUEST = "Logistics Cluster, service request form: one origin and one destination"
RITA_ONCE = "Logistics Cluster, RITA user manual: no second service request for the same cargo"
UN_MODEL = "UN Recommendations on the Transport of Dangerous Goods, Model Regulations, 5.4.1"
UNRWA = "UNRWA, shipping instructions (2015)"
UNRWA_DOCUMENTS = f"{UNRWA}: weights and description agree on all documents"
SPREADSHEETS = "ECMA-376, Office Open XML: dates are serial numbers"
NOTHING_DROPPED = "convention: nothing is dropped in silence"
CURRENT_DATES = "convention: current documents carry current dates"
EXACTNESS = "the library keeps 18 integer digits and 9 decimals exactly"
OPEN_FORMULA = "OASIS, OpenDocument 1.3, part 4 (OpenFormula): formulas and error values"
BIPM = (
    "BIPM, The International System of Units, ninth edition (2019), 5.4.4: decimal marks and groups"
)
WHO_STORAGE = (
    "WHO, Guide to good storage practices for pharmaceuticals, Technical Report Series 908 (2003), "
    "annex 9: storage conditions; since followed by series 1025 (2020), annex 7"
)
UNIFIED_RANGES = (
    "UniField, packing list import: parcel numbers start at 1 and leave no gap and no overlap"
)
UNIFIED_WHOLE = "UniField, packing list import: a quantity divides evenly over its parcels"
PAHO_MARKS = (
    "PAHO, humanitarian supply management: parcels are numbered one after the other, "
    "with their total, as in 1/100"
)
IFRC = "IFRC, Emergency Items Catalogue"
IFRC_CATALOGUE = f"{IFRC}: weights and volumes of items"
LOG_LABELS = "Logistics Cluster, Logistics Operational Guide: labels, package n of N"
GS1_CHECK_DIGITS = (
    "GS1 General Specifications, 7.9.1: standard check digit calculations, as cited by the check "
    "digit calculator of GS1 Germany"
)
GS1_SSCC = (
    "GS1 General Specifications, 4.4.1.1: an SSCC is not used again within 12 months, as quoted by "
    "IBM Food Trust (GS1 reuse)"
)
ISO_6346 = (
    "ISO 6346, Freight containers: coding, identification and marking, 3.1.4 and annex A: the "
    "check digit, as quoted by Container Contacts"
)
ISO_668 = (
    "ISO 668, 5.3.2.2: minimum door openings, as quoted in AS 3711.1:2015; the height of 2,261 mm "
    "was not read there, and Shipinspection, Container sizes, gives 2.260 m"
)
PALLETS = "EPAL, EPAL Euro pallet, product page: safe working load 1,500 kg"
CYLINDERS = (
    "OxygenWorldwide, Oxygen cylinders: from 0.6 to 50 litres of room at 200 bar, which is 120 to "
    "10,000 litres of gas"
)
UN_LOCODE = "UN/ECE Recommendation 16, UN/LOCODE: codes for ports and other locations"
WHO_MIXING = f"{_DONATIONS}, guideline 9: medicines are not mixed with other supplies in one carton"
VACCINES_FREEZING = (
    "Australian Immunisation Handbook, eighth edition (since replaced), vaccine stability: "
    "vaccines that must not freeze; and WHO, Temperature sensitivity of vaccines "
    "(WHO/IVB/06.10, 2006)"
)
VACCINES_CDC = (
    "US Centers for Disease Control and Prevention, Vaccine Management: recommendations for "
    "storage and handling of selected biologicals (November 2007): do not freeze"
)
MEDICINES_COLD = (
    "WHO, UNICEF and UNFPA, Appropriate storage and management of oxytocin, joint statement "
    "(2019): 2-8 °C for distribution and storage; MSF, UniCat, preliminary remarks on cold chain: "
    "insulin and oxytocin are among the products kept at 2-8 °C"
)
VACCINES_MSF = "MSF, Essential drugs, typhoid conjugate vaccine: do not freeze"
WHO_DEVICES = "WHO, Medical device donations: considerations for solicitation and provision (2011)"
EQUIPMENT_GUIDELINE = (
    "WHO-recommended guideline on equipment donations, as Global Hand publishes it (document 6573)"
)
NARCOTICS = (
    "Single Convention on Narcotic Drugs (1961), schedules I and II, as the French order of "
    "22 February 1990 on narcotics takes them over"
)
PSYCHOTROPICS = (
    "Convention on Psychotropic Substances (1971), schedules II to IV, as the French order of "
    "22 February 1990 on psychotropics takes them over"
)
PREPARATIONS = (
    "Single Convention on Narcotic Drugs (1961), article 2, paragraph 4: preparations of "
    "schedule III cross borders without import and export authorisations"
)
UN_LIST = "UN Recommendations on the Transport of Dangerous Goods, Model Regulations, 3.2"
UN_INDEX = (
    "UN Model Regulations, alphabetical index of substances and articles, as public transcriptions "
    "give it"
)
UN_CLASSES = "UN Recommendations on the Transport of Dangerous Goods, Model Regulations, part 2"
AIR_LIST = (
    "ICAO Technical Instructions (2025-2026), the list of dangerous goods for air transport, as "
    "public transcriptions give it"
)
LITHIUM_ALONE = (
    "ICAO Technical Instructions, packing instructions 965 and 968, section IA: 35 kg in a package "
    "on cargo aircraft, as quoted for 968 by DG Packaging (lithium tool)"
)
DRY_ICE = (
    "ICAO Technical Instructions, packing instruction 954: 200 kg in a package, as quoted by "
    "Compliance Training Online (IATA class 9, dry ice)"
)
LITHIUM_CFR = (
    "US 49 CFR 173.185, with the final rule of 21 December 2022 (2022-27563): lithium by air"
)
LITHIUM_EQUIPMENT = (
    "US 49 CFR 172.101, column 9B, and 172.102, special provision A54: lithium batteries packed "
    "with or contained in equipment, 35 kg on cargo aircraft"
)
OXYGEN_CFR = "US 49 CFR 175.501: compressed oxygen on aircraft"
DLCA_DANGEROUS = (
    "Logistics Cluster, Logistics Capacity Assessments: goods that may react are never consolidated"
)
WCO_CORRELATION = "WCO, Correlation Tables HS 2017 - 2022"
WCO_HS = "WCO, International Convention on the Harmonized System: editions of the nomenclature"
WCO_COVID = "WCO and WHO, HS classification reference for Covid-19 medical supplies (2020)"
