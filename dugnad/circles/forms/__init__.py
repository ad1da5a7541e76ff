"""The questions that pages of circles ask."""
