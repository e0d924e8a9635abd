import sys
import unittest
import xml.dom.minidom
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from bench import figures, plots, session
from bench.scenarios import sustained


class Figures(unittest.TestCase):
    def test_a_ratio_is_a_regression_beyond_the_margin_only(self):
        kept = {"at_most": 2, "kept": 1.0}
        self.assertFalse(figures.is_regression(1.35, kept, 0.35))
        self.assertTrue(figures.is_regression(1.36, kept, 0.35))
        self.assertFalse(figures.is_regression(0.1, kept, 0.35))

    def test_where_more_is_better_less_is_a_regression(self):
        kept = {"at_least": 0.8, "kept": 1.0}
        self.assertTrue(figures.is_regression(0.7, kept, 0.35))
        self.assertFalse(figures.is_regression(5, kept, 0.35))

    def test_without_a_kept_value_there_is_none(self):
        self.assertEqual(figures.verdict(3, {"at_most": 2}, 0.35), "not reached")
        self.assertEqual(figures.verdict(3, {"at_least": 2}, 0.35), "reached")
        self.assertEqual(figures.verdict(3, {}, 0.35), "-")

    def test_every_threshold_says_what_is_wanted(self):
        for name, threshold in figures.read()["figures"].items():
            self.assertTrue({"at_most", "at_least"} & threshold.keys(), name)


class Results(unittest.TestCase):
    def test_medians_of_numbers_and_sums_of_faults(self):
        merged = session.median([{"p99_ms": 3, "missing": 1}, {"p99_ms": 1, "missing": 0}, {"p99_ms": 9, "missing": 4}])
        self.assertEqual((merged["p99_ms"], merged["missing"], merged["runs"]), (3, 5, 3))


class Search(unittest.TestCase):
    def test_finds_the_highest_good_rate_to_a_quarter(self):
        for limit in (150, 400, 3000, 12_000):
            found = sustained.search(lambda rate: rate <= limit)
            self.assertLessEqual(found, limit)
            self.assertGreater(found, limit * 0.75)

    def test_finds_nothing_where_nothing_is_good(self):
        self.assertLess(sustained.search(lambda rate: False), 100)


class Plots(unittest.TestCase):
    def test_labels_never_cover_each_other(self):
        moved = plots.spread_out([10, 11, 12, 90], 14)
        self.assertEqual(moved, [10, 24, 38, 90])

    def test_a_decade_axis_holds_its_values(self):
        for values in ([3, 70], [0.4, 9000], [5, 5], [1000, 1000]):
            axis = plots.decades(values, "ms")
            self.assertLessEqual(axis.least, min(values))
            self.assertGreaterEqual(axis.most, max(values))
            self.assertGreaterEqual(len(axis.ticks), 2)

    def test_charts_are_well_formed(self):
        curve = [[25, 1.0], [50, 2.0], [99.99, 80.0]]
        xml.dom.minidom.parseString(plots.latency({"A: <5 viewers>": {"lcd": curve, "nchan": curve}}))
        xml.dom.minidom.parseString(plots.rates({"lcd": [(1000, 3.0), (100, 2.0)]}, 200))


if __name__ == "__main__":
    unittest.main()
