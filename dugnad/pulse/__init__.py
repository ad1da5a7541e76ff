"""The pulse: is it solidarity, or does it only look like it? The measures stand in `dugnad.methods.pulse`."""
