"""CounterScan: from paper at the pharmacy counter to the right record in DRX."""

__version__ = "0.1.0"
