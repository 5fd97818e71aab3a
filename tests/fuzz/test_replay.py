# SPDX-License-Identifier: Apache-2.0
"""Every input kept for the fuzzers, crashers of the past among them, goes through in peace, and so
does each damaged at random, the same way every time. `make fuzz` searches where these end."""

import subprocess
import unittest

import support

FOLDER = support.ROOT / "tests" / "fuzz"


MUTANTS = 10


class Replay(unittest.TestCase):
    def test_corpus(self):
        names = sorted(path.stem.removeprefix("fuzz_") for path in FOLDER.glob("fuzz_*.c"))
        self.assertGreaterEqual(len(names), 12)
        for name in names:
            with self.subTest(fuzzer=name):
                inputs = sorted((FOLDER / "corpus" / name).iterdir())
                self.assertTrue(inputs)
                done = subprocess.run(
                    [support.build() / "fuzz" / name, "-n", str(MUTANTS), *inputs],
                    cwd=support.ROOT, timeout=300, stdin=subprocess.DEVNULL, capture_output=True,
                    text=True, errors="replace")
                self.assertEqual(done.returncode, 0, done.stdout[-300:] + done.stderr[-3000:])
                self.assertEqual(len(done.stdout.splitlines()), len(inputs))
                self.assertEqual(done.stderr.count("mutant "), MUTANTS * len(inputs))
