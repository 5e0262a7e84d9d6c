"""Samhandling: safe care transitions by the national health messages of Norway."""

__version__ = "0.1.0"
