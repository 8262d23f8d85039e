"""The fuzzer itself needs a library that is no dependency; what it found is tested without it."""

collect_ignore = ["fuzz_inspect.py"]
