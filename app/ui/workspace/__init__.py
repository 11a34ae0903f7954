"""The desk as a person sees it: stage, filmstrip, inspector, the primary button."""
