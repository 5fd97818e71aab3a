# SPDX-License-Identifier: Apache-2.0
"""A few of each torture, always the same ones; `make torture` has more."""

import unittest

import support
from torture import Torture


class Tortures(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.torture = Torture(support.scratch(), "sample")

    def test_places_where_nothing_can_be_written(self):
        self.assertEqual(self.torture.places(), [])

    def test_refused_memory(self):
        self.assertEqual(self.torture.memory(6), [])

    def test_refused_memory_while_writing(self):
        self.assertEqual(self.torture.memory(1, "run"), [])

    def test_memory_refused_to_sqlite(self):
        self.assertEqual(self.torture.sqlite(2), [])

    def test_calls_of_sqlite_that_fail(self):
        self.assertEqual(self.torture.sqlite_files(2), [])

    def test_files_cut_short(self):
        self.assertEqual(self.torture.short_writes(1), [])

    def test_calls_that_fail(self):
        self.assertEqual(self.torture.calls(2), [])

    def test_small_disks(self):
        self.assertEqual(self.torture.small(3), [])

    def test_killed(self):
        self.assertEqual(self.torture.kill(3), [])
