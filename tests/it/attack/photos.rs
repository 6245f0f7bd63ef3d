//! Files that somebody could send as a photo: bombs, torsos, two files in one, other kinds, pictures that move, pictures with
//! a place in them, and photos of which a few bytes are wrong. The same ones in each run.
use image::{DynamicImage, ImageFormat, RgbImage};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::io::Cursor;

const CMYK: &[u8] = include_bytes!("../../data/pictures/cmyk.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../../data/pictures/progressive.jpg");
const MOVING_WEBP: &[u8] = include_bytes!("../../data/pictures/animated.webp");
const MOVING_PNG: &[u8] = include_bytes!("../../data/pictures/animated.png");
const MOVING_GIF: &[u8] = include_bytes!("../../data/pictures/animated.gif");
const PLACE_JPEG: &[u8] = include_bytes!("../../data/pictures/place.jpg");
const PLACE_PNG: &[u8] = include_bytes!("../../data/pictures/place.png");
const PLACE_WEBP: &[u8] = include_bytes!("../../data/pictures/place.webp");

/// What may become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Refused,
    /// A picture without anything but what it shows.
    Clean,
    Either,
}

/// One file.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
    pub fate: Fate,
}

impl File {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>, fate: Fate) -> File {
        File { name: name.into(), bytes: bytes.into(), fate }
    }

    /// A photo as anyone takes one.
    pub fn photo() -> File {
        File::new("bread.jpg", plain(ImageFormat::Jpeg), Fate::Clean)
    }
}

/// All of them.
pub fn hostile() -> Vec<File> {
    [bombs(), torsos(), in_one(), other_kinds(), odd(), broken_headers(), wrong_bytes()].into_iter().flatten().collect()
}

fn drawn(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x * 3) as u8, (y * 5) as u8, (x ^ y) as u8]));
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb8(image).write_to(&mut Cursor::new(&mut bytes), format).expect("encoded");
    bytes
}

fn plain(format: ImageFormat) -> Vec<u8> {
    drawn(320, 240, format)
}

const KINDS: [(&str, ImageFormat); 3] =
    [("jpg", ImageFormat::Jpeg), ("png", ImageFormat::Png), ("webp", ImageFormat::WebP)];

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
    })
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    let length = u32::try_from(data.len()).expect("a short chunk").to_be_bytes();
    [&length[..], &body, &crc(&body).to_be_bytes()].concat()
}

/// A PNG whose header says something else, with a right checksum.
fn png_that_says(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let whole = plain(ImageFormat::Png);
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, 0]].concat();
    [&whole[..8], &chunk(b"IHDR", &header), &whole[33..]].concat()
}

/// A JPEG whose frame says something else.
fn jpeg_that_says(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = plain(ImageFormat::Jpeg);
    let at = bytes.windows(2).position(|mark| mark == [0xff, 0xc0]).expect("a frame") + 5;
    bytes[at..at + 2].copy_from_slice(&height.to_be_bytes());
    bytes[at + 2..at + 4].copy_from_slice(&width.to_be_bytes());
    bytes
}

/// A PNG with a chunk more, before its picture.
fn png_with(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let whole = plain(ImageFormat::Png);
    [&whole[..33], &chunk(kind, data), &whole[33..]].concat()
}

/// What tells that a picture is to be turned by a quarter.
const ON_ITS_SIDE: &[u8] = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";

/// A dark JPEG of these sides with a block of EXIF.
fn jpeg_of(width: u32, height: u32, exif: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::new_rgb8(width, height).write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).expect("encoded");
    let block = [b"Exif\0\0", exif].concat();
    let length = u16::try_from(block.len() + 2).expect("a short block").to_be_bytes();
    [&bytes[..2], &[0xff, 0xe1], &length, &block, &bytes[2..]].concat()
}

/// Forty million pixels in a long thin picture that lies on its side: with three bytes each, and with four.
pub fn long_thin() -> [(File, u64); 2] {
    let mut png = Vec::new();
    DynamicImage::new_rgba8(1_920, 20_833).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).expect("encoded");
    let png = [&png[..33], &chunk(b"eXIf", ON_ITS_SIDE), &png[33..]].concat();
    let pixels = 1_920 * 20_833;
    [
        (File::new("long thin.jpg", jpeg_of(1_920, 20_833, ON_ITS_SIDE), Fate::Clean), 3 * pixels),
        (File::new("long thin.png", png, Fate::Clean), 4 * pixels),
    ]
}

/// A JPEG with a block more, before its picture.
fn jpeg_with(kind: u8, data: &[u8]) -> Vec<u8> {
    let whole = plain(ImageFormat::Jpeg);
    let length = u16::try_from(data.len() + 2).expect("a short block").to_be_bytes();
    [&whole[..2], &[0xff, kind], &length, data, &whole[2..]].concat()
}

/// A few bytes, or claims, that want much memory or time.
fn bombs() -> Vec<File> {
    let grey = |side: u32| {
        let mut bytes = Vec::new();
        let image = DynamicImage::new_luma8(side, side);
        image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("encoded");
        bytes
    };
    let mut files = vec![
        File::new("forty million grey.png", grey(6300), Fate::Clean),
        File::new("a little more.png", grey(6400), Fate::Refused),
        File::new("thirty thousand.jpg", jpeg_that_says(30_000, 30_000), Fate::Refused),
        File::new("as large as a jpeg can be.jpg", jpeg_that_says(65_535, 65_535), Fate::Refused),
        File::new("a line.jpg", jpeg_that_says(65_535, 1), Fate::Refused),
        File::new("no height.jpg", jpeg_that_says(320, 0), Fate::Refused),
        File::new(
            "text that unpacks.png",
            png_with(b"zTXt", &[b"CANARY\0\0", &deflated_zeros()[..]].concat()),
            Fate::Either,
        ),
        File::new(
            "profile that unpacks.png",
            png_with(b"iCCP", &[b"CANARY\0\0", &deflated_zeros()[..]].concat()),
            Fate::Either,
        ),
        File::new("a thousand passes.jpg", passes(PROGRESSIVE, 1_000), Fate::Either),
        File::new("twenty thousand blocks.jpg", blocks(20_000), Fate::Either),
        File::new("a long strip.png", drawn(100, 20_000, ImageFormat::Png), Fate::Clean),
        File::new("a long line.png", drawn(20_000, 100, ImageFormat::Png), Fate::Clean),
    ];
    for (width, height, depth, colour) in [
        (30_000, 30_000, 8, 2),
        (30_000, 30_000, 1, 0),
        (30_000, 30_000, 16, 6),
        (u32::MAX >> 1, u32::MAX >> 1, 8, 2),
        (u32::MAX, u32::MAX, 16, 6),
        (6_000, 6_000, 16, 6),
        (0, 0, 8, 2),
        (1, 40_000_000, 8, 0),
        (40_000_000, 1, 1, 0),
        (320, 240, 3, 2),
        (320, 240, 8, 5),
    ] {
        let name = format!("says {width}x{height} {depth} {colour}.png");
        files.push(File::new(name, png_that_says(width, height, depth, colour), Fate::Refused));
    }
    for (wide, high) in [(16_383_u32, 16_383_u32), (0xff_ffff, 0xff_ffff), (1, 1)] {
        files.push(File::new(format!("says {wide}x{high}.webp"), webp_that_says(wide, high), Fate::Refused));
    }
    files
}

/// A megabyte of zeros as zlib packs them without packing: what a tiny one would unpack to is not the point here, but that
/// what stands beside a picture is left alone.
fn deflated_zeros() -> Vec<u8> {
    let mut packed = vec![0x78, 0x01];
    for block in 0..16 {
        packed.push(u8::from(block == 15));
        packed.extend_from_slice(&[0xff, 0xff, 0x00, 0x00]);
        packed.extend(std::iter::repeat_n(0, 0xffff));
    }
    packed.extend_from_slice(&[0, 0, 0, 1]);
    packed
}

/// The scans of a progressive JPEG again and again.
fn passes(jpeg: &[u8], times: usize) -> Vec<u8> {
    let first = jpeg.windows(2).position(|mark| mark == [0xff, 0xda]).expect("a scan");
    let end = jpeg.len() - 2;
    let mut bytes = jpeg[..end].to_vec();
    for _ in 0..times {
        bytes.extend_from_slice(&jpeg[first..end]);
    }
    bytes.extend_from_slice(&jpeg[end..]);
    bytes
}

/// A JPEG before whose picture stand many blocks.
fn blocks(count: usize) -> Vec<u8> {
    let whole = plain(ImageFormat::Jpeg);
    let comment = [0xff, 0xfe, 0, 8, b'C', b'A', b'N', b'A', b'R', b'Y'];
    [&whole[..2], &comment.repeat(count), &whole[2..]].concat()
}

fn webp_that_says(wide: u32, high: u32) -> Vec<u8> {
    let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
    let head = [&b"VP8X\x0a\0\0\0\0\0\0\0"[..], &side(wide), &side(high)].concat();
    let whole = plain(ImageFormat::WebP);
    let body = [&b"WEBP"[..], &head, &whole[12..]].concat();
    [&b"RIFF"[..], &u32::try_from(body.len()).expect("a short file").to_le_bytes(), &body].concat()
}

/// Files that end too early.
fn torsos() -> Vec<File> {
    let mut files = Vec::new();
    for (ending, format) in KINDS {
        let whole = plain(format);
        for part in 1..16 {
            let left = whole.len() * part / 16;
            let fate = if part < 15 && ending == "jpg" { Fate::Refused } else { Fate::Either };
            files.push(File::new(format!("{part} of 16.{ending}"), &whole[..left], fate));
        }
    }
    for left in 1..8 {
        files.push(File::new(format!("{left} bytes.jpg"), &plain(ImageFormat::Jpeg)[..left], Fate::Refused));
    }
    files
}

/// A picture and something else in one file.
fn in_one() -> Vec<File> {
    let more: [(&str, &[u8]); 7] = [
        ("archive", b"PK\x03\x04CANARY"),
        ("page", b"<html><script>alert('CANARY')</script>"),
        ("program", b"<?php system('CANARY'); ?>"),
        ("paper", b"%PDF-1.7 CANARY"),
        ("shell", b"\n#!/bin/sh\necho CANARY\n"),
        ("executable", b"MZ\x90\0CANARY"),
        ("second photo", PLACE_JPEG),
    ];
    let mut files = Vec::new();
    for (ending, format) in KINDS {
        for (name, after) in more {
            files.push(File::new(format!("with a {name}.{ending}"), [&plain(format), after].concat(), Fate::Either));
            if !name.contains("photo") {
                files.push(File::new(
                    format!("{name} first.{ending}"),
                    [after, &plain(format)].concat(),
                    Fate::Refused,
                ));
            }
        }
    }
    for (name, words) in more {
        files.push(File::new(format!("comment with a {name}.jpg"), jpeg_with(0xfe, words), Fate::Clean));
        files.push(File::new(
            format!("text with a {name}.png"),
            png_with(b"tEXt", &[b"CANARY\0", words].concat()),
            Fate::Clean,
        ));
    }
    files
}

/// Files of other kinds, whatever their names say.
fn other_kinds() -> Vec<File> {
    let kinds: [(&str, &[u8]); 23] = [
        ("drawing.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
        (
            "entity.svg",
            b"<?xml version=\"1.0\"?><!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>",
        ),
        ("page.jpg", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("paper.jpg", b"%PDF-1.7\n1 0 obj\n"),
        ("archive.jpg", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("packed.jpg", b"\x1f\x8b\x08\0\0\0\0\0"),
        ("executable.jpg", b"\x7fELF\x02\x01\x01\0"),
        ("window.jpg", b"MZ\x90\0\x03\0\0\0"),
        ("class.jpg", b"\xca\xfe\xba\xbe\0\0\0\x34"),
        ("moving.jpg", MOVING_GIF),
        ("still.gif", b"GIF87a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"),
        ("script.gif", b"GIF89a/*\0\0*/=1;alert(1)"),
        ("bitmap.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"),
        ("icon.ico", b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0"),
        ("scan.tif", b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0"),
        ("scan.tiff", b"MM\0*\0\0\0\x08\0\x01\x01\0\0\x03"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("phone.avif", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1"),
        ("film.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"),
        ("layers.psd", b"8BPS\0\x01\0\0\0\0\0\0\0\x03"),
        ("light.hdr", b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 240 +X 320\n"),
        ("farbfeld.ff", b"farbfeld\0\0\x01\x40\0\0\0\xf0"),
        ("words.jpg", "این یک عکس نیست".as_bytes()),
    ];
    kinds.into_iter().map(|(name, bytes)| File::new(name, bytes, Fate::Refused)).collect()
}

/// Pictures that are whole and still not what a phone sends, and names that mean harm.
fn odd() -> Vec<File> {
    let mut files = vec![
        File::new("for print.jpg", CMYK, Fate::Either),
        File::new("progressive.jpg", PROGRESSIVE, Fate::Clean),
        File::new("moving.webp", MOVING_WEBP, Fate::Either),
        File::new("moving.png", MOVING_PNG, Fate::Either),
        File::new("with a place.jpg", PLACE_JPEG, Fate::Clean),
        File::new("with a place.png", PLACE_PNG, Fate::Clean),
        File::new("with a place.webp", PLACE_WEBP, Fate::Clean),
        File::new("too small.png", drawn(99, 99, ImageFormat::Png), Fate::Refused),
        File::new("one pixel.png", drawn(1, 1, ImageFormat::Png), Fate::Refused),
        File::new("smallest.png", drawn(100, 100, ImageFormat::Png), Fate::Clean),
    ];
    for name in
        ["../../../etc/passwd", "..\\..\\boot.ini", "a\".jpg", "نان.jpg", "<script>.jpg", ".htaccess", "con.jpg"]
    {
        files.push(File::new(name, plain(ImageFormat::Jpeg), Fate::Clean));
    }
    for (wrong, bytes) in
        [("jpg", plain(ImageFormat::Png)), ("svg", plain(ImageFormat::Jpeg)), ("exe", plain(ImageFormat::WebP))]
    {
        files.push(File::new(format!("named otherwise.{wrong}"), bytes, Fate::Clean));
    }
    files
}

/// EXIF blocks that lead astray, and frames of kinds that no phone writes.
fn broken_headers() -> Vec<File> {
    let exif: [(&str, &[u8]); 6] = [
        ("cut off", b"Exif\0\0MM\0*\0\0\0\x08"),
        ("round and round", b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\x08"),
        ("far away", b"Exif\0\0MM\0*\xff\xff\xff\xff"),
        ("turned nine times", b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0\0\0\0\0"),
        ("many entries", b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01\x03\0\x01\0\0\0"),
        ("other words", b"Exif\0\0CANARY CANARY CANARY"),
    ];
    let mut files: Vec<File> = exif
        .iter()
        .map(|(name, block)| File::new(format!("{name}.jpg"), jpeg_with(0xe1, block), Fate::Either))
        .collect();
    let whole = plain(ImageFormat::Jpeg);
    let frame = whole.windows(2).position(|mark| mark == [0xff, 0xc0]).expect("a frame");
    for kind in [0xc1, 0xc2, 0xc3, 0xc9, 0xca, 0xcf] {
        let mut bytes = whole.clone();
        bytes[frame + 1] = kind;
        files.push(File::new(format!("frame of kind {kind:x}.jpg"), bytes, Fate::Either));
    }
    for (name, at, value) in [("twelve bits", 4, 12), ("nine parts", 9, 9), ("no part", 9, 0)] {
        let mut bytes = whole.clone();
        bytes[frame + at] = value;
        files.push(File::new(format!("{name}.jpg"), bytes, Fate::Either));
    }
    for mark in [0xdb_u8, 0xc4, 0xc0] {
        let mut bytes = whole.clone();
        let at = bytes.windows(2).position(|pair| pair == [0xff, mark]).expect("a block");
        let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]])) + 2;
        bytes.drain(at..at + length);
        files.push(File::new(format!("without {mark:x}.jpg"), bytes, Fate::Refused));
    }
    files
}

/// Photos of which some bytes are others.
fn wrong_bytes() -> Vec<File> {
    let mut chance = StdRng::seed_from_u64(1405);
    let mut files = Vec::new();
    for (ending, format) in KINDS {
        let whole = plain(format);
        for number in 0..20 {
            let mut bytes = whole.clone();
            for _ in 0..=number {
                let at = chance.random_range(0..bytes.len());
                bytes[at] = chance.random();
            }
            files.push(File::new(format!("wrong bytes {number}.{ending}"), bytes, Fate::Either));
        }
    }
    files
}
