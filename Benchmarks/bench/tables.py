"""Plain tables on standard output."""


def show(title, columns, rows):
    cells = [columns] + [[str(c) for c in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(columns))]
    print(f"\n{title}")
    for row in cells:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))).rstrip())


def ratio(value, base):
    return f"{value / base:.2f}" if value is not None and base else "-"


def number(value, digits=2):
    return "-" if value is None else f"{value:,.{digits}f}"


def significant(value):
    """Three digits, and no more behind the point than that takes."""
    if value == 0:
        return "0"
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}"
