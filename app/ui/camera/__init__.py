"""Cameras and document cameras: the live picture, and the moment at which it becomes a page."""
