"""The first start, and a new key."""
