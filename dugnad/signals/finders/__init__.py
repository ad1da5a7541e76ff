"""One module for each kind of signal. Each looks at what happened until a moment, and says what it saw where."""
