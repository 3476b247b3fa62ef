"""A fixed plan simulated forward under failures, slips and losses, with simple recourse: outcomes of a decision."""
