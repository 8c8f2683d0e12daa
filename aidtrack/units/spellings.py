"""How people write each unit: English, French and Spanish words, codes and abbreviations.

Letters in parentheses may be missing: ``carton(s)`` stands for ``carton`` and
``cartons``. Case, accents, full stops and slashes do not matter in `WORDS`; they do in
`CODES`, which holds what would mean something else in other letters.

>>> sorted(spelt("gallon(s) US"))
['gallon US', 'gallons US']

Decisions on words with two meanings: a French *flacon* and a Spanish *frasco* are
vials, as on most donated medicines; *caja* and *boîte* are boxes, *cartón* a carton; a
*package*, *colis* or *bulto* is a parcel of the shipment and never a pack of goods; a pill is
a tablet. A word that stays open (*ton*, *gallon*, *bidon*) is in `OPEN`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS: Final = {
    "kg": "kg(s), kgr(s), kilo(s), kilogram(s), kilogramme(s), kilogramo(s), kg net, kg brut, кг, "
    "килограмм, килограммов, كغ, كغم, كجم, كيلوغرام",
    "g": "g, gr(s), gm(s), gram(s), gramme(s), gramo(s)",
    "mg": "mg(s), milligram(s), milligramme(s), miligramo(s)",
    "t": "t, tonne(s), metric ton(s), metric tonne(s), tonne(s) metrique(s), tonelada(s), "
    "tonelada(s) metrica(s), tm, mt, mts, m.t., m.ts., mton(s), т, тонн, тонна, тонны, طن متري",
    "lb": "lb(s), pound(s), livre(s), libra(s)",
    "oz": "oz, ounce(s), once(s), onza(s)",
    "short_ton": "short ton(s), US ton(s), ton(s) US, tonelada(s) corta(s), tonne(s) courte(s)",
    "long_ton": "long ton(s), UK ton(s), imperial ton(s), tonelada(s) larga(s), tonne(s) longue(s)",
    "m3": "m3, cbm(s), cu m, cu.m, cum, m^3, mc, cubic metre(s), cubic meter(s), metre(s) cube(s), "
    "metro(s) cubico(s), м3, م3",
    "L": "l, ltr(s), lt, lts, litre(s), liter(s), litro(s), dm3, л, литр, литров, لتر",
    "dL": "dl, decilitre(s), deciliter(s), decilitro(s)",
    "cL": "cl, centilitre(s), centiliter(s), centilitro(s)",
    "mL": "ml(s), cc, cm3, millilitre(s), milliliter(s), mililitro(s), мл",
    "ft3": "ft3, cft, cuft, cu ft, cf, ft^3, cubic foot, cubic feet, pied(s) cube(s), "
    "pie(s) cubico(s)",
    "in3": "in3, cu in, in^3, cubic inch(es), pouce(s) cube(s), pulgada(s) cubica(s)",
    "gal_us": "US gal(s), US gallon(s), gal US, gallon(s) US, gal_us",
    "gal_uk": "UK gal(s), UK gallon(s), gal UK, gallon(s) UK, imperial gallon(s), gal_uk",
    "floz_us": "US fl oz, US fluid ounce(s), fl oz US, floz_us",
    "floz_uk": "UK fl oz, UK fluid ounce(s), fl oz UK, imperial fluid ounce(s), floz_uk",
    "m": "metre(s), meter(s), metro(s), mtr(s), lm, linear metre(s), linear meter(s), "
    "metre(s) lineaire(s), metro(s) lineal(es)",
    "km": "km(s), kilometre(s), kilometer(s), kilometro(s)",
    "cm": "cm(s), centimetre(s), centimeter(s), centimetro(s)",
    "mm": "mm, millimetre(s), millimeter(s), milimetro(s)",
    "in": "in, inch(es), pouce(s), pulgada(s)",
    "ft": "ft, foot, feet, pied(s), pie(s)",
    "yd": "yd(s), yard(s), yarda(s)",
    "m2": "m2, sqm, sq m, m^2, square metre(s), square meter(s), metre(s) carre(s), "
    "metro(s) cuadrado(s)",
    "ft2": "ft2, sqft, sq ft, ft^2, square foot, square feet, pied(s) carre(s), pie(s) cuadrado(s)",
    "L/min": "l/min, lpm, l/mn, l per min, ltr(s)/min, lit/min, litre(s)/min, litre(s)/minute, "
    "liter(s)/min, liter(s)/minute, litro(s)/min, litro(s)/minuto, litre(s) per minute, "
    "liter(s) per minute, litre(s) par minute, litro(s) por minuto",
    "L/s": "l/s, lps, l/sec, litre(s) per second, liter(s) per second, litre(s) par seconde, "
    "litro(s) por segundo",
    "L/h": "l/h, lph, l/hr, litre(s) per hour, liter(s) per hour, litre(s) par heure, "
    "litro(s) por hora",
    # Oxygen plants are rated in normal cubic metres; WHO and UNICEF convert them as m3/h.
    "m3/h": "m3/h, m3/hr, m3/hour, nm3/h, nm3/hr, nm3/hour, cbm/h, cubic metre(s) per hour, "
    "cubic meter(s) per hour, metre(s) cube(s) par heure, metro(s) cubico(s) por hora",
    "ft3/min": "ft3/min, cfm, cu ft/min, cubic foot per minute, cubic feet per minute",
    "W": "w, watt(s), vatio(s)",
    "kW": "kw(s), kilowatt(s), kilovatio(s)",
    "VA": "va, volt ampere(s), volt-ampere(s), voltampere(s)",
    "kVA": "kva(s), kilovolt ampere(s), kilovolt-ampere(s), kilovoltampere(s)",
    "each": "each, ea, pc(s), pce(s), pcs, piece(s), pieza(s), pza(s), pz, pzs, unit(s), unite(s), "
    "unidad(es), und(s), unid(s), ud(s), no, nos, nr, nbr, number(s), item(s), article(s), "
    "articulo(s), шт, штук, штука, штуки, قطعة",
    "dozen": "dozen(s), doz, dz, dzn, douzaine(s), docena(s)",
    "hundred": "hundred(s), centaine(s), ciento(s), centena(s)",
    "gross": "gross, grosse(s), gruesa(s)",
    "thousand": "thousand(s), millier(s), millar(es)",
    "pair": "pair(s), pr(s), paire(s), par(es), пар, пара",
    "set": "set(s), jeu(x), juego(s)",
    "kit": "kit(s), trousse(s)",
    "pack": "pack(s), pk(s), pkt(s), pck(s), packet(s), paquet(s), paquete(s), упак, упаковка, "
    "упаковок",
    "package": "package(s), pkg(s), pkge(s), parcel(s), colis, bulto(s)",
    "box": "box(es), bx(s), bxs, boite(s), bte(s), caja(s), cja(s), коробка, коробок, صندوق",
    "carton": "carton(s), ctn(s), ct, cts, crtn(s), cart, carton(es), "
    "caja(s) de carton, كرتون, كرتونة",
    "case": "case(s), cs, caisse(s)",
    "crate": "crate(s), cageot(s), cagette(s), huacal(es)",
    "pallet": "pallet(s), plt(s), pll(s), plls, pal(s), palette(s), pale(s), palet(s), paleta(s), "
    "tarima(s), паллет",
    "container": "container(s), cntr(s), conteneur(s), contenedor(es)",
    "bag": "bag(s), bg(s), sac(s), bolsa(s), мешок, мешков",
    "sack": "sack(s), sck(s), saco(s), costal(es)",
    "bundle": "bundle(s), bdl(s), bndl(s), fagot(s), atado(s), haz, haces",
    "bale": "bale(s), balle(s), ballot(s), fardo(s), paca(s)",
    "drum": "drum(s), fut(s), tambor(es), tambour(s)",
    "barrel": "barrel(s), baril(s), tonneau(x), barril(es)",
    "jerrycan": "jerrycan(s), jerrican(s), jerrycane(s), jerricane(s), jerry can(s), jerry-can(s), "
    "jcan(s)",
    "bucket": "bucket(s), pail(s), seau(x), cubo(s), balde(s), cubeta(s)",
    "can": "can(s), tin(s), lata(s), boite(s) de conserve, canette(s)",
    "jar": "jar(s), pot(s), bocal, bocaux, tarro(s)",
    "tray": "tray(s), plateau(x), bandeja(s)",
    "pouch": "pouch(es), poche(s)",
    "bottle": "bottle(s), btl(s), bot(s), bouteille(s), botella(s)",
    "cylinder": "cylinder(s), cyl(s), cylindre(s), cilindro(s), bombona(s), gas cylinder(s), "
    "oxygen cylinder(s), bouteille(s) de gaz, bouteille(s) d'oxygene",
    "tank": "tank(s), citerne(s), reservoir(s), tanque(s)",
    "plant": "plant(s), planta(s), usine(s)",
    "vial": "vial(s), viales, fiole(s), flacon(s), frasco(s), флакон, флаконов",
    "ampoule": "ampoule(s), ampule(s), ampul(s), amp(s), ampolla(s), ampula(s), ампула, ампул",
    "tube": "tube(s), tubo(s)",
    "sachet": "sachet(s), sobre(s), bolsita(s)",
    "strip": "strip(s), bandelette(s), tira(s)",
    "blister": "blister(s), blisteres, plaquette(s)",
    "tablet": "tablet(s), tab(s), tbl(s), tablette(s), tableta(s), comprime(s), comprimido(s), "
    "pill(s), pilule(s), pildora(s), pastilla(s), таблетка, таблеток",
    "capsule": "capsule(s), cap(s), gelule(s), capsula(s), капсул",
    "dose": "dose(s), dosis, доз, доза, جرعة",
    "treatment": "treatment(s), course(s), treatment course(s), traitement(s), tratamiento(s)",
    "test": "test(s), prueba(s)",
    "ration": "ration(s), racion(es)",
    "meal": "meal(s), repas, comida(s)",
    "roll": "roll(s), rouleau(x), rollo(s), рулон",
    "reel": "reel(s), spool(s), bobine(s), bobina(s)",
    "sheet": "sheet(s), feuille(s), hoja(s)",
    "ream": "ream(s), rame(s), resma(s)",
}
"""Unit symbol to its spellings, separated by commas."""

CODES: Final = {
    "m": "m",
    "t": "TNE",
    "m3": "K6, KLR",
    "L": "DMQ",
    "mL": "CMQ",
    "each": "C62, H87, NMB, NAR, PCE",
    "hundred": "HC",
    "thousand": "T3",
    "pair": "NPR",
    "pack": "PK, XPK, PA, XPA",
    "pallet": "PF, XPF, D97",
    "can": "XTN, CX, XCX",
    "jerrycan": "JY, XJY",
    "tank": "TK, XTK",
    "roll": "NRL",
}
"""What is read in exactly these letters, besides each unit's symbol and own codes."""

UNREAD_CODES: Final = frozenset({"ST", "SX", "13"})
"""Codes not read as they stand: SAP writes ``ST`` for pieces, traders for short tons, and
a bare ``13`` is a number. With the X of UN/CEFACT documents (``XST``) they are read."""

TONS: Final = ("t", "short_ton", "long_ton")
"""What a bare ``ton`` can be."""

OPEN: Final = {
    "ton(s), tn(s)": TONS,
    "gal(s), gallon(s), galon(es)": ("gal_us", "gal_uk"),
    "fl oz, floz, fluid ounce(s)": ("floz_us", "floz_uk"),
    # In the dangerous goods rules a French bidon is a jerrycan and a Spanish one a drum.
    "bidon(s), bidones": ("jerrycan", "drum"),
}
"""Words with several meanings, and the units they can be."""

OPEN_CODES: Final = {"Mg": ("mg", "t"), "LT": ("L", "long_ton"), "mts": ("m", "t")}
"""The same in exactly these letters: ``Mg`` is the megagram, and a milligram in title case."""

MEGATONNES: Final = "mt, mts, m.t., m.ts."
"""Spellings of the tonne that mean megatonne by the letter."""

_OPTIONAL = re.compile(r"\((\w+)\)")


def spelt(spellings: str) -> Iterator[str]:
    """Yield every spelling of a comma-separated list, with and without its optional letters."""
    for spelling in spellings.split(", "):
        yield _OPTIONAL.sub("", spelling)
        if "(" in spelling:
            yield _OPTIONAL.sub(r"\1", spelling)
