"""The jail as a place to work in: what an honest notebook finds there, and what its grader gets."""

import base64
import json
import random
import secrets
import subprocess
import sys
import time

import nbformat
import numpy as np
import psutil
import pytest

from autograder import variants
from autograder.authoring import paths
from autograder.beside.wire import pair
from autograder.intake import assembly
from autograder.jail import tiers
from autograder.jail.desk import Desk
from autograder.jail.keeper import Broken
from autograder.jail.limits import Limits
from autograder.jail.notebook import Notebook, grade
from autograder.jail.outputs import clean
from autograder.judging.judge import judge
from autograder.judging.referee import Referee
from autograder.judging.runner import InProcess
from autograder.judging.verdict import CORRECT, CRASHED, TIMEOUT
from autograder.measuring import measure
from autograder.messages import jail as sentences
from autograder.questions import QUESTIONS
from autograder.tests import jails, notebooks
from autograder.tests.notebooks import touched

PATIENT = Limits(observation_seconds=60.0)  # a machine that does much else is several times slower
SOME = ("GMM.log_pdf", "GMM.e_step", "Gaussian.sample")
COLUMN = np.ones((1, 600, 1, 1))  # in three directions, hundreds of millions of numbers
SEARCHED = """
import ctypes
half, found = {half!r}, 0
for line in open("/proc/self/maps"):
    where, mode = line.split()[:2]
    begin, end = (int(address, 16) for address in where.split("-"))
    if "rw" in mode and "[v" not in line and end - begin < 1 << 28:
        held = ctypes.string_at(begin, end - begin)
        at = held.find({other!r}.encode())
        while at >= 0:
            found += held[at - 8 : at].decode("latin-1") == half
            at = held.find({other!r}.encode(), at + 1)
print(found)
"""


@pytest.fixture(scope="module", params=jails.TIERS)
def nursery(request):
    return jails.nursery(request.param)


@pytest.fixture(scope="module")
def any_nursery():
    return jails.best_nursery()


@pytest.fixture(scope="module", autouse=True)
def nurseries_end_with_the_tests():
    yield
    jails.close_all()


@pytest.fixture
def notebook(nursery):
    with Notebook(nursery, "a", "s", {"data.txt": b"1 2 3"}, PATIENT) as notebook:
        yield notebook


def text(done):
    return "".join(output.get("text", output.get("evalue", "")) for output in done.outputs)


def test_cells_share_names_and_files(notebook):
    notebook.run("x = open('data.txt').read()")
    notebook.run("open('copy.txt', 'w').write(x)")
    assert text(notebook.run("print(open('copy.txt').read(), __name__)")) == "1 2 3 __main__\n"


def test_outputs_are_those_of_a_notebook_in_order(notebook):
    outputs = notebook.run(
        "import sys, matplotlib.pyplot as plt\nfrom IPython.display import display, Markdown\n"
        "print('one'); print('two', file=sys.stderr); display(Markdown('*three*'))\n"
        "plt.plot([1, 2]);\nprint('four')\n6 * 7"
    ).outputs
    kinds = [(output["output_type"], *output.get("data", {})) for output in outputs]
    assert [kind[0] for kind in kinds] == [
        *("stream", "stream", "display_data", "stream", "execute_result", "display_data")
    ]
    assert outputs[4]["data"]["text/plain"] == "42"
    assert base64.b64decode(outputs[5]["data"]["image/png"]).startswith(b"\x89PNG")
    cell = nbformat.v4.new_code_cell("", outputs=[nbformat.from_dict(o) for o in outputs])
    nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


def test_each_jail_numbers_its_cells_from_one(notebook):
    counts = [notebook.run("1").outputs[0]["execution_count"] for _ in range(2)]
    assert counts == [1, 2]


def test_a_picture_given_in_bytes_is_kept_as_text(notebook):
    code = "from IPython.display import Image\nImage(b'\\x89PNG\\r\\n\\x1a\\n' + bytes(50))"
    data = notebook.run(code).outputs[0]["data"]
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")


def test_a_program_that_cannot_be_started_ends_no_cell(notebook):
    done = notebook.run("!pip install x\nfound = !ls\n%pip install y\nprint(found, 'goes on')")
    said = text(done)
    assert "Programs cannot be started" in said and said.endswith("[] goes on\n")


def test_an_error_ends_its_cell_and_is_shown(notebook):
    done = notebook.run("print('before')\n1 / 0\nprint('after')")
    assert [o["output_type"] for o in done.outputs] == ["stream", "error"]
    assert done.outputs[1]["ename"] == "ZeroDivisionError"
    assert "1 / 0" in "\n".join(done.outputs[1]["traceback"])
    assert text(notebook.run("print('next')")) == "next\n"


def test_what_is_written_in_other_scripts_comes_whole(notebook):
    assert (
        text(notebook.run("平均 = '混合ガウス分布'\nprint(平均, '\\ud800')"))
        == "混合ガウス分布 ?\n"
    )


def test_a_cell_that_takes_too_long_is_stopped_and_keeps_what_it_did(nursery):
    with Notebook(nursery, "a", "s", {}, Limits(cell_seconds=2.0)) as notebook:
        done = notebook.run("x = 1\nprint('started', flush=True)\nwhile True:\n    pass")
        assert done.trouble == TIMEOUT
        assert [o.get("evalue", o.get("text")) for o in done.outputs] == [
            "started\n",
            sentences.CELL[TIMEOUT],
        ]
        assert text(notebook.run("print(x)")) == "1\n"


def test_a_cell_that_ends_the_process_is_lost_alone(notebook):
    notebook.run("x = 1")
    done = notebook.run("x = 2\nimport os\nos._exit(0)")
    assert (done.trouble, text(done)) == (CRASHED, sentences.CELL[CRASHED])
    assert text(notebook.run("print(x)")) == "1\n"


def test_a_notebook_that_ends_its_process_too_often_is_given_up(any_nursery):
    limits = Limits(jails=2)
    with Notebook(any_nursery, "a", "s", {}, limits) as notebook:
        for _ in range(3):
            done = notebook.run("import os\nos._exit(0)")
        assert text(done) == sentences.NOT_RUN[CRASHED]
        verdict = notebook.judge("GMM.e_step").verdict
        assert (verdict.outcome, verdict.score) == (CRASHED, 0)


def test_all_cells_together_have_a_limit(any_nursery):
    limits = Limits(cell_seconds=5, submission_seconds=3)
    with Notebook(any_nursery, "a", "s", {}, limits) as notebook:
        notebook.run(variants.source("base_notebook"))
        assert notebook.run("while True:\n    pass").trouble == TIMEOUT
        assert text(notebook.run("1")) == sentences.NOT_RUN[TIMEOUT]
        assert notebook.judge("mixture_pdf").verdict.outcome == CORRECT


ENDLESS = "while True:\n    pass"


@pytest.mark.parametrize(
    "stopped", [ENDLESS, f"def e_step(self, X):\n    {ENDLESS}\nGMM.e_step = e_step"]
)
def test_once_code_was_stopped_later_cells_have_less_time(stopped, any_nursery):
    limits = Limits(cell_seconds=3.0, observation_seconds=2.0, later_cell_seconds=0.2)
    with Notebook(any_nursery, "a", "s", {}, limits) as notebook:
        notebook.run(variants.source("base_notebook"))
        assert notebook.run("import time\ntime.sleep(0.4)").trouble == ""
        notebook.run(stopped.replace("    while True:\n    pass", "    while True:\n        pass"))
        assert (notebook.judge("GMM.e_step").verdict.outcome == CORRECT) == (stopped == ENDLESS)
        done = notebook.run("time.sleep(0.4)")
        assert done.trouble == TIMEOUT and "after 0.2 seconds" in done.outputs[-1]["evalue"]
        assert notebook.judge("mixture_pdf").verdict.outcome == CORRECT


def test_all_judging_together_has_a_limit(any_nursery):
    limits = Limits(judging_seconds=0.3)
    with Notebook(any_nursery, "a", "s", {}, limits) as notebook:
        notebook.run(variants.source("base_notebook"))
        notebook.run("def e_step(self, X):\n    while True:\n        pass\nGMM.e_step = e_step")
        assert notebook.judge("GMM.e_step").verdict.outcome == TIMEOUT
        assert notebook.judge("mixture_pdf").verdict.outcome == TIMEOUT


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)", "ctypes.string_at(0)"])
def test_an_answer_that_ends_the_process_costs_its_own_question(notebook, end):
    notebook.run(variants.source("base_notebook"))
    notebook.run(f"import ctypes, os\ndef e_step(self, X):\n    {end}\nGMM.e_step = e_step")
    verdict = notebook.judge("GMM.e_step").verdict
    assert (verdict.outcome, verdict.score) == (CRASHED, 0)
    assert verdict.message == sentences.QUESTION[CRASHED]
    for question in ("GMM.log_pdf", "GMM.fit"):
        assert notebook.judge(question).verdict.outcome == CORRECT


def test_the_judge_s_looks_change_nothing_in_the_notebook(nursery):
    if nursery.tier == tiers.BARE:
        pytest.skip("the judge looks at the notebook itself where no copy can be made")
    with Notebook(nursery, "a", "s", {}, PATIENT) as notebook:
        notebook.run(variants.source("base_notebook"))
        notebook.run("calls, kept = [], GMM.e_step")
        notebook.run("GMM.e_step = lambda self, X: (calls.append(1), kept(self, X))[1]")
        assert notebook.judge("GMM.e_step").verdict.outcome == CORRECT
        assert text(notebook.run("print(calls)")) == "[]\n"


def test_emlab_and_its_figures_work_in_the_jail(notebook):
    done = notebook.run("from emlab import figures\nfigures.covariance_gallery()")
    assert done.trouble == "" and "error" not in [o["output_type"] for o in done.outputs]


def test_packages_that_would_do_the_exercise_can_be_imported_and_do_nothing(notebook):
    notebook.run("import scipy.stats as st, sklearn\nfrom sklearn.mixture import GaussianMixture")
    notebook.run("from scipy.special import logsumexp")
    assert text(notebook.run("print(1)")) == "1\n"
    for call in ("GaussianMixture(2)", "st.norm.pdf(0)", "logsumexp([1])", "sklearn.base.clone(1)"):
        assert notebook.run(call).outputs[0]["output_type"] == "error"


def verdicts(nursery, *codes, questions=tuple(QUESTIONS)):
    with Notebook(nursery, "a", "s", {}, PATIENT) as notebook:
        for code in (variants.source("base_notebook"), *codes):
            notebook.run(code)
        return {question: notebook.judge(question).verdict for question in questions}


@pytest.mark.parametrize("variant", variants.names("right"))
def test_a_right_solution_gets_the_same_verdicts_in_the_jail(variant, any_nursery):
    questions, source = touched(variant), variants.source(f"right/{variant}")
    for question, verdict in verdicts(any_nursery, source, questions=questions).items():
        assert (verdict.outcome, verdict.score) == (CORRECT, QUESTIONS[question].points), verdict


@pytest.mark.parametrize("variant", ["cached_factor", "fit_em_inline", "hidden_in_getattr"])
def test_a_right_solution_gets_the_same_verdicts_in_every_kind_of_jail(variant, nursery):
    found = verdicts(nursery, variants.source(f"right/{variant}"), questions=SOME)
    assert {verdict.outcome for verdict in found.values()} == {CORRECT}


# What costs no honest answer anything, each a cell of its own; some of them end with an error.
IN_PASSING = (
    "np.seterr(all='raise')\nimport warnings\nwarnings.simplefilter('error')",
    "np.set_printoptions(precision=2, threshold=5, legacy='1.13')",
    "import random\nnp.random.seed = 42\nrandom.seed = 7  # meant: seed(42)",
    "%matplotlib inline\n%load_ext autoreload\n%autoreload 2\n%timeit -n1 -r1 1 + 1",
    "import asyncio\nasync def wait():\n    await asyncio.sleep(0)\nawait wait()",
    "import os\nos.mkdir('data')\n%cd data\n%cd ..\n%bookmark here\nmade = 1",
    "kept = [open('/dev/null') for _ in range(made * 300)]  # more than there may be",
    "from concurrent.futures import ThreadPoolExecutor\nwith ThreadPoolExecutor(9) as pool:\n"
    "    list(pool.map(np.linalg.inv, [np.eye(50)] * 20))",
    "import functools\nGMM.e_step = functools.partialmethod(GMM.e_step)",
    "import sys, gc, logging\nsys.setrecursionlimit(10**6)\ngc.disable()\nlogging.basicConfig()",
    "import matplotlib\nmatplotlib.use('Agg')\nmatplotlib.pyplot.plot([1, 2])",
    "open('helpers.py', 'w').write('half = 0.5')\nfrom helpers import half",
    "from math import *\nfrom numpy import *\nfrom __future__ import annotations",
    "import os, tempfile\nwith tempfile.TemporaryDirectory() as folder:\n    os.chdir(folder)",
    "name = input('What is your name? ')",
    "breakpoint()",
    "raise KeyboardInterrupt",
    "quit()",
    "id = 3; input = [1]; file = hash = print = None",
    "%%writefile notes.txt\nnothing",
    "%%bash\nls",
    "GMM.__len__ = lambda self: 0\nGMM.__bool__ = lambda self: False",
    "GMM.__iter__ = lambda self: iter(self.gaussian_list)\nGMM.__eq__ = lambda self, other: 1 / 0",
    "import abc, typing\nclass GMM(GMM, typing.Generic[typing.TypeVar('T')], abc.ABC):\n"
    "    __slots__ = ('history',)",
)


def test_what_is_done_in_passing_costs_no_honest_answer_anything(any_nursery):
    found = verdicts(any_nursery, *IN_PASSING)
    assert {verdict.outcome for verdict in found.values()} == {CORRECT}, found


def test_magics_that_look_at_files_say_no_more_than_in_jupyter(any_nursery):
    with Notebook(any_nursery, "a", "s") as notebook:
        said = text(notebook.run("%load_ext autoreload\n%autoreload 2\nimport os\nos.mkdir('d')"))
        assert said + text(notebook.run("1\n%cd -q d\nprint(2)")) == "2\n"


CELLS = variants.wrong_cells()


@pytest.mark.usefixtures("known_mistakes_looked_at_once")
@pytest.mark.parametrize("number", range(0, len(CELLS), 6), ids=[name for name, _ in CELLS[::6]])
def test_a_mistake_gets_the_same_verdict_in_the_jail(number, any_nursery):
    name, source = CELLS[number]
    question = name.partition("/")[0]
    jailed = verdicts(any_nursery, source, questions=(question,))[question]
    assert jailed == judge(QUESTIONS[question], InProcess(measure.with_cell(number)), "a", "s")


def test_a_whole_submission_is_graded(any_nursery):
    content = json.dumps(notebooks.solved("05-gmm")).encode()
    steps = assembly.steps(content, "05-gmm")
    files = {
        file.name: file.read_bytes()
        for file in (paths.RELEASE / "05-gmm").iterdir()
        if file.suffix != ".ipynb" and file.is_file()
    }
    done = grade(any_nursery, steps, "ada", "s", files)
    assert [d.trouble for d in done if d.trouble] == []
    found = [d.verdict for d in done if d.verdict]
    assert {verdict.outcome for verdict in found} == {CORRECT}
    assert sum(verdict.score for verdict in found) == 44
    assert jails.left_behind(any_nursery) == []


def test_a_killed_grader_leaves_no_jail_behind(any_nursery):
    """The nursery ends when its keeper hangs up, whatever its jails are doing."""
    nursery, _ = tiers.tried(any_nursery.tier)
    jail = nursery.open()
    with pytest.raises(Broken):
        jail.limits = PATIENT
        jail.run(
            "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass", 0.1
        )
    family = psutil.Process(nursery.process.pid).children(recursive=True)
    assert family
    nursery.close()
    _, alive = psutil.wait_procs(family, timeout=jails.PATIENCE)
    assert alive == []
    jail.close()


@pytest.mark.parametrize("asked", [None, {"share": True}, {"groups": []}])
def test_a_nursery_whose_keeper_was_stopped_half_way_ends_without_a_word(asked):
    """Before it is ready, and between a request and the descriptors that belong to it."""
    mine, theirs = pair()
    command = [sys.executable, "-m", "autograder.jail.nursery", str(theirs.fileno()), tiers.BARE]
    process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stderr=subprocess.PIPE)
    theirs.close()
    if asked:
        mine.receive(time.monotonic() + jails.PATIENCE)
        mine.send(asked)
    mine.close()
    assert process.communicate(timeout=jails.PATIENCE)[1] == b""
    assert process.returncode == 0


def test_the_record_says_what_kept_the_code_in(nursery):
    with Notebook(nursery) as notebook:
        assert notebook.sandbox.startswith(nursery.tier)


def test_where_nothing_can_be_shut_in_the_reason_and_the_way_on_are_said(monkeypatch):
    monkeypatch.setattr(tiers, "_missing", lambda: "macOS has no Landlock; Linux has")
    with pytest.raises(tiers.NoSandbox, match=r"no Landlock.*--no-sandbox"):
        tiers.open_nursery()


def test_a_tier_that_is_refused_gives_way_to_the_next(monkeypatch, any_nursery):
    tried, real = [], tiers.tried

    def refusing(tier):
        tried.append(tier)
        return real(tier) if tier == tiers.BARE else (None, "refused")

    monkeypatch.setattr(tiers, "tried", refusing)
    with tiers.open_nursery() as nursery:
        assert nursery.tier == tiers.BARE
    assert tried == [tiers.ROOT, tiers.USER, tiers.BARE]


@pytest.mark.parametrize(
    "asked",
    [
        None,
        {"ask": "GMM"},
        {"ask": [["GMM"], {}, [], {}]},
        {"ask": ["GMM.__init__", {}, [10**6, 2], {}]},
        {"ask": ["GMM.__init__", {}, [400, 400], {}]},
        {"ask": ["GMM.__init__", {}, [2, 2**70], {}]},
        {"ask": ["GMM.__init__", {}, [np.array(10**6), 2], {}]},
        {"ask": ["Gaussian.__init__", {}, [np.array([10**4, 10**4])], {}]},
        {"ask": ["mixture_pdf", {}, [COLUMN, COLUMN[0], COLUMN[..., 0], np.ones(1)], {}]},
        {"ask": ["Gaussian.set_mean", {"dim": 1}, [[0.0] * 100_000], {}]},
        {"ask": ["GMM.fit", {}, [], {}]},
        {"ask": ["os.system", {}, ["true"], {}]},
    ],
)
def test_what_stand_ins_are_not_for_is_refused(asked):
    offered = ["GMM.__init__", "Gaussian", "mixture_pdf"]
    reply = Desk([{"X": [1.0]}], Referee(offered).answer).reply(asked)
    assert list(reply) == ["refused"]


def test_outputs_of_any_form_become_outputs_that_a_notebook_can_keep():
    rng = random.Random(1)
    things = [None, 1, "x", b"x", [], {}, ["a"], {"text/plain": "x"}, {"text/plain": 1}, "stream"]
    things += [
        "error",
        "display_data",
        "execute_result",
        {"image/png": "eA=="},
        {"a": [float("nan")]},
    ]
    keys = ("output_type", "name", "text", "data", "metadata", "execution_count", "traceback")
    for _ in range(2000):
        sent = [{key: rng.choice(things) for key in keys if rng.random() < 0.9} for _ in range(3)]
        outputs = clean([*sent, rng.choice(things)], 1000)
        cell = nbformat.v4.new_code_cell("", outputs=[nbformat.from_dict(o) for o in outputs])
        nbformat.validate(nbformat.v4.new_notebook(cells=[cell]))


def test_outputs_have_a_largest_size():
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 600}] * 5
    assert len(clean(flood, 1000)) == 1


def test_what_nbconvert_makes_no_page_of_is_left_out():
    view = "application/vnd.jupyter.widget-view+json"
    odd = [{view: held} for held in ("x", None, [], 5, {}, {"model_id": 7})]
    metadata = {"filenames": 5, "image/png": 5, "isolated": True}
    sent = [{"output_type": "display_data", "data": data} for data in odd]
    sent += [{"output_type": "display_data", "data": {"image/png": "eA=="}, "metadata": metadata}]
    colours = "\x1b[31mred\x1b[38;5;48mgreen\x1b[38mno\x1b[1;48;2;5mno\x1b[48;9;1mno"
    sent += [{"output_type": "stream", "name": "stdout", "text": colours}]
    *views, picture, said = clean(sent, 10_000)
    assert [output["data"] for output in views] == [{}] * len(odd)
    assert picture["metadata"] == {"isolated": True}
    assert said["text"] == "\x1b[31mred\x1b[38;5;48mgreennonono"


def test_all_cells_together_show_no_more_than_a_grader_keeps(any_nursery):
    limits = Limits(submission_output_bytes=1000)
    with Notebook(any_nursery, "a", "s", {}, limits) as notebook:
        shown = [text(notebook.run(f"x = {n}; print('x' * 600)")) for n in range(3)]
        assert [len(shown[0]), *shown[1:]] == [601, sentences.TOO_MUCH, sentences.TOO_MUCH]
        assert text(notebook.run("assert x == 2; 'quiet';")) == ""


def test_what_lay_beside_one_notebook_is_not_in_the_memory_of_the_next_one(any_nursery):
    beside = f"{secrets.token_hex(8)} beside the notebook " * 200
    with Notebook(any_nursery, "a", "s", {"mine.txt": beside.encode()}) as notebook:
        assert text(notebook.run("print(len(open('mine.txt').read()))")) == f"{len(beside)}\n"
    # In two halves, which are together nowhere but where the file was.
    half, other = beside[:8], beside[8:30]
    with Notebook(any_nursery, "b", "s", {}) as notebook:
        assert text(notebook.run(SEARCHED.format(half=half, other=other))) == "0\n"
