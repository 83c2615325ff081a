"""Measurements of jiangxin, each figure beside what limits it, taken in the same run.

`python -m benchmarks [NAME…] [--rounds N] [--json FILE]`. `measurements/` holds one file for each
question; `load/` the load generator, a process of its own; `peers/` the same job done otherwise;
`installation.py` the servers and services that are measured. docs/performance.md tells how to read it.
"""
