"""The look: tokens, themes, typeface, stylesheet, icons."""
