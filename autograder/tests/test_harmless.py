"""What a student shows can be looked at by an instructor, and does nothing."""

import os
import re
import runpy

import nbformat.v4 as nb
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat import from_dict
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from autograder.authoring import paths
from autograder.jail.outputs import clean
from autograder.nbgrader import harmless

RUNS = (
    "<script>ran()</script>",
    "<scr<script></script>ipt>ran()</scr<script></script>ipt>",
    "<SCRIPT SRC='https://example.org/a.js'></SCRIPT >",
    "<script>ran()",
    "<style><img src=x onerror=ran()></style>",
    "<img src=x onerror='ran()'>",
    "<img src='data:image/svg+xml,<svg onload=ran()>' onload=ran()>",
    "<svg onload='ran()'><script>ran()</script></svg>",
    "<math><mi xlink:href='javascript:ran()'>x</mi></math>",
    "<details open ontoggle='ran()'><summary>x</summary></details>",
    "<iframe srcdoc='<script>parent.ran()</script>'></iframe>",
    "<object data='data:text/html,<script>ran()</script>'></object><embed src='x.html'>",
    "<a href='javascript:ran()'>x</a>",
    "<a href=' jav&#x09;ascript:ran()'>x</a>",
    "<a href='&#x01;javascript:ran()'>x</a>",
    "<a href='data:text/html,<script>ran()</script>'>x</a>",
    "<a href='vbscript:ran()'>x</a>",
    "<form action='/formgrader/api'><button formaction='javascript:ran()'>x</button></form>",
    "<input class='score' id='jensen_proof' value='10' autofocus onfocus='ran()'>",
    "<div class='mark-graded score' id='jensen_proof'>x</div>",
    "<p style='position:fixed;inset:0;z-index:9'>over all</p>",
    "<meta http-equiv='refresh' content='0;url=https://example.org'><base href='//example.org'>",
    "<link rel='stylesheet' href='https://example.org/a.css'>",
    "<noscript><p title='</noscript><img src=x onerror=ran()>'></noscript>",
    "<template><script>ran()</script></template>",
    "<table><td><b onclick=ran()>x</b></td></table>",
)
LINKS = (
    "[x](javascript:ran())",
    "[x](<javascript:ran()>)",
    '![x](x" onerror="ran())',
    "![x](attachment:a.png)",
    "# jensen_proof",
    "$<img src=x onerror=ran()>$",
)
GAPS = re.compile(r"[\x00-\x20]")  # which browsers pass over
KEPT = {
    "frame": "<table class='dataframe' border='1'><tr><th>k</th></tr><tr><td>0.5</td></tr></table>",
    "verdict": "<div style='border-left: 4px solid #0077BA; background: #eee'>Ah</div>",
    "still": "<img class='emlab-still-1' alt='Two clouds' src='data:image/png;base64,AAAA'>",
    "hint": "<details><summary>A hint</summary>$a < b$</details>",
    "link": "<a href='https://example.org'>there</a>",
}


@pytest.fixture(scope="module")
def pages():
    """Exporters of both kinds of page, as nbgrader makes them from the course's settings."""
    config = Config()
    settings = str(paths.COURSE / "nbgrader_config.py")
    runpy.run_path(settings, {"get_config": lambda: config})
    config = Config({"HTMLExporter": config.HTMLExporter})
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    styles = os.path.join(handlers.static_path, "node_modules", "bootstrap", "dist", "css")
    config.HTMLExporter.extra_template_paths = [styles]
    made = []
    for kind in ("formgrade", "feedback"):
        config.HTMLExporter.template_name = kind
        made.append(HTMLExporter(config=config.copy()))
    return made


def shown(exporter, *cells):
    about = {"notebook_id": "05-gmm", "index": 0, "total": 1, "base_url": ""}
    about["nbgrader"] = {"notebook": "05-gmm", "score": 0, "max_score": 1, "late_penalty": 0}
    html, _ = exporter.from_notebook_node(nb.new_notebook(cells=list(cells)), about)
    return BeautifulSoup(html, "html.parser")


def active(page):
    """What runs, what commands the page, what lies over it; and what else it loads by itself."""
    found = [str(tag) for tag in page.find_all(["script", "iframe", "form", "input", "object"])]
    found += [str(tag) for tag in page.find_all(["button", "link", "meta", "base", "embed"])]
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            leads = name.rpartition(":")[2] in ("href", "src", "action", "formaction")
            leads = leads and GAPS.sub("", value).startswith(
                ("javascript:", "vbscript:", "data:text")
            )
            if name.startswith("on") or leads or (name == "style" and "position" in value):
                found.append(f"{name}={value}")
            if name == "id" and value == "jensen_proof":
                found.append("a control's id")
            if name == "class" and {"score", "mark-graded"} & set(value):
                found.append("a control's class")
    return found


def display(data, metadata=None):
    sent = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
    (made,) = clean([sent], 1 << 20)
    return nb.new_code_cell("show()", outputs=[from_dict(made)])


def attacks():
    """Cells of every kind, with everything that runs in a page where nobody looks after it."""
    for text in RUNS:
        yield nb.new_markdown_cell(text)
        yield nb.new_markdown_cell(f"some *words*, {text} and more")
        yield nb.new_raw_cell(text)
        yield nb.new_code_cell(text)
        for kind in ("text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml"):
            yield display({kind: text})
        yield display({"image/png": text}, {"image/png": {"alt": text, "width": "1 onerror=ran()"}})
        yield display({"image/png": "AAAA"}, {"width": "1 onload=ran()", "height": text})
        yield display({"text/html": text}, {"text/html": {"isolated": False}})
        stream = {"output_type": "stream", "name": "stdout", "text": text}
        error = {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]}
        made = [from_dict(one) for one in clean([stream, error], 1 << 20)]
        yield nb.new_code_cell("show()", outputs=made)
    for text in LINKS:
        picture = {'image/png" onerror="ran()': "AAAA"}
        yield nb.new_markdown_cell(text, attachments={"a.png": picture})
    yield display({"application/javascript": "ran()", "text/plain": "x"})
    view = {"model_id": "</script><script>ran()"}
    yield display({"application/vnd.jupyter.widget-view+json": view, "text/plain": "x"})


def test_nothing_that_a_student_shows_runs_in_a_page(pages):
    cells = list(attacks())
    for exporter in pages:
        usual = active(shown(exporter, nb.new_markdown_cell("words")))
        assert active(shown(exporter, *cells)) == usual


def test_without_our_filters_it_would(pages):
    plain = HTMLExporter(template_name="classic")
    assert len(active(shown(plain, *attacks()))) > len(RUNS)


@pytest.mark.parametrize("name", KEPT)
def test_what_is_only_looked_at_stays(pages, name):
    want = BeautifulSoup(KEPT[name], "html.parser")
    for cell in (display({"text/html": KEPT[name]}), nb.new_markdown_cell(KEPT[name])):
        page = shown(pages[0], cell)
        for tag in want.find_all(True):
            found = page.select(f"#notebook-container {tag.name}")
            assert any(tag.attrs.keys() <= one.attrs.keys() for one in found), tag
    assert want.get_text().replace(" ", "") in page.get_text().replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("piece", ["<b>", "<script ", "<i><p>", "<b></x>"])
def test_what_lies_too_deep_to_be_read_in_time_is_shown_as_text(piece):
    shown = harmless.page(piece * 50_000 + "<img src=x onerror=ran()>")
    assert shown.startswith("<pre>")
    assert shown.count("<") == 2
    assert harmless.page("<ul><li>one<br></ul>" * 500).startswith("<ul>")
