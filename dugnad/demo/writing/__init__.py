"""Writing down what a simulation tells: act by act as the pages do it, or all at once with the same result."""
