//! The square that a phone's camera reads as a link.
use crate::error::AppError;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// An SVG of the link, error level M, with four modules of quiet zone.
pub(crate) fn square(link: &str) -> Result<String, AppError> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M)
        .map_err(|error| AppError::Internal(anyhow::anyhow!("QR code: {error}")))?;
    let drawing = code
        .render::<svg::Color>()
        .min_dimensions(200, 200)
        .quiet_zone(true)
        .dark_color(svg::Color("#000"))
        .light_color(svg::Color("#fff"))
        .build();
    let start = drawing.find("<svg").unwrap_or(0);
    Ok(drawing.split_at(start).1.replacen("<svg", "<svg class=\"qr\" role=\"img\" aria-hidden=\"true\"", 1))
}
