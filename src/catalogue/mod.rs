//! Shops, products, photos, stock, and the weights of the machines behind a product.
pub(crate) mod routes;
