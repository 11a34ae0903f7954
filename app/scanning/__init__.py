"""Scanners and folders: one file a road. Drivers run in a process of their own (`app.scanning.worker`)."""
