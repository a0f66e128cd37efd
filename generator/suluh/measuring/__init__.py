"""What does it amount to? Exact sums, shares, achievements and what is due."""
