"""Settings of the till: rails, balances, payouts. Amounts are whole sats. Read by base.py."""

import re

from config.env import refuse, setting

RAILS = frozenset({"btcpay", "phoenixd", "lnd", "cashu", "nwc"})

# --- Which rails ---------------------------------------------------------------------------------
# The first is the primary; the next is asked where one before it cannot be reached.
RAILS_RECEIVE = setting.listing(
    "RAILS_RECEIVE", "rails that take money in, the primary first", default=["btcpay"]
)
RAILS_PAY = setting.listing(
    "RAILS_PAY", "rails that pay out, the primary first; none: nothing is paid out", default=[]
)
for _name, _rails in (("RAILS_RECEIVE", RAILS_RECEIVE), ("RAILS_PAY", RAILS_PAY)):
    if set(_rails) - RAILS:
        refuse(_name, "names a rail that is not there", f"any of {', '.join(sorted(RAILS))}")
if not RAILS_RECEIVE:
    refuse("RAILS_RECEIVE", "is empty", "at least one rail")
_ACTIVE = {*RAILS_RECEIVE, *RAILS_PAY}
BITCOIN_NETWORK = setting.text(
    "BITCOIN_NETWORK", "bc, tb, tbs or bcrt: invoices of another network are refused", default="bc"
)
if BITCOIN_NETWORK not in {"bc", "tb", "tbs", "bcrt"}:
    refuse("BITCOIN_NETWORK", "is no network", "bc, tb, tbs or bcrt")
TILL_KEY = setting.text(
    "TILL_KEY",
    "64 hex digits (openssl rand -hex 32): encrypts ecash and wallet connections at rest",
    default="",
)

# --- BTCPay Server ------------------------------------------------------------------------------
BTCPAY_URL = setting.address(
    "BTCPAY_URL",
    "your BTCPay Server's address, such as https://pay.example",
    schemes=("https", "http"),
)
BTCPAY_STORE_ID = setting.text("BTCPAY_STORE_ID", "the store's id in BTCPay")
BTCPAY_API_KEY = setting.text(
    "BTCPAY_API_KEY",
    "a Greenfield key that may create, view and modify invoices of that store"
    " and, to pay out, use its Lightning node",
)
BTCPAY_WEBHOOK_SECRET = setting.text("BTCPAY_WEBHOOK_SECRET", "the secret of the store's webhook")
BTCPAY_TIMEOUT_SECONDS = setting.number(
    "BTCPAY_TIMEOUT_SECONDS", "seconds to wait for BTCPay", default=10.0
)

# --- phoenixd ------------------------------------------------------------------------------------
PHOENIXD_URL = setting.text("PHOENIXD_URL", "such as http://127.0.0.1:9740", default="")
PHOENIXD_PASSWORD = setting.text("PHOENIXD_PASSWORD", "http-password of phoenix.conf", default="")
PHOENIXD_WEBHOOK_SECRET = setting.text(
    "PHOENIXD_WEBHOOK_SECRET", "webhook-secret of phoenix.conf", default=""
)

# --- LND -----------------------------------------------------------------------------------------
LND_URL = setting.text("LND_URL", "its REST address, such as https://127.0.0.1:8080", default="")
LND_MACAROON_HEX = setting.text(
    "LND_MACAROON_HEX", "a macaroon that may read and write invoices and payments", default=""
)
LND_TLS_CERT_FILE = setting.text(
    "LND_TLS_CERT_FILE", "LND's own tls.cert, where no public authority signed it", default=""
)

# --- Cashu ---------------------------------------------------------------------------------------
CASHU_MINT_URL = setting.text("CASHU_MINT_URL", "the mint's https address", default="")

# --- Nostr Wallet Connect ------------------------------------------------------------------------
NWC_URI = setting.text("NWC_URI", "nostr+walletconnect://... of the house's own wallet", default="")

# --- Zaps ----------------------------------------------------------------------------------------
ZAP_ADDRESS = setting.text(
    "ZAP_ADDRESS", "the bot's Lightning address, shown in its profile; empty: no zaps", default=""
)
ZAP_PROVIDER_PUBKEY = setting.text(
    "ZAP_PROVIDER_PUBKEY",
    "nostrPubkey of that address's provider, 64 hex digits; empty: zaps are off",
    default="",
).lower()
ZAP_RAIL = setting.text(
    "ZAP_RAIL",
    "the rail where zaps arrive (lnd, phoenixd or nwc), asked about each one; empty: the provider "
    "is believed, so its key must sign for this address alone",
    default="",
)
if ZAP_PROVIDER_PUBKEY and not re.fullmatch(r"[0-9a-f]{64}", ZAP_PROVIDER_PUBKEY):
    refuse("ZAP_PROVIDER_PUBKEY", "is not 64 hex digits", "nostrPubkey of the address's provider")
if ZAP_PROVIDER_PUBKEY and "@" not in ZAP_ADDRESS:
    refuse("ZAP_ADDRESS", "is missing", "needed for ZAP_PROVIDER_PUBKEY")
if ZAP_RAIL and ZAP_RAIL not in {"lnd", "phoenixd", "nwc"} & _ACTIVE:
    refuse("ZAP_RAIL", "is no rail that can be asked", "lnd, phoenixd or nwc, if in use")

RAIL_TIMEOUT_SECONDS = setting.number(
    "RAIL_TIMEOUT_SECONDS", "seconds to wait for a rail other than BTCPay", default=20.0
)
_NEEDS = {
    "phoenixd": ("PHOENIXD_URL", "PHOENIXD_PASSWORD"),
    "lnd": ("LND_URL", "LND_MACAROON_HEX"),
    "cashu": ("CASHU_MINT_URL", "TILL_KEY"),
    "nwc": ("NWC_URI",),
}
for _rail, _needed in _NEEDS.items():
    for _name in _needed if _rail in _ACTIVE else ():
        if not globals()[_name]:
            refuse(_name, "is missing", f"needed for the rail {_rail}")

# --- Balances ------------------------------------------------------------------------------------
DEPOSIT_SATS_MIN = setting.integer("DEPOSIT_SATS_MIN", "the least deposit", default=1_000)
DEPOSIT_SATS_MAX = setting.integer(
    "DEPOSIT_SATS_MAX", "the largest deposit", default=1_000_000, most=100_000_000
)
DEPOSIT_TTL_SECONDS = setting.integer(
    "DEPOSIT_TTL_SECONDS", "seconds a deposit quote can be paid", default=3_600, least=60
)
DEPOSIT_BONUS_FROM_SATS = setting.integer(
    "DEPOSIT_BONUS_FROM_SATS", "deposits from here on earn the bonus", default=100_000
)
DEPOSIT_BONUS_PERCENT = setting.integer(
    "DEPOSIT_BONUS_PERCENT",
    "per cent of the deposit; 0 for no bonus",
    default=10,
    least=0,
    most=100,
)
REFERRAL_SATS = setting.integer(
    "REFERRAL_SATS", "credit for bringing somebody who deposits; 0 for none", default=500, least=0
)
PROMO_SPEND_PERCENT = setting.integer(
    "PROMO_SPEND_PERCENT",
    "promo credit that may be spent beside each 100 of a person's own money",
    default=10,
    most=100,
)
HOLD_TTL_SECONDS = setting.integer(
    "HOLD_TTL_SECONDS", "seconds a hold lasts without a heartbeat", default=300, least=10
)
PRICE_SATS_PER_1K_TOKENS = setting.integer(
    "PRICE_SATS_PER_1K_TOKENS", "sats per 1,000 tokens", default=10
)
PRICE_SATS_PER_MB = setting.integer("PRICE_SATS_PER_MB", "sats per 1,000,000 bytes", default=100)

# --- Paying out ----------------------------------------------------------------------------------
WITHDRAWAL_FEE_PERCENT_MAX = setting.number(
    "WITHDRAWAL_FEE_PERCENT_MAX", "the most routing may cost, per cent of the amount", default=1.0
)
WITHDRAWAL_FEE_SATS_LEAST = setting.integer(
    "WITHDRAWAL_FEE_SATS_LEAST", "a fee limit is never below this", default=10, least=0
)
WITHDRAWAL_SATS_MAX = setting.integer(
    "WITHDRAWAL_SATS_MAX", "the largest single withdrawal of a person", default=1_000_000
)
REVENUE_ADDRESS = setting.text(
    "REVENUE_ADDRESS",
    "the Lightning address that revenue is withdrawn to; empty: by hand only",
    default="",
)
REVENUE_THRESHOLD_SATS = setting.integer(
    "REVENUE_THRESHOLD_SATS", "withdraw once this much is earned", default=100_000
)
REVENUE_BUFFER_SATS = setting.integer(
    "REVENUE_BUFFER_SATS", "what always stays", default=10_000, least=0
)
GUARD_ALLOWED_HOSTS = frozenset(
    setting.listing(
        "GUARD_ALLOWED_HOSTS",
        "host:port of your own that Lightning addresses and webhooks may reach by http and at "
        "private addresses",
        default=[],
    )
)
NOTIFY_EMAIL = setting.text("NOTIFY_EMAIL", "operators' email address; empty for none", default="")
NOTIFY_WEBHOOK_URL = setting.text(
    "NOTIFY_WEBHOOK_URL", "gets operators' news by POST; empty for none", default=""
)
NOTIFY_WEBHOOK_SECRET = setting.text(
    "NOTIFY_WEBHOOK_SECRET", "signs the webhook: X-Signature: sha256=<hmac>", default=""
)
if NOTIFY_WEBHOOK_URL and not NOTIFY_WEBHOOK_SECRET:
    refuse("NOTIFY_WEBHOOK_SECRET", "is missing", "needed for NOTIFY_WEBHOOK_URL")
EMAIL_FROM = setting.text("EMAIL_FROM", "the sender of emails", default="unsalted@localhost")
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": setting.text("EMAIL_HOST", "the mail server", default="localhost"),
            "port": setting.integer("EMAIL_PORT", "its port", default=25, most=65_535),
            "username": setting.text("EMAIL_HOST_USER", "its user; empty: no login", default=""),
            "password": setting.text("EMAIL_HOST_PASSWORD", "and password", default=""),
            "use_tls": setting.switch("EMAIL_USE_TLS", "true for STARTTLS", default=False),
            "timeout": 20,
        },
    }
}
SPENDING_ALERT_SATS_HOUR = setting.integer(
    "SPENDING_ALERT_SATS_HOUR", "one person spending more in an hour is unusual", default=100_000
)
