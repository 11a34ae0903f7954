"""Scanners of Linux that SANE's drivers reach: `scanimage` as a process of its own, never a library inside ours."""
