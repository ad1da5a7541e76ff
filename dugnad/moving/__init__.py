"""What lets a group leave with everything: bundles, backups that are tried out, and where else to find it."""
