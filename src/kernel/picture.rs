//! From an uploaded file to pictures drawn anew: decoded within limits, turned upright, and written as WebP within a weight;
//! those of goods cut to four by three in three widths, those of papers whole. Nothing of the file itself remains. Pure work
//! on bytes.
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The size of the largest picture.
pub(crate) const WIDTH: i32 = 960;
pub(crate) const HEIGHT: i32 = 720;

/// The widths served, with the most bytes of each; eight of the smallest weigh no more than the first view of a page may.
pub(crate) const SIZES: [(u32, usize); 3] = [(320, 7_000), (640, 40_000), (960, 100_000)];

const MOST_PIXELS: u64 = 40_000_000;
/// The most bytes of a picture once unpacked: forty million pixels in eight bits a channel fit.
const MOST_MEMORY: u64 = 192 * 1024 * 1024;
/// The sides that a picture is shrunk to as soon as it is unpacked: a sharp largest picture can still be cut from it.
const ENOUGH: u32 = 2 * 960;
const LEAST_SIDE: u32 = 100;
/// Tried in turn until the picture is light enough.
const QUALITIES: [f32; 6] = [82.0, 72.0, 62.0, 50.0, 38.0, 25.0];
/// How often the sides of what stays heavy are halved and doubled again.
const LEAST_DETAIL: u32 = 4;

/// Why a file is not taken as a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PictureRefusal {
    #[error("it is no picture that can be read")]
    NotAPicture,
    #[error("it has too many pixels")]
    TooLarge,
    #[error("it has too few pixels")]
    TooSmall,
}

/// One picture of a photo, as WebP.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    pub width: u32,
    pub bytes: Vec<u8>,
}

/// Makes the three pictures of a photo.
pub(crate) fn draw(file: &[u8]) -> Result<Vec<Picture>, PictureRefusal> {
    let (image, held) = decode(file)?;
    let (width, height) = image.dimensions();
    let cut = upright(middle(shrunk(image, (width.min(height), ENOUGH)), held), held);
    SIZES
        .into_iter()
        .map(|(width, most)| {
            let (wide, high) = cut.dimensions();
            let small = if wide > width {
                cut.resize_exact(width, height_of(width), FilterType::Lanczos3)
            } else {
                cut.resize_exact(wide, high, FilterType::Nearest)
            };
            Ok(Picture { width, bytes: encode(&small, most)? })
        })
        .collect()
}

/// The longer side and the most bytes of a picture that is kept whole: handwriting on a sheet of paper can be read.
const WHOLE_SIDE: u32 = 1600;
const WHOLE_BYTES: usize = 300_000;

/// Draws a photo anew without cutting anything off; as WebP.
pub(crate) fn draw_whole(file: &[u8]) -> Result<Vec<u8>, PictureRefusal> {
    let (image, held) = decode(file)?;
    let (width, height) = image.dimensions();
    let image = shrunk(image, (width.max(height), 2 * WHOLE_SIDE));
    let image =
        if width.max(height) > WHOLE_SIDE { image.resize(WHOLE_SIDE, WHOLE_SIDE, FilterType::Lanczos3) } else { image };
    encode(&upright(image, held), WHOLE_BYTES)
}

/// The height of a picture of this width.
pub(crate) fn height_of(width: u32) -> u32 {
    width / 4 * 3
}

/// Reads a JPEG, PNG or WebP by its content, within the limits of pixels and memory; with how the camera was held.
fn decode(file: &[u8]) -> Result<(DynamicImage, Orientation), PictureRefusal> {
    let format = image::guess_format(file).map_err(|_| PictureRefusal::NotAPicture)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) {
        return Err(PictureRefusal::NotAPicture);
    }
    if format == ImageFormat::Jpeg && !is_whole_jpeg(file) {
        return Err(PictureRefusal::NotAPicture);
    }
    let mut reader = ImageReader::with_format(Cursor::new(file), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| PictureRefusal::NotAPicture)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureRefusal::TooLarge);
    }
    if width < LEAST_SIDE || height < LEAST_SIDE {
        return Err(PictureRefusal::TooSmall);
    }
    let orientation = decoder.orientation().map_err(|_| PictureRefusal::NotAPicture)?;
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(PictureRefusal::TooLarge);
    }
    let image = DynamicImage::from_decoder(decoder).map_err(|_| PictureRefusal::NotAPicture)?;
    Ok((image, orientation))
}

/// Whether a JPEG has its end. The decoder fills what is missing of one that was cut off with grey; the end is looked for
/// after the blocks before the picture, because a small picture among them has one of its own.
fn is_whole_jpeg(file: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, kind, high, low]) = file.get(at..at + 4) {
        if *kind == 0xda {
            return file.get(at..).is_some_and(|rest| rest.windows(2).any(|mark| mark == [0xff, 0xd9]));
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    false
}

/// The picture, not larger than is needed: so that this side of it is at most so long. The full-size copy is freed.
fn shrunk(image: DynamicImage, (side, most): (u32, u32)) -> DynamicImage {
    if side <= most {
        return image;
    }
    let (width, height) = image.dimensions();
    let scaled = |length: u32| u32::try_from(u64::from(length) * u64::from(most) / u64::from(side)).unwrap_or(length);
    image.thumbnail_exact(scaled(width).max(1), scaled(height).max(1))
}

/// The middle of a picture, four wide and three high once it is turned; a long one is never turned as a whole.
fn middle(image: DynamicImage, held: Orientation) -> DynamicImage {
    let (width, height) = image.dimensions();
    let (wide, high) = if lies(held) {
        let (high, wide) = four_by_three(height, width);
        (wide, high)
    } else {
        four_by_three(width, height)
    };
    image.crop_imm((width - wide) / 2, (height - high) / 2, wide, high)
}

/// Whether a picture lies on one of its sides until it is turned.
fn lies(held: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(held, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// The largest sides of four by three within these.
fn four_by_three(width: u32, height: u32) -> (u32, u32) {
    if u64::from(width) * 3 > u64::from(height) * 4 {
        (height / 3 * 4, height / 3 * 3)
    } else {
        (width / 4 * 4, width / 4 * 3)
    }
}

/// The picture as the camera saw it, without transparency. It is small by now: turning copies it.
fn upright(image: DynamicImage, held: Orientation) -> DynamicImage {
    let mut image = DynamicImage::ImageRgb8(on_white(image));
    image.apply_orientation(held);
    image
}

fn on_white(image: DynamicImage) -> image::RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let mut white = image::RgbaImage::from_pixel(image.width(), image.height(), image::Rgba([255; 4]));
    image::imageops::overlay(&mut white, &image.into_rgba8(), 0, 0);
    DynamicImage::ImageRgba8(white).into_rgb8()
}

/// The picture in no more than so many bytes: at the best quality that fits, and where none does with less and less detail.
fn encode(image: &DynamicImage, most: usize) -> Result<Vec<u8>, PictureRefusal> {
    let mut rgb = image.to_rgb8();
    let (width, height) = rgb.dimensions();
    for detail in 0..=LEAST_DETAIL {
        if detail > 0 {
            let (less, fewer) = ((width >> detail).max(1), (height >> detail).max(1));
            let small = image::imageops::resize(&rgb, less, fewer, FilterType::Triangle);
            rgb = image::imageops::resize(&small, width, height, FilterType::Triangle);
        }
        let encoder = webp::Encoder::from_rgb(&rgb, width, height);
        for quality in QUALITIES {
            let bytes = encoder.encode_simple(false, quality).map_err(|_| PictureRefusal::NotAPicture)?;
            if bytes.len() <= most {
                return Ok(bytes.to_vec());
            }
        }
    }
    Err(PictureRefusal::NotAPicture)
}

#[cfg(test)]
mod tests {
    use super::{PictureRefusal, SIZES, draw, draw_whole};
    use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
    use std::io::Cursor;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |x, y| {
            let noise = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
            Rgb([(noise >> 8) as u8, (noise >> 16) as u8, if x * 2 < width { 0 } else { 255 }])
        });
        let mut bytes = Vec::new();
        DynamicImage::ImageRgb8(image).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).unwrap();
        bytes
    }

    /// The JPEG with an EXIF block that turns it by a quarter and names a place.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        tiff.extend_from_slice(b"GPS CANARY 36.47,52.35");
        let mut block = b"Exif\0\0".to_vec();
        block.extend_from_slice(&tiff);
        let length = u16::try_from(block.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &block, &jpeg[2..]].concat()
    }

    #[test]
    fn even_a_noisy_photo_gives_three_light_pictures_of_four_by_three() {
        let pictures = draw(&jpeg(2400, 1200)).unwrap();
        for (picture, (width, most)) in pictures.iter().zip(SIZES) {
            assert!(picture.bytes.len() <= most, "{width}: {}", picture.bytes.len());
            let image = image::load_from_memory(&picture.bytes).unwrap();
            assert_eq!((image.width(), image.height()), (width, width / 4 * 3));
        }
    }

    #[test]
    fn a_photo_is_turned_upright_and_keeps_nothing_of_the_camera() {
        let pictures = draw(&with_exif(&jpeg(800, 600))).unwrap();
        let image = image::load_from_memory(&pictures[1].bytes).unwrap().to_rgb8();
        let (top, bottom) = (image.get_pixel(300, 20)[2], image.get_pixel(300, image.height() - 20)[2]);
        assert!(top < 90 && bottom > 160, "turned clockwise the dark left half lies on top: {top} {bottom}");
        for picture in &pictures {
            assert!(!picture.bytes.windows(6).any(|part| part == b"CANARY" || part == b"Exif\0\0"));
        }
    }

    #[test]
    fn a_long_thin_photo_is_cut_before_it_is_turned_and_shows_its_middle_upright() {
        for pictures in [draw(&with_exif(&jpeg(600, 4_000))).unwrap(), draw(&with_exif(&jpeg(600, 4_001))).unwrap()] {
            let image = image::load_from_memory(&pictures[1].bytes).unwrap().to_rgb8();
            assert_eq!((image.width(), image.height()), (640, 480));
            let (top, bottom) = (image.get_pixel(300, 20)[2], image.get_pixel(300, 460)[2]);
            assert!(top < 90 && bottom > 160, "the dark left half lies on top: {top} {bottom}");
        }
        let whole = image::load_from_memory(&draw_whole(&with_exif(&jpeg(600, 4_000))).unwrap()).unwrap();
        assert_eq!((whole.width(), whole.height()), (1600, 240));
    }

    #[test]
    fn a_paper_is_drawn_whole_and_upright_and_keeps_nothing_of_the_camera() {
        let whole = draw_whole(&with_exif(&jpeg(2000, 1000))).unwrap();
        let image = image::load_from_memory(&whole).unwrap();
        assert_eq!((image.width(), image.height()), (800, 1600));
        assert!(!whole.windows(6).any(|part| part == b"CANARY" || part == b"Exif\0\0"));
        assert_eq!(draw_whole(b"<svg onload=alert(1)>").unwrap_err(), PictureRefusal::NotAPicture);
        assert_eq!(draw_whole(&jpeg(90, 300)).unwrap_err(), PictureRefusal::TooSmall);
    }

    #[test]
    fn what_is_no_picture_or_too_small_is_refused() {
        assert_eq!(draw(b"<svg onload=alert(1)>").unwrap_err(), PictureRefusal::NotAPicture);
        assert_eq!(draw(b"\xff\xd8\xff\xe0 not really").unwrap_err(), PictureRefusal::NotAPicture);
        assert_eq!(draw(&jpeg(90, 300)).unwrap_err(), PictureRefusal::TooSmall);
    }

    #[test]
    fn a_jpeg_that_was_cut_off_is_refused() {
        let whole = jpeg(800, 600);
        assert!(draw(&with_exif(&whole)).is_ok());
        for left in [whole.len() / 2, whole.len() - 2] {
            assert_eq!(draw(&whole[..left]).unwrap_err(), PictureRefusal::NotAPicture, "{left}");
        }
    }

    #[test]
    fn a_picture_that_claims_too_many_pixels_is_refused_before_it_is_unpacked() {
        let mut png = Vec::new();
        DynamicImage::new_rgb8(200, 200).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
        png[16..24].copy_from_slice(&[0, 0, 0x9c, 0x40, 0, 0, 0x9c, 0x40]);
        assert!(draw(&png).is_err());
    }
}
