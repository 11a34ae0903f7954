"""Who is it for: search, results, the picked record, recents."""
