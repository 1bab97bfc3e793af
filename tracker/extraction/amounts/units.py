"""The words of quantity: numbers, scales, currencies, and the nouns that are worth counting."""

from __future__ import annotations

_UP_TO_19 = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

NUMBERS: dict[str, float] = {word: float(value) for value, word in enumerate(_UP_TO_19)}
NUMBERS |= {word: 10.0 * value for value, word in enumerate(_TENS, 2)}
NUMBERS |= {
    f"{tens}-{_UP_TO_19[one]}": 10.0 * value + one for value, tens in enumerate(_TENS, 2) for one in range(1, 10)
}
PARTS: dict[str, float] = {
    "half a": 0.5,
    "half": 0.5,
    "a": 1.0,
    "an": 1.0,
    "one and a half": 1.5,
    "two and a half": 2.5,
    "a quarter of a": 0.25,
}
"""Words that make a number only together with a scale or a unit: 'half a billion'."""

SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "lakh crore": 1e12,
    "trillion": 1e12,
    "trn": 1e12,
    "tn": 1e12,
    "t": 1e12,
    "dozen": 12.0,
}

SIGNS = {
    "us$": "USD",
    "$": "USD",
    "hk$": "HKD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "can$": "CAD",
    "nt$": "TWD",
    "s$": "SGD",
    "sg$": "SGD",
    "nz$": "NZD",
    "r$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "₩": "KRW",
    "₹": "INR",
    "cn¥": "CNY",
    "jp¥": "JPY",
    "rmb": "CNY",
    "rs": "INR",
    "rs.": "INR",
    "rm": "MYR",
}
"""Currency signs to ISO 4217; a bare '$' is the US dollar, '¥' alone is undecided."""

CODES = """USD EUR GBP JPY CNY KRW TWD HKD SGD INR AUD CAD CHF SEK NOK DKK MYR THB VND IDR PHP RUB ILS AED SAR BRL
MXN""".split()

CURRENCIES = {
    "us dollars": "USD",
    "u.s. dollars": "USD",
    "american dollars": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "hong kong dollars": "HKD",
    "taiwan dollars": "TWD",
    "new taiwan dollars": "TWD",
    "taiwanese dollars": "TWD",
    "nt dollars": "TWD",
    "singapore dollars": "SGD",
    "australian dollars": "AUD",
    "canadian dollars": "CAD",
    "new zealand dollars": "NZD",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rmb": "CNY",
    "yen": "JPY",
    "won": "KRW",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "pounds sterling": "GBP",
    "rupees": "INR",
    "ringgit": "MYR",
    "swiss francs": "CHF",
    "roubles": "RUB",
    "rubles": "RUB",
    "shekels": "ILS",
    "dirhams": "AED",
    "riyals": "SAR",
    "baht": "THB",
    "dong": "VND",
    "rupiah": "IDR",
    "swedish kronor": "SEK",
    "norwegian kroner": "NOK",
    "danish kroner": "DKK",
    "reais": "BRL",
    "mexican pesos": "MXN",
}

_GOODS = """chips microchips GPUs CPUs FPGAs TPUs units wafers servers tools machines scanners tonnes tons kilograms
kilogrammes kilos kg grams processors accelerators cards modules systems shares drives dies devices
components parts items products semiconductors boards racks computers laptops phones smartphones handsets
cars vehicles trucks drones aircraft planes missiles bushels barrels pounds containers boxes packages
samples transistors engines batteries magnets ships vessels megawatts gigawatts MW GW TPP TOPS teraflops
petaflops gigabytes terabytes GB TB"""
_PARTIES = """companies firms entities parties organisations organizations groups institutions people individuals
persons men women defendants suspects employees workers staff engineers jobs addresses subsidiaries
affiliates suppliers customers importers exporters applications licences licenses permits cases shipments
transactions violations orders times votes rounds countries nations states members types kinds categories
lines models entries investors buyers researchers universities labs laboratories factories plants fabs
stores sites centres centers nationals lawmakers senators officials"""

NOUNS = {word.casefold(): word for word in f"{_GOODS} {_PARTIES}".split()}
"""What is counted, by its lower-case form; anything else after a number makes no amount."""

NATURAL_AFTER_YEAR = frozenset("units chips wafers tonnes tons".split())
"""Nouns before which a bare '2025' is a count and not a year."""

HYPHENED = "megawatt gigawatt tonne ton kilogram wafer chip GPU processor unit".split()
"""Units that stand in the singular before a noun: 'a 500-megawatt data centre'."""
