"""Checks that a shape cannot express, made on the raw tree so that they run even where the shape is wrong."""
