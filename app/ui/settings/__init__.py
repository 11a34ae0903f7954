"""The settings: what a person may choose, what is locked, and how this computer is."""
