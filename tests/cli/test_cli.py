# SPDX-License-Identifier: Apache-2.0
"""The command line, from the .test files beside this one.

A file holds cases, each opened by `== what it shows`:

    setup: shell, run first in a folder that holds a copy of the Rennes Métropole project
    args: what follows `maillage`            shell: instead, any command; {maillage} is ours
    env: NAME=VALUE                          exit: the expected status (0 when not said)
    stdout: / stderr: text that must be there          no-stdout: / no-stderr: must not
    then: shell that must succeed afterwards

A case that says nothing of maps, charts or pictures has none drawn, which is most of a run.

{at:TEXT} stands for the line:column of TEXT in projet.yaml, after the set-up; {at:BEFORE|TEXT}
for that of TEXT where BEFORE stands before it.
"""

import pathlib
import re
import subprocess
import tempfile
import unittest

import support

HERE = pathlib.Path(__file__).resolve().parent


def read_cases(path):
    """[(title, [(key, value), …]), …]"""
    cases = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if line.startswith("== "):
            cases.append((line[3:], []))
        elif line.strip() and not line.startswith("#"):
            key, mark, value = line.partition(":")
            if not mark or not cases:
                raise ValueError(f"{path.name}:{number}: a `key: value` is expected")
            cases[-1][1].append((key, value.strip()))
    return cases


def position(project, text):
    context, _, wanted = text.rpartition("|")
    before, found, _ = project.read_text().partition(context + wanted)
    if not found:
        raise ValueError(f"projet.yaml does not hold {text!r}")
    lines = (before + context).split("\n")
    return f"{len(lines)}:{len(lines[-1]) + 1}"


PICTURES = re.compile(r"cart|emprise|graphique|atlas|besoins|effectifs|svg|png|pdf|maps|image")

WHOLE_RUN = re.compile(r"(^|maillage} )run ")


def draw_nothing(project):
    """The section of maps comes last: lines before it stay where they are."""
    text = project.read_text()
    project.write_text(text[:text.index("\ncartes:")] + "\ncartes:\n  emprises: []\n")


class CommandLine(unittest.TestCase):
    maxDiff = None

    def shell(self, script, folder, env):
        script = script.replace("{maillage}", f"'{support.command()}'").replace(
            "{tests}", str(support.ROOT / "tests"))
        return subprocess.run(["bash", "-c", script], cwd=folder, env=env, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL, timeout=600)

    def run_case(self, said):
        env = support.environment(**dict(v.split("=", 1) for k, v in said if k == "env"))
        with tempfile.TemporaryDirectory(prefix="maillage-cli-") as scratch:
            folder = support.copy_project(pathlib.Path(scratch) / "projet")
            if not any(PICTURES.search(value) for _, value in said):
                draw_nothing(folder / "projet.yaml")
            for script in [v for k, v in said if k == "setup"]:
                done = self.shell(script, folder, env)
                self.assertEqual(done.returncode, 0, f"setup: {script}\n{done.stderr}")
            command = [v if k == "shell" else "{maillage} " + v
                       for k, v in said if k in ("shell", "args")]
            self.assertEqual(len(command), 1, "one args or shell a case")
            done = self.shell(command[0], folder, env)
            self.check(said, done, folder)
            for script in [v for k, v in said if k == "then"]:
                after = self.shell(script, folder, env)
                self.assertEqual(after.returncode, 0, f"then: {script}\n{after.stdout}"
                                 f"{after.stderr}\nthe command said: {done.stdout}{done.stderr}")

    def check(self, said, done, folder):
        whole = f"\nexit {done.returncode}\nstdout:\n{done.stdout}\nstderr:\n{done.stderr}"
        expected = int(dict(said).get("exit", "0"))
        self.assertEqual(done.returncode, expected, whole)
        streams = {"stdout": done.stdout, "stderr": done.stderr}
        for key, value in said:
            name = key.removeprefix("no-")
            if name not in streams:
                continue
            value = re.sub(r"\{at:(.*?)\}",
                           lambda m: position(folder / "projet.yaml", m[1]), value)
            if key == name:
                self.assertIn(value, streams[name], whole)
            else:
                self.assertNotIn(value, streams[name], whole)


def add_case(name, said):
    def test(self):
        self.run_case(said)
    test.__doc__ = name
    test.whole_run = any(WHOLE_RUN.search(value) for key, value in said
                         if key in ("setup", "args", "shell"))
    setattr(CommandLine, f"test_{name}", test)


for file in sorted(HERE.glob("*.test")):
    for title, lines in read_cases(file):
        add_case(f"{file.stem}: {title}", lines)
