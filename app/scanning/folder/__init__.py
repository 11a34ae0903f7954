"""The hot folder's hands: sweeping, reading what lies still, and moving what was taken."""
