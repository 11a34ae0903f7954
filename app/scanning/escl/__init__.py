"""eSCL (AirScan, Mopria): the road to network scanners on every system, spoken by ourselves over HTTP."""
