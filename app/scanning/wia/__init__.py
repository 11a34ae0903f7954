"""Scanners behind Windows' own drivers (WIA 2.0, and 1.0 where a driver can't do better)."""
