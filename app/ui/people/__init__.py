"""Who scans: the chip in the top bar, its menu, and the list of people. Shop room."""
