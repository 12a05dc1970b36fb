#!/usr/bin/env python3
"""Links renderings with quotediff and with the usual tools in one run: pairwise F1, CPU seconds, peak memory.

    benches/peers/linking.py [STATEMENTS]           5 invented renderings of each, 400 statements unless told otherwise
    benches/peers/linking.py FILE.csv...            columns `id`, `group` (the known statement), `text`,
                                                    and `lang` where it is known

The packages of requirements-linking.txt are installed into a temporary folder; quotediff is built. Each tool runs in a
process of its own, of at most 15 minutes of CPU time. Peers find pairs and join them by connected components, each at the threshold that is best for these
very data; quotediff chooses its threshold without knowing the groups.
"""
import csv
import json
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOP = 30
ALL_PAIRS = 10_000  # more rows are not compared all with all
LIMIT = 900  # CPU seconds of a peer


def f1(gold, found):
    pairs = lambda counts: sum(n * (n - 1) / 2 for n in counts.values())
    both = pairs(Counter(zip(gold, found)))
    return 2 * both / max(1, pairs(Counter(gold)) + pairs(Counter(found)))


def best(gold, edges):
    """The best F1 of connected components over thresholds, and that threshold. Edges: rows, columns, scores."""
    import numpy
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    rows, columns, scores = (numpy.asarray(part) for part in edges)
    tried = []
    for threshold in [at / 20 for at in range(3, 20)]:
        kept = scores >= threshold
        graph = coo_matrix((scores[kept], (rows[kept], columns[kept])), shape=(len(gold), len(gold)))
        tried.append((f1(gold, connected_components(graph, directed=False)[1].tolist()), threshold))
    return max(tried)


def cdist(texts):
    import numpy
    from rapidfuzz import fuzz, process

    if len(texts) > ALL_PAIRS:
        return None
    scores = process.cdist(texts, texts, scorer=fuzz.token_set_ratio, dtype=numpy.uint8) / 100
    rows, columns = numpy.nonzero(numpy.triu(scores >= 0.15, 1))
    return rows, columns, scores[rows, columns]


def tfidf(**how):
    def edges(texts):
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sparse_dot_topn import sp_matmul_topn

        matrix = TfidfVectorizer(**how).fit_transform(texts)
        found = sp_matmul_topn(matrix, matrix.T.tocsr(), top_n=TOP, threshold=0.15).tocoo()
        return found.row, found.col, found.data

    return edges


def minhash(texts):
    from datasketch import MinHash, MinHashLSH

    lsh, sketches = MinHashLSH(threshold=0.3, num_perm=128), []
    for at, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in set(text.lower().split())])
        lsh.insert(at, sketch)
        sketches.append(sketch)
    found = {(at, other) for at, sketch in enumerate(sketches) for other in lsh.query(sketch) if other > at}
    found = sorted(found)
    return [a for a, _ in found], [b for _, b in found], [sketches[a].jaccard(sketches[b]) for a, b in found]


PEERS = {
    "rapidfuzz cdist, token_set_ratio": cdist,
    "TF-IDF words, sparse_dot_topn": tfidf(),
    "TF-IDF character trigrams, sparse_dot_topn": tfidf(analyzer="char", ngram_range=(3, 3)),
    "datasketch MinHash words, LSH": minhash,
}


def measure(name, file):
    """One peer, in this process."""
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT))
    rows = list(csv.DictReader(open(file, encoding="utf-8", newline="")))
    gold, texts = [row["group"] for row in rows], [row["text"] for row in rows]
    start = time.process_time()
    edges = PEERS[name](texts)
    seconds = time.process_time() - start
    quality, threshold = best(gold, edges) if edges else (None, None)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"f1": quality, "threshold": threshold, "seconds": seconds, "memory": memory}))


def quotediff(file, folder):
    rows = list(csv.DictReader(open(file, encoding="utf-8", newline="")))
    bare, linked = folder / "bare.csv", folder / "linked.csv"
    with open(bare, "w", encoding="utf-8", newline="") as out:
        columns = [name for name in ("id", "lang", "text") if name in rows[0]]
        csv.writer(out).writerows([columns, *([row[name] for name in columns] for row in rows)])
    subprocess.run(["cargo", "build", "--quiet", "--release"], cwd=ROOT, check=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = ["/usr/bin/time", "-f", "%M", ROOT / "target/release/quotediff", "link", bare, "-o", linked, "--force"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    found = {row["id"]: row["statement_id"] for row in csv.DictReader(open(linked, encoding="utf-8", newline=""))}
    quality = f1([row["group"] for row in rows], [found[row["id"]] for row in rows])
    return {"f1": quality, "threshold": "its own", "seconds": seconds, "memory": int(done.stderr.split()[-1]) / 1024}


def invented(statements, folder):
    """Renderings by examples/renderings.rs: five lines in a row are one statement."""
    command = ["cargo", "run", "--quiet", "--release", "--example", "renderings", "--", str(statements), "5"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    file = folder / "invented.csv"
    with open(file, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "group", "text"])
        for at, row in enumerate(csv.DictReader(told.splitlines())):
            writer.writerow([at, at // 5, row["text"]])
    return file


def peer(python, name, file):
    """One peer, in a process of its own: what it found, else why it did not."""
    told = subprocess.run([python, __file__, "--peer", name, file], capture_output=True, text=True)
    if told.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"not finished in {LIMIT} s"
    told.check_returncode()
    one = json.loads(told.stdout)
    return f"not run: all pairs of more than {ALL_PAIRS:,} rows" if one["f1"] is None else one


def row(name, one, ours):
    if isinstance(one, str):
        return f"| {name} | | {one} | | | |"
    cells = [one["threshold"], f"{one['f1']:.3f}", f"{one['seconds']:.1f}", f"{one['memory']:.0f}"]
    return f"| {name} | {' | '.join(map(str, cells))} | {one['seconds'] / ours:.2g} |"


def main(given):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", HERE / "requirements-linking.txt"], check=True)
        for what in given:
            file = invented(what, folder) if what.isdigit() else pathlib.Path(what).resolve()
            ours = quotediff(file, folder)
            print(f"\n{file.name}\n\n| tool | threshold | pairwise F1 | CPU s | peak MB | CPU, quotediff = 1 |")
            print(f"|---|---|---|---|---|---|\n{row('quotediff link', ours, ours['seconds'])}", flush=True)
            for name in PEERS:
                print(row(name, peer(python, name, file), ours["seconds"]), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        measure(sys.argv[2], sys.argv[3])
    else:
        main(sys.argv[1:] or ["400"])
