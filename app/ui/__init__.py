"""The windows: they show facts and call the desk."""
