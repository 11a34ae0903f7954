"""The darkroom's hands: what a file is, how a page looks, how it is made to fit."""
