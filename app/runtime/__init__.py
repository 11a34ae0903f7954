"""The rooms that work runs in: the courier's loop and the darkroom's processes."""
