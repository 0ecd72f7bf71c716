//! Holds nothing: the proof is the integration binary beside it, `tests/proof/`.
