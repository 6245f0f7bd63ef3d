//! The pages of buyers who review goods, and of shops that read and answer.
mod mine;
mod write;

pub(super) use mine::MyReviews;
pub(super) use write::WriteReviews;
