# SPDX-License-Identifier: Apache-2.0
"""Every input kept for the fuzzers, crashers of the past among them, goes through in peace."""

import subprocess
import unittest

import support

FOLDER = support.ROOT / "tests" / "fuzz"


class Replay(unittest.TestCase):
    def test_corpus(self):
        names = sorted(path.stem.removeprefix("fuzz_") for path in FOLDER.glob("fuzz_*.c"))
        self.assertGreaterEqual(len(names), 7)
        for name in names:
            with self.subTest(fuzzer=name):
                inputs = sorted((FOLDER / "corpus" / name).iterdir())
                self.assertTrue(inputs)
                done = subprocess.run(
                    [support.build() / "fuzz" / name, *inputs], cwd=support.ROOT, timeout=120,
                    stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
                self.assertEqual(done.returncode, 0, done.stdout[-300:] + done.stderr[-3000:])
                self.assertEqual(len(done.stdout.splitlines()), len(inputs))
