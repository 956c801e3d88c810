"""Where students' code runs: a process that can reach nothing, and the trusted side of its door."""
