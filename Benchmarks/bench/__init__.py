"""The runner of the benchmarks. Only the standard library.

Everything listens on 127.0.0.1 only, in temporary folders, and is bounded in time; each server is stopped before the
next one starts.
"""
