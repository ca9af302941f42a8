"""Tests of the documents: what they show is run, and comes out as shown."""
