"""Speed, measured side by side in one run: never part of the tests, always with the machine's description."""
