# SPDX-License-Identifier: Apache-2.0
"""What tools say of the C code: nothing. `make lint` also asks clang-tidy, which takes long."""

import subprocess
import unittest

import support


class Lint(unittest.TestCase):
    def make(self, *arguments):
        done = subprocess.run(["make", "-s", f"BUILD={support.build()}", *arguments],
                              cwd=support.ROOT, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=900)
        self.assertEqual(done.returncode, 0, (done.stdout + done.stderr)[-5000:])

    def test_clang_compiles_everything_without_a_warning(self):
        self.make("compilers", "COMPILERS=clang")

    def test_cppcheck_finds_nothing(self):
        self.make("cppcheck")

    def test_the_code_is_laid_out(self):
        self.make("format-check")
