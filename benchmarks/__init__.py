"""What Lensatlas takes in time and memory, beside its peers: `python -m benchmarks.run` from the checkout."""
