"""Tables of acts: what stands in them, how they are read, and what is left out of them."""
