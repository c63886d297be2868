"""Recomputing everything that is chained, and naming the first row of each chain that is wrong."""
