//! A file that goes to the disk while it is written. Left to the end, all of it would be flushed at once, and a sale that is
//! to be on the same disk would wait behind it.
use std::fs::File;
use std::io::{self, Write};

/// So much is flushed together.
const TOGETHER: usize = 4 << 20;

pub(super) struct Steady {
    file: File,
    unflushed: usize,
}

impl Steady {
    pub fn new(file: File) -> Steady {
        Steady { file, unflushed: 0 }
    }

    /// Sees to it that all of it is on the disk.
    pub fn finish(self) -> io::Result<()> {
        self.file.sync_all()
    }
}

impl Write for Steady {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.unflushed += written;
        if self.unflushed >= TOGETHER {
            self.file.sync_data()?;
            self.unflushed = 0;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
