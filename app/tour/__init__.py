"""The guided tour: the real window, driven through the whole main job on the practice store, with pictures."""
