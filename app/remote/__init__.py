"""The embedded client of the DRX API; foreign errors become ours here."""
