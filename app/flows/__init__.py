"""What a clerk can do, step by step; no window and no library is known here."""
