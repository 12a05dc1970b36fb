#!/usr/bin/env python3
"""Times quotediff's metrics beside sacrebleu and rapidfuzz: the same pairs, one after the other, one thread, one run.

    benches/peers/run.py [PAIRS]        2,000 pairs unless told otherwise

Pairs are invented by examples/renderings.rs. The packages of requirements.txt are installed into a temporary folder.
Prints a table in Markdown: pairs a second, the ratio, and whether the mean scores agree to four decimals.
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def example(name, *arguments):
    command = ["cargo", "run", "--quiet", "--release", "--example", name, "--", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def peers():
    """Metric of ours, name of the peer's, the peer's function of a reference and a rendering."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler, Levenshtein
    from sacrebleu.metrics import BLEU, CHRF, TER

    bleu, chrf, chrf_pp, ter = BLEU(effective_order=True), CHRF(), CHRF(word_order=2), TER()
    sentence = lambda metric: lambda a, b: metric.sentence_score(b, [a]).score
    return [
        ("bleu", "sacrebleu BLEU", sentence(bleu)),
        ("chrf", "sacrebleu chrF", sentence(chrf)),
        ("chrf_pp", "sacrebleu chrF++", sentence(chrf_pp)),
        ("ter", "sacrebleu TER", sentence(ter)),
        ("levenshtein", "rapidfuzz Levenshtein", Levenshtein.normalized_similarity),
        ("damerau_levenshtein", "rapidfuzz DamerauLevenshtein", DamerauLevenshtein.normalized_similarity),
        ("jaro_winkler", "rapidfuzz JaroWinkler", JaroWinkler.normalized_similarity),
        ("similarity", "rapidfuzz fuzz.WRatio (another score)", fuzz.WRatio),
    ]


def measure(pairs_file):
    """One run of every peer in CPU time: a second one would find the words of the first in sacrebleu's cache."""
    rows = [row["text"] for row in csv.DictReader(open(pairs_file, encoding="utf-8"))]
    pairs = list(zip(rows[::2], rows[1::2]))
    for ours, theirs, score in peers():
        start = time.process_time()
        mean = sum(score(a, b) for a, b in pairs) / len(pairs)
        seconds = time.process_time() - start
        print(json.dumps({"metric": ours, "peer": theirs, "pairs": len(pairs), "seconds": seconds, "mean": mean}))


def main(count):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", HERE / "requirements.txt"]
        subprocess.run(install, check=True)
        pairs_file = folder / "pairs.csv"
        pairs_file.write_text(example("renderings", count, 2), encoding="utf-8")
        ours = {line["metric"]: line for line in map(json.loads, example("metric_speed", pairs_file).splitlines())}
        told = subprocess.run([python, __file__, "--peers", pairs_file], check=True, capture_output=True, text=True)
    print("| metric | beside | peer, pairs a second | quotediff | ratio | same mean |\n|---|---|---|---|---|---|")
    for line in map(json.loads, told.stdout.splitlines()):
        mine = ours[line["metric"]]
        per_second = [line["pairs"] / one["seconds"] for one in (line, mine)]
        same = "yes" if abs(line["mean"] - mine["mean"]) < 5e-5 else f"{line['mean']:.4f} / {mine['mean']:.4f}"
        theirs, own = (f"{value:,.0f}" for value in per_second)
        print(f"| {line['metric']} | {line['peer']} | {theirs} | {own} | {per_second[1] / per_second[0]:.2g} | {same} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peers"]:
        measure(sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
