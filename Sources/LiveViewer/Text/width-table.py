#!/usr/bin/env python3
"""Writes WidthTable.swift from the tables of wcwidth (PyPI, MIT), which come from the Unicode Character Database.

    pip install wcwidth==0.9.4
    ./width-table.py > WidthTable.swift
"""
from importlib.metadata import version

from wcwidth.table_mc import CATEGORY_MC
from wcwidth.table_wide import WIDE_EASTASIAN
from wcwidth.table_zero import ZERO_WIDTH


def latest(tables):
    return list(tables.values())[-1]


def without(ranges, holes):
    """The code points of `ranges` that are not in `holes`, as ranges again."""
    holes = {point for first, last in holes for point in range(first, last + 1)}
    points = [p for first, last in ranges for p in range(first, last + 1) if p not in holes]
    merged = []
    for point in points:
        if merged and merged[-1][1] == point - 1:
            merged[-1][1] = point
        else:
            merged.append([point, point])
    return merged


def declaration(name, comment, ranges):
    print(f"    /// {comment}")
    print(f"    static let {name}: [UInt32] = [")
    numbers = [f"0x{first:X}, 0x{last:X}," for first, last in ranges]
    line = "       "
    for pair in numbers:
        if len(line) + 1 + len(pair) > 118:
            print(line)
            line = "       "
        line += " " + pair
    print(line)
    print("    ]")


print(f"// Made by width-table.py from wcwidth {version('wcwidth')}, Unicode {list(ZERO_WIDTH)[-1]}. Not to be edited.")
print()
print("/// Ranges of code points whose width is not one column: first and last of each, in order.")
print("enum WidthTable {")
# Spacing marks take a column beside their base, so they are not among the zero-width ones.
declaration("zero", "No column: combining marks, joiners, invisible characters.",
            without(latest(ZERO_WIDTH), latest(CATEGORY_MC)))
print()
declaration("wide", "Two columns: East Asian wide and full-width characters, emoji.", latest(WIDE_EASTASIAN))
print("}")
