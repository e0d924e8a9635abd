"""The figures of a run, next to what they should be and what they were.

`thresholds.json` holds for each figure what it should be (`at_most` or `at_least`, from the design) and, for ratios of
one run, what it was when it was last recorded (`kept`). A ratio that is worse than that by more than the margin is a
regression. Figures in milliseconds or per second depend on the machine, so they are only shown.
"""

import json

from . import servers
from .tables import show, significant

PATH = servers.HERE / "thresholds.json"


def read():
    return json.loads(PATH.read_text())


def is_lower_better(threshold):
    return "at_least" not in threshold


def is_reached(value, threshold):
    return value <= threshold["at_most"] if "at_most" in threshold else value >= threshold["at_least"]


def is_regression(value, threshold, margin):
    kept = threshold.get("kept")
    if kept is None:
        return False
    margin = threshold.get("margin", margin)
    return value > kept * (1 + margin) if is_lower_better(threshold) else value < kept / (1 + margin)


def wanted(threshold):
    for key, sign in [("at_most", "≤"), ("at_least", "≥")]:
        if key in threshold:
            return f"{sign} {threshold[key]:,}"
    return "-"


def verdict(value, threshold, margin):
    if is_regression(value, threshold, margin):
        return "REGRESSION"
    if "at_most" not in threshold and "at_least" not in threshold:
        return "-"
    return "reached" if is_reached(value, threshold) else "not reached"


def table(found):
    """Shows all figures; the names of those that have become worse."""
    kept = read()
    rows, worse = [], []
    for name, value in found.items():
        threshold = kept["figures"].get(name, {})
        said = verdict(value, threshold, kept["margin"])
        if said == "REGRESSION":
            worse.append(name)
        was = significant(threshold["kept"]) if "kept" in threshold else "-"
        rows.append([name, significant(value), wanted(threshold), was, said])
    show("figures, ratios of this one run", ["figure", "measured", "wanted", "kept", "verdict"], rows)
    return worse


def record(found):
    """Keeps this run's ratios, of the figures that something is wanted of, as what later ones are compared with."""
    kept = read()
    for name, value in found.items():
        if " / " in name and name in kept["figures"]:
            kept["figures"][name]["kept"] = round(value, 4)
    lines = [f"    {json.dumps(name, ensure_ascii=False)}: {json.dumps(t)}" for name, t in kept["figures"].items()]
    PATH.write_text(f'{{\n  "margin": {kept["margin"]},\n  "figures": {{\n' + ",\n".join(lines) + "\n  }\n}\n")
