"""What the clock does for the pulse."""
