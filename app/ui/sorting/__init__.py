"""Sorting a batch: groups by record, what needs a person, what is left out, and the one button that sends it all."""
