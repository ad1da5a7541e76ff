"""What people fill in around an ask."""
