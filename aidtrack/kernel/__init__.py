"""The one evaluator of rules and sums, and what its batches give."""
