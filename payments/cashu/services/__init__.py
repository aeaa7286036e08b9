"""Every way to change what the wallet holds. None of these may run inside a transaction: each asks
the mint between two short ones.
"""
