"""How quick thidua is: on data from a fixed seed, beside its peers and its targets.

`make bench` runs everything on a database of its own (`.thidua/bench`, flushed to the
disk as in production), prints a table and writes `build/bench.json`.
"""
