"""One module for each thing that is measured: it runs the loads, shows a table, and leaves its figures."""
