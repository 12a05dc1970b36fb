//! Stands in for word vectors in a build without the feature `embeddings`: there are none.

/// The word vectors of a model: this build reads none.
#[derive(Debug)]
pub enum Vectors {}

impl Vectors {
    /// No model can be read.
    ///
    /// # Errors
    /// Always: what is wrong, and what to do.
    pub fn new(_model: Vec<u8>, _tokenizer: &[u8]) -> Result<Vectors, (String, String)> {
        let hint = "install with `cargo install quotediff --features embeddings`, or leave the folder out";
        Err(("this build reads no word vectors".to_owned(), hint.to_owned()))
    }

    /// There are no words.
    pub fn word(&self, _n: &str) -> Option<Vec<f32>> {
        match *self {}
    }
}
