#!/usr/bin/env python3
"""Makes data/cldr/*.tsv out of the Unicode CLDR: what each language calls numbers, months, weekdays, units, currencies,
countries and languages.

    for p in rbnf dates-full units-full numbers-full localenames-full; do npm pack cldr-$p@48.2.0; done
    data/cldr/make.py FOLDER        FOLDER holds the packages, each unpacked into a folder of its name (cldr-rbnf ...)

The format of the tables and what is taken is in README.md. The same packages give the same bytes.
"""
import itertools
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
ROOT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else sys.exit(__doc__)
CODES = sorted(path.stem for path in (HERE.parent / "lang").glob("*.toml"))
# CLDR keeps Serbian in Cyrillic and Uzbek in Latin letters; the program makes both Latin.
POWERS = [10 ** k for k in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12)]
# What is spelled to learn the parts of numbers from, in this order, and what the parts must spell afterwards.
LEARN = [*range(101), *range(100, 1000, 100), *range(1000, 10000, 1000), 10 ** 4, 2 * 10 ** 4, 10 ** 5, 2 * 10 ** 5,
         10 ** 6, 2 * 10 ** 6, 5 * 10 ** 6, 10 ** 7, 2 * 10 ** 7, 10 ** 9, 2 * 10 ** 9, 5 * 10 ** 9, 10 ** 12,
         2 * 10 ** 12, 5 * 10 ** 12, 101, 110, 121, 135, 222, 345, 999, 1001, 1100, 1234, 2345, 21000, 350000]


def load(package, path):
    with open(ROOT / package / path, encoding="utf8") as file:
        return json.load(file)


# ---- spelled numbers: rule-based number formats (UTS #35, part 3)

class Speller:
    """Spells whole numbers by the rules of a language; `choice` picks among forms that depend on the plural."""

    def __init__(self, code):
        groups = load("cldr-rbnf", f"rbnf/{code}.json")["rbnf"]["rbnf"]
        self.sets = {}
        for group in ("SpelloutRules", "OrdinalRules"):
            for name, rules in groups.get(group, {}).items():
                if name.startswith("%"):
                    self.sets[name.lstrip("%")] = self.rules(rules)
        self.choice = 0

    @staticmethod
    def rules(rules):
        found = []
        for base, body in rules:
            at, _, radix = base.partition("/")
            at = at.rstrip(">")
            if at.isdigit():
                found.append((int(at), int(radix or 10), body.rstrip(";"), base.count(">")))
        return sorted(found, key=lambda rule: rule[0])

    def spell(self, name, number, depth=0):
        if depth > 30:
            raise ValueError(name)
        base, radix, body, back = [rule for rule in self.sets[name] if rule[0] <= number][-1]
        divisor, power = 1, 1
        while divisor * radix <= base:
            divisor *= radix
        for _ in range(back):
            divisor //= radix
        body = body.removeprefix("'")
        left, right = divmod(number, divisor)
        # What stands in brackets is left out when the rest is nothing.
        body = re.sub(r"\[([^\]]*)\]", lambda m: m[1] if right else "", body)
        body = re.sub(r"\$\((?:cardinal|ordinal),(.*?)\)\$", self.plural, body)
        return re.sub(r"(←|→|=)(.*?)\1(→?)", lambda m: self.part(name, m, left, right, number, depth), body)

    def plural(self, match):
        forms = re.findall(r"\{(.*?)\}", match[1])
        return forms[self.choice % len(forms)]

    def part(self, name, match, left, right, number, depth):
        value = {"←": left, "→": right, "=": number}[match[1]]
        rule = match[2].lstrip("%") or name
        if rule.startswith(("#", "0")):
            return str(value)
        return self.spell(rule, value, depth + 1)


def split(text):
    """The parts of a spelled number: words, or pieces of words where the rules put a soft hyphen."""
    return [part for part in re.split(r"[\s\-\u00ad\u200b\u200c,]+", text.lower()) if part]


# Words that stand only beside others that are unknown too, and conjunctions that are written to the next word.
SEEDS = {"ar": {"و": ("&", 0)}, "he": {"ו": ("&", 0), "אלפים": ("x", 1000)}, "it": {"cent": ("x", 100)},
         "ro": {"de": ("&", 0)}}


def pieces(part, known):
    """A part that is not known, cut into such as are; as few as possible, of equally many the longest first."""
    if part in known:
        return [part]
    best = {0: []}
    for end in range(1, len(part) + 1):
        found = [best[start] + [part[start:end]] for start in range(end) if start in best and part[start:end] in known]
        if found:
            best[end] = min(found, key=lambda cut: (len(cut), [-len(piece) for piece in cut]))
    return best.get(len(part), [part])


def value(parts, known):
    """What parts amount to: a multiplier takes all smaller addends before it, `quatre vingt` is eighty."""
    addends, last = [], None
    for part in parts:
        kind, worth = known[part]
        if kind == "x":
            taken = []
            while addends and addends[-1] < worth:
                taken.append(addends.pop())
            addends.append((sum(taken) if taken else 1) * worth)
        elif kind == "n":
            if part.startswith("vingt") and last == ("n", 4):
                addends[-1] = 80
            else:
                addends.append(worth)
        last = (kind, worth)
    return sum(addends)


def fitting(parts, unknown, known, number):
    """What the one unknown part must be for the parts to amount to the number."""
    if parts == [unknown]:
        return ("x", number) if number in POWERS and number >= 100 else ("n", number)
    for kind in [("&", 0), *(("x", power) for power in POWERS)]:
        if value(parts, {**known, unknown: kind}) == number:
            return kind
    without = value([part for part in parts if part != unknown], known)
    rests = {number % 10, number % 100, number // 1000, *(number // 10 ** k * 10 ** k for k in (1, 2, 3)), number - without}
    # The smallest first: five times a thousand, not four thousand and a thousand.
    for worth in sorted(rests):
        if worth > 0 and value(parts, {**known, unknown: ("n", worth)}) == number:
            return ("n", worth)
    return None


def numbers(code):
    try:
        speller = Speller(code)
    except FileNotFoundError:
        return {}, {}, 0
    cardinal = [name for name in speller.sets if re.match(r"spellout-(cardinal|numbering)(?!-year|.*-(tens|hundreds)$)", name)]
    known, wrong = dict(SEEDS.get(code, {})), 0
    for turn in ("learn", "learn", "check"):
        for number in LEARN if turn == "learn" else [*range(0, 10000, 7), 10 ** 6, 3 * 10 ** 6, 7 * 10 ** 9]:
            # The small numbers of all forms before the first large one.
            for choice, name in itertools.product(range(4 if turn == "learn" else 1), cardinal):
                speller.choice = choice
                try:
                    parts = split(speller.spell(name, number))
                except (KeyError, IndexError, ValueError):
                    continue
                if "error" in parts or any(char.isdigit() for part in parts for char in part):
                    continue
                # Small numbers are learnt whole, so that no part of one is taken for another.
                if turn == "check" or (number > 99 and len(parts) > 1):
                    parts = [piece for part in parts for piece in pieces(part, known)]
                unknown = {part for part in parts if part not in known}
                if turn == "check":
                    wrong += bool(unknown) or value(parts, known) != number
                elif len(unknown) == 1:
                    part = unknown.pop()
                    found = fitting(parts, part, known, number)
                    if found and found[1] >= 0:
                        # In Finnish ten multiplies in every case.
                        known[part] = ("x", 10) if code == "fi" and found == ("n", 10) else found
    ordinals = {}
    for name in (name for name in speller.sets if name.startswith("spellout-ordinal")):
        for number in [*range(1, 31), 30, 40, 50, 60, 70, 80, 90, 100, 1000]:
            try:
                parts = split(speller.spell(name, number))
            except (KeyError, IndexError, ValueError):
                continue
            if len(parts) == 1 and parts[0] not in known and not any(map(str.isdigit, parts[0])):
                ordinals.setdefault(parts[0], number)
    return known, ordinals, wrong


def abbreviations(code):
    """`млн`, `Mio`: what stands for a power of ten in the compact formats."""
    for width in ("short", "long"):
        table = load("cldr-numbers-full", f"main/{code}/numbers.json")["main"][code]["numbers"]
        formats = next(value for key, value in table.items() if key.startswith("decimalFormats-numberSystem-latn"))
        for key, form in formats[width]["decimalFormat"].items():
            number = key.split("-")[0]
            zeros = form.count("0")
            form = re.sub(r"[0'\u200f\u00a0\s.]+", " ", form).strip().lower()
            if zeros and form and " " not in form and (len(form) > 1 or form in "千万萬亿億兆만억천조"):
                yield form, int(number) // 10 ** (zeros - 1)


# ---- names

def months_and_days(code):
    gregorian = load("cldr-dates-full", f"main/{code}/ca-gregorian.json")["main"][code]["dates"]["calendars"]["gregorian"]
    week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    for kind, table, order in (("m", "months", [str(n) for n in range(1, 13)]), ("d", "days", week)):
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for at, key in enumerate(order, 1):
                    name = gregorian[table][form][width][key].lower().rstrip(".")
                    # Numbers for names tell nothing, and one or two letters are other words.
                    if not name[:1].isdigit() and (len(name) > 2 or width == "wide"):
                        yield kind, str(at), name


UNITS = {"km": "length-kilometer", "m": "length-meter", "mile": "length-mile", "ft": "length-foot", "kg": "mass-kilogram",
         "tonne": "mass-tonne", "%": "concentr-percent", "cm": "length-centimeter"}
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "yuan": "CNY", "rouble": "RUB", "rupee": "INR"}


def units(code):
    long = load("cldr-units-full", f"main/{code}/units.json")["main"][code]["units"]
    for unit, key in UNITS.items():
        for width in ("long", "short"):
            entry = long[width].get(key, {})
            for name, form in entry.items():
                if name.startswith("unitPattern") or name == "displayName":
                    form = form.replace("{0}", "").replace("‏", "").strip(" \u00a0\u202f").lower().rstrip(".")
                    if form and " " not in form and (len(form) > 1 or form == "%") and form != "m":
                        yield "u", unit, form
    money = load("cldr-numbers-full", f"main/{code}/currencies.json")["main"][code]["numbers"]["currencies"]
    for unit, key in CURRENCIES.items():
        names = [form for name, form in money.get(key, {}).items() if name.startswith("displayName")]
        # `US dollar`, `доллар США`: the word that all currencies of the name have is the unit's.
        # `japanischer` of `japanischer Yen` is no unit: it begins like the country.
        country = load("cldr-localenames-full", f"main/{code}/territories.json")["main"][code]["localeDisplayNames"]["territories"][key[:2]].lower()
        for name in names:
            for word in name.lower().split():
                if word[:3] != country[:3] and word in COMMON.setdefault(code, common(money, key)).get(key, ()):
                    yield "u", unit, word


COMMON = {}


def common(money, _):
    """For each currency the words of its name that are in no country's: those that some other currency shares, or all."""
    shared = {"USD": ["CAD", "AUD", "NZD"], "EUR": [], "GBP": ["EGP", "SYP"], "JPY": [], "CNY": [], "RUB": ["BYN"], "INR": ["PKR", "NPR"]}
    def words(key):
        return {word for name, form in money.get(key, {}).items() if name.startswith("displayName") for word in form.lower().split()}
    found = {}
    for key, others in shared.items():
        own = words(key)
        meet = set.union(set(), *(own & words(other) for other in others)) if others else set()
        found[key] = meet if meet else (own if len(own) <= 3 and not others else set())
    return found


def names(code):
    folder = f"main/{code}"
    territories = load("cldr-localenames-full", f"{folder}/territories.json")["main"][code]["localeDisplayNames"]["territories"]
    for key, name in territories.items():
        region = key.split("-")[0]
        if len(region) == 2 and region.isalpha() and region not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ") and name != region:
            name = re.sub(r"\s*[\(\[（].*?[\)\]）]", "", name)
            yield "c", region, name
    languages = load("cldr-localenames-full", f"{folder}/languages.json")["main"][code]["localeDisplayNames"]["languages"]
    for key, name in languages.items():
        if len(key) == 2 and name != key:
            yield "l", key, re.sub(r"\s*[\(（].*?[\)）]", "", name).lower()


def main():
    total = 0
    for code in CODES:
        rows = {}
        known, ordinals, wrong = numbers(code) if code not in ("en", "ja", "zh") else ({}, {}, 0)
        if known:
            for form, power in abbreviations(code):
                known.setdefault(form, ("x", power))
        parts = [(kind, str(worth) if kind != "&" else "", part) for part, (kind, worth) in known.items()]
        parts += [("o", str(worth), part) for part, worth in ordinals.items()]
        for kind, worth, form in [*parts, *months_and_days(code), *units(code), *names(code)]:
            form = unicodedata.normalize("NFC", form.replace("\u00ad", "").replace("\u00a0", " "))
            forms = rows.setdefault((kind, worth), [])
            if form not in forms:
                forms.append(form)
        order = sorted(rows, key=lambda row: (row[0], int(row[1]) if row[1].isdigit() else 0, row[1]))
        text = "".join(f"{kind}\t{worth}\t{'|'.join(rows[kind, worth])}\n" for kind, worth in order)
        (HERE / f"{code}.tsv").write_text(text, encoding="utf8")
        total += len(text.encode())
        print(f"{code}: {len(known)} parts of numbers, {len(ordinals)} ordinals, {wrong} spellings misread, {len(text.encode())} bytes")
    (HERE / "LICENSE").write_bytes((ROOT / "cldr-rbnf" / "LICENSE").read_bytes())
    print(f"{total} bytes")


if __name__ == "__main__":
    main()
