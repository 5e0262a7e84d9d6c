"""Measurements: `make bench` writes docs/performance.md, `python -m bench AREA…` measures some areas again.

Absolute figures depend on the machine and on what else it does. So each area measures a floor beside the
product in the same run, in turn, and the goals that can be ratios are ratios to that floor.
"""
