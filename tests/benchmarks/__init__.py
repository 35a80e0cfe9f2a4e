"""How fast c42migrate is beside other tools; see ``python -m tests.benchmarks --help``."""
