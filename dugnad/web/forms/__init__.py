"""The questions that pages of the shell ask."""
