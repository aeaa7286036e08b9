from payments.cashu.tests.minted import (
    losing_mint,
    mint,
    mint_proxy,
    no_network_in_transactions,
    real_mint,
)

__all__ = ["losing_mint", "mint", "mint_proxy", "no_network_in_transactions", "real_mint"]
