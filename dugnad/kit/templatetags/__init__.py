"""Template tags, loaded everywhere by the settings."""
