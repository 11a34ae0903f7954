"""Pictures on a screen: pixels, zoom, and the pages that are shown with their edits."""
