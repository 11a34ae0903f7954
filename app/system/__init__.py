"""The machine around us: settings, secrets, paths, logs."""
