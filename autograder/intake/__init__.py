"""What was handed in: finding, reading, mending and laying it out."""
