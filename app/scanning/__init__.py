"""Scanners, cameras and hot folders, a driver a file."""
