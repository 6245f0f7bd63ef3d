//! The square that a phone's camera reads as a link.
use crate::error::AppError;
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write;

/// The blank modules around a square, without which a camera does not find it.
const QUIET: usize = 4;

/// An SVG of the link, error level M, with four modules of quiet zone. Each row of modules is a dashed line, one module thick: a day's
/// sheet has a square for every stall, and this is the shortest drawing of one.
pub(crate) fn square(link: &str) -> Result<String, AppError> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M)
        .map_err(|error| AppError::Internal(anyhow::anyhow!("QR code: {error}")))?;
    let (width, modules) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (row, modules) in (QUIET..).zip(modules.chunks(width)) {
        let _ = write!(path, "M{QUIET} {row}.5");
        for stretch in modules.chunk_by(|one, next| one == next) {
            let long = stretch.len();
            let _ = match stretch.first() {
                Some(Color::Dark) => write!(path, "h{long}"),
                _ => write!(path, "m{long} 0"),
            };
        }
    }
    let size = width + 2 * QUIET;
    Ok(format!(
        "<svg class=\"qr\" role=\"img\" aria-hidden=\"true\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path stroke=\"#000\" d=\"{path}\"/></svg>"
    ))
}
