"""Taking a pulse: from the mirror's acts to what may be told of them. A child of the worker runs it, without Django."""
