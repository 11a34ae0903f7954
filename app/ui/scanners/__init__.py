"""The sheets where scanners are found and chosen, and profiles are made."""
