//! Static word vectors, in the two files of a model2vec folder: a table with a row for each piece of a word, and the
//! tokenizer that cuts words into pieces.
//!
//! The table is kept as it was read (safetensors, 32-bit or 16-bit floats) and a row is decoded when a word needs it. A word
//! is the weighted mean of its pieces, with length 1, so that the product of two words is their cosine. Pieces may share rows
//! (tensor `mapping`: the row of each piece) and have weights (tensor `weights`).

use half::f16;
use safetensors::tensor::Metadata;
use safetensors::{Dtype, SafeTensors};
use serde_json::Value;
use tokenizers::Tokenizer;

/// Name of the tensor: rows are pieces, columns dimensions.
const TENSOR: &str = "embeddings";
/// Names of the tensors with a number for each piece: its row, its weight.
const MAPPING: &str = "mapping";
const WEIGHTS: &str = "weights";

/// The word vectors of a model.
#[derive(Debug)]
pub struct Vectors {
    tokenizer: Tokenizer,
    /// The piece that stands for what the tokenizer does not know.
    unknown: Option<u32>,
    bytes: Vec<u8>,
    /// Where the table begins in the bytes.
    start: usize,
    dimensions: usize,
    half: bool,
    /// The row of each piece; empty where piece and row have one number.
    rows: Vec<f64>,
    /// The weight of each piece; empty where all weigh the same.
    weights: Vec<f64>,
}

impl Vectors {
    /// `model` is the content of `model.safetensors`, `tokenizer` that of `tokenizer.json`.
    ///
    /// # Errors
    /// What is wrong with one of them, and what to do.
    pub fn new(model: Vec<u8>, tokenizer: &[u8]) -> Result<Vectors, (String, String)> {
        let bad = |message: String| (message, "it takes a model as model2vec saves it".to_owned());
        let (length, head) =
            SafeTensors::read_metadata(&model).map_err(|error| bad(format!("model.safetensors: {error}")))?;
        let table = head.info(TENSOR).ok_or_else(|| bad(format!("model.safetensors has no tensor `{TENSOR}`")))?;
        let half = match table.dtype {
            Dtype::F32 => false,
            Dtype::F16 => true,
            other => return Err(bad(format!("`{TENSOR}` is {other}, not F32 or F16"))),
        };
        let &[rows, dimensions] = table.shape.as_slice() else {
            return Err(bad(format!("`{TENSOR}` has {} dimensions, not rows and columns", table.shape.len())));
        };
        let start = size_of::<u64>() + length + table.data_offsets.0;
        let failed = |error: &dyn std::fmt::Display| bad(format!("tokenizer.json: {error}"));
        let settings: Value = serde_json::from_slice(tokenizer).map_err(|error| failed(&error))?;
        let mut tokenizer = Tokenizer::from_bytes(tokenizer).map_err(|error| failed(&error))?;
        tokenizer.with_padding(None);
        tokenizer.with_truncation(None).map_err(|error| failed(&error))?;
        let pieces = tokenizer.get_vocab_size(true);
        let of_pieces = |name: &str| match numbers(&head, &model[size_of::<u64>() + length..], name) {
            Some(numbers) if numbers.len() < pieces => {
                Err(bad(format!("tokenizer.json has {pieces} pieces, but `{name}` only {} numbers", numbers.len())))
            }
            numbers => Ok(numbers.unwrap_or_default()),
        };
        let (mapping, weights) = (of_pieces(MAPPING)?, of_pieces(WEIGHTS)?);
        if mapping.is_empty() && pieces > rows {
            return Err(bad(format!("tokenizer.json has {pieces} pieces, but `{TENSOR}` only {rows} rows")));
        }
        if let Some(row) = mapping.iter().find(|&&row| !(0.0..rows as f64).contains(&row)) {
            return Err(bad(format!("`{MAPPING}` names row {row}, but `{TENSOR}` has {rows}")));
        }
        let unknown = match (&settings["model"]["unk_token"], &settings["model"]["unk_id"]) {
            (Value::String(piece), _) => tokenizer.token_to_id(piece),
            (_, id) => id.as_u64().and_then(|id| u32::try_from(id).ok()),
        };
        Ok(Vectors { tokenizer, unknown, bytes: model, start, dimensions, half, rows: mapping, weights })
    }

    /// The vector of a word, with length 1; `None` when a piece of it is unknown.
    pub fn word(&self, n: &str) -> Option<Vec<f32>> {
        let pieces = self.tokenizer.encode_fast(n, false).ok()?;
        let mut sum = vec![0.0; self.dimensions];
        for &piece in pieces.get_ids() {
            if Some(piece) == self.unknown {
                return None;
            }
            self.add(piece as usize, &mut sum)?;
        }
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        if !length.is_normal() {
            return None;
        }
        sum.iter_mut().for_each(|x| *x /= length);
        Some(sum)
    }

    fn add(&self, piece: usize, sum: &mut [f32]) -> Option<()> {
        let row = self.rows.get(piece).map_or(piece, |&row| row as usize);
        let weight = self.weights.get(piece).map_or(1.0, |&weight| weight as f32);
        let size = if self.half { size_of::<f16>() } else { size_of::<f32>() };
        let width = self.dimensions * size;
        let cells = self.bytes.get(self.start + row * width..self.start + (row + 1) * width)?.chunks_exact(size);
        for (x, cell) in sum.iter_mut().zip(cells) {
            *x += weight * number(if self.half { Dtype::F16 } else { Dtype::F32 }, cell)? as f32;
        }
        Some(())
    }
}

/// The numbers of a tensor; `None` when there is none of that name, or of a type that no such tensor has.
fn numbers(head: &Metadata, data: &[u8], name: &str) -> Option<Vec<f64>> {
    let tensor = head.info(name)?;
    let bytes = data.get(tensor.data_offsets.0..tensor.data_offsets.1)?;
    bytes.chunks_exact(tensor.dtype.bitsize() / 8).map(|cell| number(tensor.dtype, cell)).collect()
}

/// One number of a tensor, little-endian.
fn number(dtype: Dtype, cell: &[u8]) -> Option<f64> {
    Some(match dtype {
        Dtype::F16 => f16::from_le_bytes(cell.try_into().ok()?).to_f64(),
        Dtype::F32 => f64::from(f32::from_le_bytes(cell.try_into().ok()?)),
        Dtype::F64 => f64::from_le_bytes(cell.try_into().ok()?),
        Dtype::I32 => f64::from(i32::from_le_bytes(cell.try_into().ok()?)),
        Dtype::U32 => f64::from(u32::from_le_bytes(cell.try_into().ok()?)),
        // A row's number: far below the 2^53 from which on a float is not exact.
        Dtype::I64 => i64::from_le_bytes(cell.try_into().ok()?) as f64,
        _ => return None,
    })
}
