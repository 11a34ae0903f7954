"""Words and rules that every floor shares: frozen values and pure functions."""
