"""The rail simulator: Lightning nodes on regtest that can be told to misbehave.

How a test uses it (phoenixd and LND alike; the node is the control, the URL is where adapters go):

    with SandboxPhoenixd(password="hunter2") as phoenixd:      # sandbox.phoenixd.server
        rail = PhoenixdRail(url=phoenixd.url, password="hunter2", timeout_seconds=0.5)
        ask = phoenixd.node.peer_asks(amount_msats=21_000)     # somebody's invoice, to pay out to
        phoenixd.node.fail_next(Fault.IN_FLIGHT)               # sandbox.lightning.node.Fault
        rail.pay(bolt11=ask.bolt11, payment_hash=ask.payment_hash, ...)  # UNKNOWN: a time-out
        phoenixd.node.settle(ask.payment_hash)                 # it arrives after all
        phoenixd.node.sent(ask.payment_hash)                   # what really happened, and how often
        phoenixd.node.receive(charge.bolt11)                   # a wallet pays an invoice of ours
        phoenixd.node.route = lnd.node.receive                 # one stand-in pays another
        phoenixd.silence = Fault.HANG                          # every other call; None: well again
"""
