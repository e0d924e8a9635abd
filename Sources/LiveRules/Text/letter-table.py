#!/usr/bin/env python3
"""Writes LetterTable.swift from ICU's copy of the Unicode Character Database and of UTS #39's confusables.

    apt-get install libicu72        # Unicode 15.0
    ./letter-table.py > LetterTable.swift
"""
import ctypes
import re
import string

ICU = 72
UNICODE = "15.0"
common = ctypes.CDLL(f"libicuuc.so.{ICU}")
i18n = ctypes.CDLL(f"libicui18n.so.{ICU}")


def function(library, name, result, *arguments):
    found = getattr(library, f"{name}_{ICU}")
    found.restype, found.argtypes = result, arguments
    return found


status = ctypes.c_int(0)
error = ctypes.byref(status)
units = ctypes.c_char_p
pointer, number = ctypes.c_void_p, ctypes.c_int32
nfkd = function(common, "unorm2_getNFKDInstance", pointer, pointer)(error)
normalize = function(common, "unorm2_normalize", number, pointer, units, number, pointer, number, pointer)
fold_case = function(common, "u_strFoldCase", number, pointer, number, units, number, ctypes.c_uint32, pointer)
category = function(common, "u_charType", ctypes.c_int8, number)
digit_value = function(common, "u_charDigitValue", number, number)
char_name = function(common, "u_charName", number, number, ctypes.c_int, units, number, pointer)
script_of = function(common, "uscript_getScript", number, number, pointer)
has_property = function(common, "u_hasBinaryProperty", ctypes.c_int8, number, number)
checker = function(i18n, "uspoof_open", pointer, pointer)(error)
skeleton_of = function(
    i18n, "uspoof_getSkeleton", number, pointer, ctypes.c_uint32, units, number, pointer, number, pointer)

COMMON, INHERITED, CYRILLIC, HEBREW, LATIN = 0, 1, 8, 19, 25
UNASSIGNED, MARK, ENCLOSING, DIGIT, CONTROL, FORMAT, PRIVATE, SURROGATE = 0, 6, 7, 9, 15, 16, 17, 18
LETTERS = {1, 2, 3, 4, 5}
DEFAULT_IGNORABLE = 5
VOICED = {0x3099, 0x309A}  # Two kana that differ in it are two letters.


def call(operation, text):
    """Runs an ICU call that fills a buffer of UTF-16."""
    source = text.encode("utf-16-le")
    buffer = ctypes.create_string_buffer(512)
    status.value = 0
    length = operation(source, len(source) // 2, buffer, 256)
    assert status.value <= 0, status.value
    return buffer.raw[: length * 2].decode("utf-16-le")


def name_of(point):
    buffer = ctypes.create_string_buffer(128)
    status.value = 0
    char_name(point, 0, buffer, 128, error)
    return buffer.value.decode()


def decomposed(text):
    return call(lambda s, n, out, size: normalize(nfkd, s, n, out, size, error), text)


def folded(text):
    return call(lambda s, n, out, size: fold_case(out, size, s, n, 0, error), text)


def skeleton(text):
    return call(lambda s, n, out, size: skeleton_of(checker, 0, s, n, out, size, error), text)


def script(point):
    return script_of(point, error)


def is_unseen(point):
    """Nothing to see, or a mark that only decorates: it is passed over."""
    if point in VOICED:
        return False
    if has_property(point, DEFAULT_IGNORABLE) or category(point) == FORMAT:
        return True
    return category(point) in (MARK, ENCLOSING) and script(point) in (INHERITED, HEBREW, CYRILLIC)


def native(point):
    """The letters that it is, in its own script: without case, width, style, and marks that only decorate."""
    text = decomposed(folded(decomposed(chr(point))))
    return "".join(hiragana(c) for c in text if not is_unseen(ord(c)))


def hiragana(c):
    return chr(ord(c) - 0x60) if 0x30A1 <= ord(c) <= 0x30F6 else c


def latin(c):
    """The ASCII letter that a letter is, going by its name: with a stroke or a hook, small capital, turned."""
    if c.isascii():
        return c
    if ligature := {"æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}.get(c):
        return ligature
    found = re.fullmatch(
        r"(?:LATIN|MODIFIER) (?:SMALL |CAPITAL )?LETTER (?:SMALL CAPITAL |TURNED |REVERSED |DOTLESS )?([A-Z])( WITH .*)?",
        name_of(ord(c)))
    return found.group(1).lower() if found else ascii_of.get(skeleton(c), c)


def digit(point):
    value = digit_value(point)
    return str(value) if category(point) == DIGIT and value >= 0 else None


# Skeletons make no difference between some ASCII characters, so they are read back to the likeliest of them.
ascii_of = {}
for c in string.digits + string.ascii_uppercase + string.ascii_lowercase:
    ascii_of[skeleton(c)] = c.lower()
# What the confusables leave out because no identifier has it: enclosed letters, and the halves of flags.
enclosed = {first + i: chr(0x61 + i) for first in (0x1F150, 0x1F170, 0x1F1E6) for i in range(26)}

folds, looks = {}, {}
for point in range(0x80, 0x110000):
    if category(point) in (UNASSIGNED, CONTROL, PRIVATE, SURROGATE) and not has_property(point, DEFAULT_IGNORABLE):
        continue
    if 0xAC00 <= point <= 0xD7A3 or 0xF0000 <= point:
        continue
    if is_unseen(point):
        folds[point] = ""
        continue
    letters = enclosed.get(point) or digit(point) or native(point)
    # What decomposes into a space and a mark is a mark that stands alone.
    if letters.isspace():
        letters = " "
    if script(point) == LATIN:
        letters = "".join(latin(c) for c in letters)
    likeness = ascii_of.get(skeleton(chr(point)))
    if likeness and category(point) in LETTERS and not letters.isascii():
        if script(point) in (LATIN, COMMON):
            letters = likeness
        elif likeness.isalpha():
            looks[point] = likeness
    if letters != chr(point):
        folds[point] = letters


def ranges(points):
    first = last = None
    for point in sorted(points):
        if last is not None and point == last + 1:
            last = point
            continue
        if first is not None:
            yield first, last
        first = last = point
    if first is not None:
        yield first, last


def declaration(name, comment, table):
    """A line for each target, its scalars before `<`; what goes on evenly on both sides is one range."""
    by_target = {}
    for point, letters in table.items():
        by_target.setdefault(letters, []).append(point)
    entries = []
    for letters, points in by_target.items():
        sources = [f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in ranges(points)]
        entries.append(("+".join(f"{ord(c):X}" for c in letters), sources))
    print(f"    /// {comment}")
    print(f'    static let {name}: StaticString = """')
    line = ""
    for target, sources in sorted(entries, key=lambda e: (e[0].count("+"), int(e[0].split("+")[0] or "0", 16), e[0])):
        for source in [target + "<" + sources[0]] + sources[1:]:
            if len(line) + 1 + len(source) > 108:
                print(f"        {line} \\")
                line = ""
            line += (" " if line else "") + source
    print(f"        {line}")
    print('        """')


print(f"// Made by letter-table.py from ICU {ICU}, Unicode {UNICODE} and its confusables (UTS #39). Not to be edited.")
print()
print("/// What characters are to a rule. Each entry is a target, `<` and the characters that become it, in hexadecimal.")
print("enum LetterTable {")
declaration("folds", "What a character is without case, width, style and decoration; an empty target is passed over.",
            folds)
print()
declaration("looks", "The ASCII letter that a letter of another script can be taken for.", looks)
print("}")
