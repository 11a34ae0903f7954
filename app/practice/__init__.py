"""The practice store: a real HTTP server on loopback with made-up patients."""
