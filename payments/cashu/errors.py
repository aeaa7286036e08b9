"""What the wallet refuses.

CashuError
    TokenMalformedError   (400)  not a token, or one that no mint could take
    TokenTooLargeError    (413)  more text or more proofs than is read
    TokenMintError        (400)  another mint's ecash; facts: mint_url
    TokenUnitError        (400)  not sats; facts: unit
    TokenLockedError      (400)  somebody else's signature is needed to spend it
    TokenTooSmallError    (400)  the mint's fee is more than it holds
    TokenSpentError       (409)  the mint knows it as spent
    TokenClaimedError     (409)  whoever got it has taken it
    UnknownTokenError     (404)  nothing was sent under this key
    EcashShortError       (409)  the wallet holds less than this; facts: missing_sats
    OperationMovedError   (409)  the state does not lead there
    OperationKeyReusedError(409) the key is taken by another amount
MintRefusedError          (503)  the mint understood and refused; facts: mint_code
MintUntrustedError        (503)  the mint's answer does not add up
"""

from typing import Any

from kernel.errors import InvalidError, NotFoundError, RefusedError, UnsaltedError, UpstreamError


class CashuError(UnsaltedError):
    code = "cashu"


class TokenMalformedError(CashuError, InvalidError):
    code = "token_malformed"


class TokenTooLargeError(CashuError):
    http_status = 413
    code = "token_too_large"


class TokenMintError(CashuError, InvalidError):
    code = "token_mint"


class TokenUnitError(CashuError, InvalidError):
    code = "token_unit"


class TokenLockedError(CashuError, InvalidError):
    code = "token_locked"


class TokenTooSmallError(CashuError, InvalidError):
    code = "token_too_small"


class TokenSpentError(CashuError, RefusedError):
    code = "token_spent"


class TokenClaimedError(CashuError, RefusedError):
    code = "token_claimed"


class UnknownTokenError(CashuError, NotFoundError):
    code = "unknown_token"


class EcashShortError(CashuError, RefusedError):
    code = "ecash_short"


class OperationMovedError(CashuError, RefusedError):
    code = "operation_moved"


class OperationKeyReusedError(CashuError, RefusedError):
    code = "operation_key_reused"


class MintRefusedError(UpstreamError):
    """The mint read the request and said no. `mint_code` as in the NUTs' error_codes.md, or 0."""

    code = "mint_refused"

    def __init__(self, message: str, *, mint_code: int, **facts: Any) -> None:
        super().__init__(message, permanent=True, mint_code=mint_code, **facts)
        self.mint_code = mint_code


class MintUntrustedError(UpstreamError):
    """Keys that do not give their id, a signature that does not verify, another amount."""

    code = "mint_untrusted"

    def __init__(self, message: str, **facts: Any) -> None:
        super().__init__(message, permanent=True, **facts)
