"""What stewards may want to look at: explained in words, and never acting by itself."""
