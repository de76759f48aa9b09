"""What nominals mean: definite ones by a learned choice, titles and pairs by rules."""
