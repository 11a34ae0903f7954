"""What DRX has: a wall of tiles, and one image large."""
