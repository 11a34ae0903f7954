"""The curtain that hides everything from a passer-by, when it comes down, and what lifts it. Shop room."""
