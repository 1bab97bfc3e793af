"""Article to mentions and claims; pure, deterministic, offline, explainable."""
