"""The practice store and the practice scanner: real HTTP servers on loopback, with made-up patients and paper."""
