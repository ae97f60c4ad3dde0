"""layak report, as a browser shows it."""

import collections
import csv
import html
import json
import math
import os
import re
import shutil
import subprocess
from pathlib import Path

import case
from browser import Browser
from case import Case, layak

ALL_CHARTS = {"urutan", "jalan-tindakan", "jalan-patbm", "jalan-kecamatan", "jalan-keluarga", "jurang", "tingkat", "jejaring", "kecamatan", "peta-kelurahan",
              "biaya", "terlatih", "arus-terlatih"}
HOSTILE = ['Kel "Kutip" & <script>alert(1)</script>', "=cmd()|' /C calc'!A0", "Sangat" + "panjang" * 12, "قرية الأطفال", "</script><img src=x onerror=alert(2)>", "<!--<script>", "{{7*7}} ${x} `y`",
           "\u202eterbalik\u202c", "e\u0301\u0323" * 20, "datum.value[0]", "👩‍👩‍👧‍👦" * 7, "a\\'b\\\"c", "__proto__", "&lt;b&gt; %3Cb%3E"]

# What is wrong with the texts of the charts that are drawn: smaller than 12 px as shown, outside of their picture, or on another one.
CHART_TEXTS = """(() => {
  const wrong = [];
  for (const svg of document.querySelectorAll('[data-chart] svg')) {
    const chart = svg.closest('[data-chart]').dataset.chart, frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    const boxes = [];
    for (const text of svg.querySelectorAll('text')) {
      if (!text.textContent.trim() || text.getAttribute('opacity') === '0') continue;
      const size = scale * parseFloat(getComputedStyle(text).fontSize), box = text.getBoundingClientRect();
      if (size < 11.9) wrong.push(`${chart}: ${size.toFixed(1)} px: ${text.textContent}`);
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) wrong.push(`${chart}: cut: ${text.textContent}`);
      for (const other of boxes) {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left), tall = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (wide > 2 && tall > 5 && text.textContent !== other.text && !overlapping.has(chart)) wrong.push(`${chart}: on each other: ${text.textContent} | ${other.text}`);
      }
      boxes.push({box, text: text.textContent});
    }
  }
  return wrong;
})()"""


def drawn(browser, language="id"):
    browser.until(f"document.documentElement.dataset.drawn === '{language}'")


def unfold(browser):
    """Opens what a narrow screen folds."""
    browser.run("document.querySelectorAll('h2 button[aria-expanded=false]').forEach(of => of.click())")


class Pages(Case):
    def page(self, *words, command="compare", plans=("status-quo", "top-down", "mixed"), name="result"):
        result = self.out / f"{name}.nc"
        run = layak(command, "--city", self.city, *plans, "--replicates", "24", "--quiet", "--force", "-o", result, *words)
        self.assertEqual(run.status, 0, run.err)
        run = layak("report", result, "--force")
        self.assertEqual(run.status, 0, run.err)
        return self.out / f"{name}.html"

    def browser(self):
        browser = Browser()
        self.addCleanup(browser.close)
        return browser

    def plans(self, names):
        """Plans called so, each a copy of mixed."""
        text = (self.city / "plans" / "mixed.toml").read_text(encoding="utf-8")
        for k, name in enumerate(names):
            called = json.dumps(name, ensure_ascii=False)
            (self.city / "plans" / f"plan-{k}.toml").write_text(re.sub("^name(_id)? = .*$", lambda of: f"name{of[1] or ''} = {called}", text, flags=re.M), encoding="utf-8")
        return [f"plan-{k}" for k in range(len(names))]

    def texts_fit(self, browser, page):
        """At both widths no text of a chart is too small, cut, or on another; nothing is wider than the screen, whatever is open."""
        for width in 1280, 390:
            browser.open(page, width=width)
            drawn(browser)
            # Medians of the sets may lie on each other: that is what they show.
            unfold(browser)
            self.assertEqual(browser.run("(overlapping => " + CHART_TEXTS + ")(new Set(['urutan']))"), [], width)
            self.assertLessEqual(browser.run("document.documentElement.scrollWidth"), width)
            browser.run("document.querySelectorAll('details').forEach(of => of.open = true)")
            self.assertLessEqual(browser.run("document.documentElement.scrollWidth"), width, "with all tables open")
        self.assertEqual(browser.errors, [])

    def charts(self, browser):
        """Marks of each chart."""
        return browser.run("Object.fromEntries([...document.querySelectorAll('[data-chart]')].map(of => [of.dataset.chart, "
                           "of.querySelectorAll('svg .role-mark path, svg .role-mark text, svg .role-mark line').length]))")


class reports(Pages):
    def test_a_comparison_as_a_browser_shows_it(self):
        page = self.page()
        browser = self.browser()
        browser.open(page)
        drawn(browser)
        marks = self.charts(browser)
        self.assertEqual(set(marks), ALL_CHARTS)
        for chart, count in marks.items():
            self.assertGreaterEqual(count, 6, chart)  # three plans, each with a mark and a name
        self.assertEqual(browser.errors, [])
        self.assertEqual(browser.requests, [])
        costs = browser.run("[...document.querySelector('.outcomes tbody tr:last-child').querySelectorAll('td')].map(of => of.innerText)")
        self.assertEqual(["+Rp" in of for of in costs], [False, True, True, False])  # against the first, where they differ
        self.assertRegex(costs[-1], "^Seperti sekarang (sangat )?mungkin paling murah: 24 dari 24$")
        self.assertEqual(browser.run("document.querySelectorAll('figure').length"), len(ALL_CHARTS))
        self.assertEqual(browser.run("document.querySelectorAll('figure details table').length"), len(ALL_CHARTS))
        self.assertEqual(browser.run("[2.04, 1.96, 1.1, 0, 12.4].map(of => figure(of, 'count'))"), ["2", "2", "1,1", "0", "12,4"])
        # The decimals of an axis are those of its step, the same all along; a range of bodies is one of whole ones.
        for low, high, steps in (0, 0.15, "0,00 0,05 0,10 0,15"), (0, 1, "0,0 0,5 1,0"), (0, 2.2, "0 1 2"), (0, 64, "0 20 40 60"):
            self.assertEqual(browser.run(f"eval(steps({low}, {high}, 4, number).labelExpr.replace(/\\[round.*/, ''))"), steps.split())
        self.assertEqual(browser.run("levelTexts([0, 0.25, 0.5, 1])"), ["0,00", "0,25", "0,50", "1,00"])
        self.assertEqual(browser.run("levelTexts([0, 10, 160])"), ["0", "10", "160"])
        self.assertEqual(browser.run("rangeLabels([5.95, 6, 6.5, 60, 60.2], 'count')"), ["6,5", "5", "61"])
        axis = browser.run("[...document.querySelectorAll('#tingkat svg .role-axis-label text')].map(of => of.textContent)")
        self.assertEqual(axis, 4 * ["0,0", "0,5", "1,0"] + 2 * ["0\u00a0%", "50\u00a0%", "100\u00a0%"])
        self.assertEqual(browser.run("[...document.querySelectorAll('.chart svg')].filter(of => of.getAttribute('role') !== 'img' || !of.getAttribute('aria-label')).length"), 0)

    def test_charts_say_what_their_tables_say(self):
        browser = self.browser()
        browser.open(self.page())
        drawn(browser)
        with open(Path(__file__).parent / "shown_numbers.csv", newline="", encoding="utf-8") as file:
            numbers = list(csv.DictReader(file))
        for language in "id", "en":
            browser.run(f"document.querySelector('label[for=show-{language}]').click()")
            drawn(browser, language)
            said = browser.run(json.dumps([[of["how"], float(of["value"]), int(of["decimals"])] for of in numbers]) +
                               ".map(([how, value, decimals]) => how === 'number' ? number(value, decimals) : how === 'difference' ? briefDifference(value, 'level') : how === 'points' ? briefDifference(value, 'share') : figure(value, how))")
            self.assertEqual(said, [of[language].replace("−", "\u2212") for of in numbers])
        cells = lambda chart: browser.run(f"[...document.querySelectorAll('#{chart} tbody tr')].map(row => [...row.querySelectorAll('td')].map(of => [...of.childNodes].filter(of => of.lang !== 'id').map(of => of.textContent).join('')))")
        texts = lambda chart: browser.run(f"[...document.querySelectorAll('#{chart} svg .mark-text text')].map(of => of.textContent)")
        levels = [cell.split(" (")[0] for row in cells("tingkat") for cell in row[1:]]
        self.assertEqual(len(levels), 18)
        labels = texts("tingkat")
        for cell in levels:
            self.assertIn(cell, labels)
        for chart in "jalan-tindakan", "jalan-patbm", "jalan-keluarga":
            for cell in cells(chart)[-1]:
                self.assertRegex(cell, r" \(50%: .*; 90%: .*\)$")
                self.assertIn(cell.split(" (")[0], texts(chart), chart)

    def test_language_and_slider(self):
        browser = self.browser()
        browser.open(self.page())
        drawn(browser)
        self.assertEqual(browser.run("document.documentElement.lang"), "id")
        self.assertIn("Hasil dan biaya", browser.run("document.body.innerText"))
        self.assertNotIn("Outcomes and cost", browser.run("document.body.innerText"))
        browser.run("document.querySelector('label[for=show-en]').click()")
        drawn(browser, "en")
        self.assertEqual(browser.run("document.documentElement.lang"), "en")
        self.assertIn("Outcomes and cost", browser.run("document.body.innerText"))
        self.assertNotIn("Hasil dan biaya", browser.run("document.body.innerText"))
        slider = "document.querySelector('input[type=range]')"
        colours = "[...document.querySelectorAll('#peta-kelurahan svg path')].map(of => of.getAttribute('fill')).join()"
        self.assertEqual(browser.run(f"{slider}.getAttribute('aria-valuetext')"), "December 2024")
        last = browser.run(colours)
        browser.run(f"{slider}.value = 0; {slider}.dispatchEvent(new Event('input'))")
        browser.until(f"{slider}.getAttribute('aria-valuetext') !== 'December 2024'")
        browser.until(f"({colours}) !== {json.dumps(last)}")
        first = browser.run(f"{slider}.getAttribute('aria-valuetext')")
        browser.run("document.querySelector('button.play').click()")
        browser.until(f"{slider}.getAttribute('aria-valuetext') !== {json.dumps(first)}")
        self.assertEqual(browser.errors, [])

    def test_moves_of_the_trained_and_whole_digests(self):
        import hashlib
        import xarray
        browser = self.browser()
        browser.open(self.page())
        drawn(browser)
        with xarray.open_dataset(self.out / "result.nc") as data:
            moved = float(data.trained_moved.sel(plan=browser.run("['status-quo', 'top-down', 'mixed'][report.charts['arus-terlatih'].plan]"), time="2024").sum("time").mean("replicate"))
        self.assertGreater(moved, 0.05)
        shown = f"±{moved:.1f}".replace(".", ",")
        self.assertEqual(browser.run("[...document.querySelectorAll('#arus-terlatih tbody tr')].at(-1).lastElementChild.querySelector('[lang=id]').textContent"), shown)
        self.assertIn(f"Mutasi ({shown} pada 2024", browser.run("document.querySelector('#arus-terlatih').textContent"))
        self.assertNotIn("±", browser.run("document.querySelector('#arus-terlatih svg').textContent"))  # no block of the columns is theirs
        origin = browser.run("document.querySelector('.origin').textContent")
        self.assertIn(hashlib.sha256((self.city / "city.toml").read_bytes()).hexdigest(), origin)

    def test_phone_and_paper(self):
        browser = self.browser()
        browser.open(self.page(), width=390, height=844)
        drawn(browser)
        self.assertLessEqual(browser.run("document.documentElement.scrollWidth"), 390)
        self.assertGreaterEqual(min(self.charts(browser).values()), 6)
        self.assertEqual(browser.errors, [])
        self.assertNotRegex(browser.run("document.body.innerText"), "[0-9] %")  # no line ends between them
        pages = len(re.findall(rb"/Type\s*/Page[^s]", browser.pdf()))
        self.assertGreater(pages, 3)
        self.assertLess(pages, 30)

    def test_on_a_phone_the_answer_stands_open_and_the_rest_is_folded(self):
        browser = self.browser()
        page = self.page("--goal", "formal.kelurahan >= 3")
        browser.open(page, width=390, height=844)
        drawn(browser)
        tall = "document.documentElement.scrollHeight"
        folded, seen = browser.run(tall), browser.run("document.querySelector('main').innerText")
        self.assertGreaterEqual(min(self.charts(browser).values()), 6)  # drawn before they are seen
        for words in "Hasil dan biaya", "Biaya", "Sasaran yang ditanyakan", "Yang tidak dapat dikatakan", "Peta 6 kelurahan", "Istilah":
            self.assertIn(words, seen)
        for words in "Tabel data", "Sidik isi":
            self.assertNotIn(words, seen)
        browser.run("document.querySelector('nav a[href=\"#peta\"]').click()")
        self.assertEqual(browser.run("[...document.querySelectorAll('h2 button[aria-expanded=true]')].map(of => of.parentElement.id)"), ["peta"])
        self.assertEqual(browser.run("getComputedStyle(document.querySelector('#peta-kelurahan')).visibility"), "visible")
        browser.run("document.querySelector('#peta button').click()")
        self.assertEqual(browser.run(tall), folded)
        unfold(browser)
        self.assertGreater(browser.run(tall), 2 * folded)
        self.assertEqual(browser.errors, [])
        if shutil.which("pdftotext"):  # on paper all is there
            browser.open(page, width=390, height=844)
            drawn(browser)
            paper = self.out / "phone.pdf"
            paper.write_bytes(browser.pdf())
            self.assertIn("Sidik isi", subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout)
        browser.open(page)
        drawn(browser)
        self.assertEqual(browser.run("document.querySelectorAll('h2 button').length"), 0)

    def test_sheets_break_between_tables(self):
        if shutil.which("pdftotext") is None:
            self.skipTest("pdftotext (poppler-utils) is not there")
        browser = self.browser()
        asked = "--goal", "formal.kelurahan >= 60", "--goal", "layak.kelurahan >= 30", "--what-if", "no-rotation", "--what-if", "training-ends:2022-12", "--what-if", "standard-parameters"
        self.city = case.SCENARIOS / "kota-serang"
        for plans in ("status-quo", "top-down", "mixed"), ("status-quo", "top-down", "bottom-up", "mixed"):
            browser.open(self.page(*asked, plans=plans))
            for language, words in ("id", ("Yang ditanyakan", "rata-rata setahun", "miliar", "banyaknya")), ("en", ("What was asked", "mean a year", "billion", "how many more")):
                browser.run(f"document.querySelector('label[for=show-{language}]').click()")
                drawn(browser, language)
                paper = self.out / "paper.pdf"
                paper.write_bytes(browser.pdf())
                sheets = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
                first = sheets[0]
                for text in words[:3]:
                    self.assertIn(text, first, (language, plans))
                self.assertGreaterEqual(first[first.rindex(words[1]) - 200:].count(words[2]), len(plans), (language, plans))
                self.assertEqual(len([sheet for sheet in sheets if words[3] in sheet]), 1, "a table of prices has its head once")

    def test_everyone_can_read_it(self):
        axe = Path(os.environ.get("LAYAK_AXE", ""))
        if not axe.is_file():
            self.skipTest("axe-core is not there")
        browser = self.browser()
        for command, width in ("compare", 1280), ("run", 390):
            browser.open(self.page(command=command, name=command), width=width)
            drawn(browser)
            unfold(browser)
            browser.run(axe.read_text() + "; document.querySelectorAll('details').forEach(of => of.open = true)")
            found = browser.run("axe.run().then(result => result.violations.map(of => of.id + ': ' + of.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')))")
            self.assertEqual(found, [])

    def test_a_page_has_the_name_of_one(self):
        self.page()
        run = layak("report", self.out / "result.nc", "-o", self.out / "x.pdf", "--lang", "en")
        self.assertEqual((run.status, run.err), (2, f"layak: {self.out / 'x.pdf'}: a report is an HTML page; give it a name that ends in .html (PDF: print it from the browser)\n"))
        self.assertFalse((self.out / "x.pdf").exists())

    def test_goals_that_do_not_last(self):
        import xarray
        browser = self.browser()
        browser.open(self.page("--goal", "trained >= 0.2"))
        answer = browser.run("document.querySelector('.answers').innerText").replace("\u00a0", " ")
        with xarray.open_dataset(self.out / "result.nc") as data:
            future = data.trained.sel(plan="mixed", time=slice("2019-01-01", None))
            ever, at_end = int((future >= 0.2).any("time").sum()), int((future.isel(time=-1) >= 0.2).sum())
        self.assertLess(at_end, ever)
        self.assertRegex(answer, rf"Campuran \({ever} dari 24 ulangan, peluang [^)]*; pada Desember 2024 masih {at_end}\)")

    def test_the_same_bytes_and_no_network(self):
        page = self.page()
        once = page.read_bytes()
        self.assertEqual(layak("report", self.out / "result.nc", "--force").status, 0)
        self.assertEqual(page.read_bytes(), once)
        self.assertIn(b"default-src 'none'", once)
        self.assertLess(len(once), 5_000_000)
        english = layak("report", self.out / "result.nc", "--lang", "en", "-o", self.out / "english.html")
        self.assertEqual(english.status, 0, english.err)
        self.assertIn(b'<html lang="en">', (self.out / "english.html").read_bytes())

    def test_goals_and_what_ifs_are_answered_first(self):
        browser = self.browser()
        browser.open(self.page("--goal", "formal.kelurahan >= 3", "--goal", "action.kelurahan >= 0.99", "--what-if", "no-rotation"))
        drawn(browser)
        answers = browser.run("[...document.querySelectorAll('.answers li')].map(of => of.innerText)")
        self.assertEqual(len(answers), 3)
        self.assertRegex(answers[0], "^Sasaran .*: 3 atau lebih – .*(tercapai dengan|dikatakan dengan) .*dari 24 ulangan, peluang")
        self.assertRegex(answers[1], "tidak tercapai dengan .*0 dari 24")
        self.assertRegex(answers[2], "^Tanpa mutasi: .* (sama|mungkin|dikatakan).*; .*urutan")
        races = browser.run("[...document.querySelectorAll('#sasaran ~ .together .wrap')].map(of => of.innerText).filter(of => of.includes('Mana yang lebih dulu'))")
        self.assertEqual(len(races), 2)
        self.assertEqual(races[1].count("dalam 24 keduanya tidak pernah sampai"), 3, races[1])
        for line in re.findall("[^\n]*pasangan\\)", races[0]):
            counts = [int(of) for of in re.findall("dalam ([0-9]+)", line)]
            self.assertEqual(sum(counts), 24, line)

    def test_a_plan_alone_has_the_width_and_says_each_figure_once(self):
        browser = self.browser()
        browser.open(self.page(command="run", plans=("mixed",)), width=390, height=844)
        drawn(browser)
        self.assertGreater(browser.run("document.querySelector('.screen .plans > div').getBoundingClientRect().width"), 300)
        figure = re.search("([01],[0-9]{2}) dari", browser.run("document.querySelector('h1').innerText")).group(1)
        self.assertNotIn(figure + " (", browser.run("document.querySelector('.answer').innerText"))
        self.assertIn("keluarga", browser.run("document.querySelector('.answer').innerText").lower())

    def test_few_replicates_are_said(self):
        result = self.out / "few.nc"
        self.assertEqual(layak("run", "--city", self.city, "mixed", "--replicates", 8, "--quiet", "-o", result).status, 0)
        self.assertEqual(layak("report", result).status, 0)
        self.assertIn("Hanya 8 ulangan", result.with_suffix(".html").read_text(encoding="utf-8"))
        self.assertNotIn("ulangan: rentang", self.page().read_text(encoding="utf-8"))

    def test_one_replicate_is_one_possible_course(self):
        browser = self.browser()
        for command, plans in ("run", ("mixed",)), ("run", ("status-quo", "mixed")), ("compare", ("status-quo", "mixed")):
            result = self.out / f"{command}{len(plans)}.nc"
            words = ["--goal", "formal.kelurahan >= 1", "--what-if", "no-rotation"] if command == "compare" else []
            self.assertEqual(layak(command, "--city", self.city, *plans, "--replicates", 1, "--quiet", "-o", result, *words).status, 0)
            self.assertEqual(layak("report", result).status, 0)
            self.texts_fit(browser, result.with_suffix(".html"))
            self.assertIn("jalan-tindakan", self.charts(browser))
            for language, title, words in (("id", "Satu jalan yang mungkin", ("rentang", "selang", "nilai tengah", "peluang", "mengungguli", "ulangan ", "dibedakan")),
                                           ("en", "One possible course", ("range", "interval", "median", "chance", "better", "replicates", "told"))):
                browser.run(f"document.querySelector('label[for=show-{language}]').click()")
                drawn(browser, language)
                self.assertTrue(browser.run("document.querySelector('h1').innerText").startswith(title))
                self.assertIn(title.lower(), browser.run("document.querySelector('#hasil ~ p').innerText").lower())
                # What has no meaning here is said nowhere but where the page says that it has none, and in the words' list.
                told = browser.run("(() => { for (const of of document.querySelectorAll('.proxy, .answer > :last-child, #batas + ul, #istilah + dl, #parameter + p, details.parameters, .plans, summary')) of.remove();"
                                   "for (const of of document.querySelectorAll('details, [data-choice]')) of.open = true; return document.querySelector('main').innerText; })()").lower()
                for word in words:
                    self.assertNotIn(word, told.replace("1 ulangan", "").replace("satu ulangan", ""), (command, plans))
                browser.open(result.with_suffix(".html"))
                drawn(browser)
        self.assertRegex(browser.run("document.querySelector('#sasaran ~ .together .wrap').innerText"), "tercapai pada [A-Z]")

    def test_thresholds_are_those_of_the_run(self):
        page = self.page("--set", "layak.action=0.3", "--set", "layak.involved=0.05")
        text = page.read_text(encoding="utf-8")
        self.assertIn("tindakan 0,3 atau lebih, dan 5\u00a0% keluarga", text.replace("5 %", "5\u00a0%"))
        self.assertIn("ambang layak 0,3.", text)
        browser = self.browser()
        browser.open(page)
        drawn(browser)
        marked = "[...document.querySelectorAll('#peta-kelurahan .legend li, #peta-kelurahan li')].map(of => of.textContent).filter(of => of.includes('ambang'))"
        self.assertEqual(browser.run(marked)[0].split("\u00a0")[0][:3], "0,3")
        self.assertEqual(browser.errors, [])

    def test_a_run_compares_nothing(self):
        text = self.page(command="run", plans=("mixed",)).read_text(encoding="utf-8")
        body = text[:text.index('id="report-data"')]
        for word in "mengungguli", "does better", 'id="urutan"', "Seberapa yakin</span></th>":
            self.assertNotIn(word, body)
        self.assertIn("proksi", body)

    def test_titles_of_runs_say_what_is_reached_and_how_sure(self):
        import numpy
        import xarray
        shown = lambda value: f"{value:.2f}".replace(".", ",")
        for plans in ("mixed",), ("status-quo", "mixed"):
            text = self.page(command="run", plans=plans).read_text(encoding="utf-8")
            title = text[text.index("<h1>"):text.index("</h1>")]
            with xarray.open_dataset(self.out / "result.nc") as data:
                for plan in plans:
                    last = data.action_kelurahan.sel(plan=plan).isel(time=-1).values.astype(float)
                    for figure in numpy.quantile(last, [0.05, 0.5, 0.95]):
                        self.assertIn(shown(figure), title)
            self.assertIn("ulangan", title)

    def test_plans_of_equal_numbers_are_practically_the_same(self):
        twin = self.plan.read_text(encoding="utf-8").replace("cost_per_year = 3_000_000", "cost_per_year = 3_000_001").replace("Campuran", "Kembar")
        (self.city / "plans" / "twin.toml").write_text(twin, encoding="utf-8")
        body = self.page(plans=("mixed", "twin")).read_text(encoding="utf-8")
        body = body[:body.index('id="report-data"')]
        self.assertIn("Semua rencana praktis sama", body)
        self.assertNotIn("Belum jelas rencana mana", body)
        self.assertNotIn("which is highest cannot be told", body)
        self.assertIn("Campuran dan Kembar", self.page(plans=("status-quo", "mixed", "twin"), name="three").read_text(encoding="utf-8"))

    def test_tables_follow_the_controls(self):
        sets = self.folder / "sets.csv"
        sets.write_text("diffusion.rate\n" + "".join(f"{0.05 + 0.005 * k:.3f}\n" for k in range(24)))
        browser = self.browser()
        browser.open(self.page("--parameters", sets, "--what-if", "standard-parameters"))
        drawn(browser)
        table = "[...document.querySelectorAll('#jalan-tindakan [data-choice]')].filter(of => !of.hidden).map(of => of.textContent).join()"
        before = browser.run(table)
        browser.run("document.querySelector('.bands input[value=alone]').click()")
        browser.until(f"({table}) !== {json.dumps(before)}")
        self.assertEqual(browser.run("document.querySelectorAll('#jalan-tindakan [data-choice]:not([hidden])').length"), 1)
        choose = lambda which, value: browser.run(f"(() => {{ const box = document.querySelectorAll('#peta-kelurahan select')[{which}]; box.value = {value}; box.dispatchEvent(new Event('change')); }})()")
        slider = "document.querySelector('#peta-kelurahan input[type=range]')"
        cells = "[...document.querySelectorAll('#peta-kelurahan details tr')].map(row => [...row.children].map(of => of.textContent))"
        browser.run(f"{slider}.value = 60; {slider}.dispatchEvent(new Event('input'))")
        for quantity, plan, less, words in (1, 2, -1, ("tertulis", "Campuran")), (0, 2, 0, ("tindakan", "Campuran", "\u2212", "Seperti sekarang")):
            choose(0, quantity), choose(1, plan), choose(2, less)
            month = browser.run(f"{slider}.getAttribute('aria-valuetext')")
            browser.until(f"({cells})[0][1].includes({json.dumps(words[0])})")
            head, *rows = browser.run(cells)
            for word in (*words, month):
                self.assertIn(word, head[1])
            self.assertEqual(len(rows), 6)
            said = browser.run("document.querySelector('#peta-kelurahan .chart p.note').textContent")
            for name, value in re.findall("(?:terendah|tertinggi) \u2068(.*?)\u2069 \\((.*?)\\)", said):
                self.assertIn([f"\u2068{name}\u2069", value], rows)
        # No plan can be taken from itself.
        boxes = "[...document.querySelectorAll('#peta-kelurahan select')]"
        self.assertEqual(browser.run(f"[...{boxes}[2].options].map(of => of.disabled)"), [False, False, False, True])
        choose(1, 0)
        browser.until(f"{boxes}[2].value === '-1'")
        self.assertEqual(browser.run(f"[...{boxes}[2].options].map(of => of.disabled)"), [False, True, False, False])
        choose(0, 2), choose(1, 2), choose(2, 0)
        browser.until("document.querySelector('#peta-kelurahan .chart p.note').textContent.includes('poin')")
        self.assertIn("di atas +30 poin", browser.run("document.querySelector('#peta-kelurahan .keys').innerText").replace("\u00a0", " "))
        sizes = browser.run("[...document.querySelectorAll('#peta-kelurahan .sizes li')].map(of => [of.textContent, of.firstChild.getBoundingClientRect().width])")
        self.assertEqual([text for text, _ in sizes], ["200 keluarga", "50 keluarga"])
        self.assertAlmostEqual(sizes[0][1], 2 * sizes[1][1], delta=0.5)
        self.assertEqual(browser.errors, [])

    def test_names_on_the_map_lie_with_their_own_kecamatan(self):
        result = self.out / "serang.nc"
        self.assertEqual(layak("run", "--city", case.SCENARIOS / "kota-serang", "status-quo", "--replicates", "2", "--quiet", "-o", result).status, 0)
        self.assertEqual(layak("report", result).status, 0)
        browser = self.browser()
        for width in 360, 390, 430, 1280:
            browser.open(result.with_suffix(".html"), width=width)
            drawn(browser)
            names = browser.run("""(() => {
              const svg = document.querySelector('#peta-kelurahan svg'), middle = box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
              const circles = [...svg.querySelectorAll('.mark-symbol path')].map((of, k) => ({of: report.charts['peta-kelurahan'].kelurahan[k].parent, at: middle(of.getBoundingClientRect()), r: of.getBoundingClientRect().width / 2}));
              return [...svg.querySelectorAll('.mark-text text')].map(of => {
                const box = of.getBoundingClientRect(), nearest = (half, tall) => circles.map(c => [Math.hypot(Math.max(Math.abs(c.at[0] - middle(box)[0]) - half, 0), Math.max(Math.abs(c.at[1] - middle(box)[1]) - tall, 0)) - c.r, c.of]).sort((a, b) => a[0] - b[0])[0][1];
                return [of.textContent, nearest(0, 0), nearest(box.width / 2, box.height / 2)];
              });
            })()""")
            self.assertEqual({name for name, *_ in names}, {"Cipocok Jaya", "Curug", "Kasemen", "Serang", "Taktakan", "Walantaka"}, width)
            for name, by_middle, by_edge in names:
                self.assertEqual((by_middle, by_edge), (name, name), width)

    def test_prices_on_a_phone(self):
        browser = self.browser()
        browser.open(self.page(), width=390)
        drawn(browser)
        unfold(browser)
        rights = browser.run("[...document.querySelectorAll('#harga ~ .wrap td')].map(of => of.getBoundingClientRect().right)")
        self.assertGreater(len(rights), 6)
        self.assertLessEqual(max(rights), 390)
        self.assertIn("kurung siku", browser.run("document.querySelector('#harga + p').innerText"))

    def test_a_city_without_businesses_has_no_business_parts(self):
        city = self.folder / "quiet"
        self.assertEqual(layak("new", "city", city, "--kecamatan", "2", "--kelurahan", "6", "--businesses", "0").status, 0)
        result = self.out / "quiet.nc"
        sets = self.folder / "sets.csv"
        sets.write_text("diffusion.rate,business.csr\n" + "".join(f"{0.05 + 0.005 * k:.3f},{0.1 * (k * 7 % 24):.1f}\n" for k in range(24)))
        run = layak("compare", "--city", city, "status-quo", "bottom-up", "--parameters", sets, "--replicates", "24", "--quiet", "-o", result)
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual(layak("report", result).status, 0)
        browser = self.browser()
        browser.open(result.with_suffix(".html"))
        drawn(browser)
        self.assertIn("parameter-penentu", self.charts(browser))
        for word in "dunia usaha", "Dunia usaha", "usaha terlibat", "CSR":
            self.assertEqual(browser.run(f"[...document.querySelectorAll('tr, dt, dd, li, h3, svg text')].filter(of => of.textContent.includes('{word}') && !of.textContent.includes('tidak ada di kota ini')).map(of => of.textContent)"), [])
        self.assertEqual(browser.run("[...document.querySelectorAll('tr')].filter(of => of.textContent.includes('7 dunia usaha')).map(of => of.querySelector('td').textContent)"), ["–"])

    def test_what_a_plan_does_for_nobody_is_told_apart(self):
        self.assertNotIn("so without effect", self.page(plans=("status-quo", "mixed")).read_text())
        path = self.city / "institutions.csv"
        path.write_text("".join(line for line in path.read_text().splitlines(True) if ",business," not in line))
        layak("compare", "--city", self.city, "status-quo", "mixed", "--replicates", "8", "--quiet", "-o", self.out / "r.nc")
        self.assertEqual(layak("report", self.out / "r.nc", "--lang", "en").status, 0)
        page = (self.out / "r.html").read_text()
        done, idle = re.search(r'lang="en">([^<]*)With nobody in this city to reach, so without effect: ([^<]*)<', page).groups()
        self.assertNotRegex(done, "businesses|CSR")
        self.assertRegex(idle, r"sosialisasi 3 sessions a year \(businesses\); membership \(businesses\); CSR enforced\.")

    def test_a_folder_of_a_city_is_no_result(self):
        for folder, words in (self.city, ("layak compare --city", "bottom-up mixed")), (self.city / "plans", ("no result.nc",)):
            run = layak("report", folder, "--lang", "en")
            self.assertEqual(run.status, 2)
            for word in words:
                self.assertIn(word, run.err)
            self.assertEqual(run.err.count("\n"), 1)
        run = layak("report", self.city / "city.toml", "--lang", "en")
        self.assertEqual((run.status, run.err.count("city.toml")), (2, 1), run.err)
        (self.out / "csv").mkdir(parents=True)
        (self.out / "csv" / "manifest.json").write_text('{"layout": "layak-export-1", "files": []}')
        run = layak("report", self.out / "csv", "--lang", "en")
        self.assertEqual(run.status, 2)
        self.assertIn("this is an export's folder", run.err)
        self.assertNotIn("sweep` finish", run.err)

    def test_a_sweep_of_several_factors(self):
        design = self.city / "designs" / "two.toml"
        design.parent.mkdir(exist_ok=True)
        design.write_text('plans = ["status-quo", "mixed"]\nsampling = "factorial"\nreplicates = 40\noutcomes = ["action.kelurahan", "formal.kelurahan"]\n'
                          '[[factor]]\nname = "training.kelurahan.per_year"\nlevels = [0, 5, 10, 40, 100]\n[[factor]]\nname = "rotation.head"\nlevels = [0.1, 0.5, 1]\n')
        self.assertEqual(layak("sweep", design, "--quiet", "-o", self.out / "two").status, 0)
        self.assertEqual(layak("report", self.out / "two").status, 0)
        page, browser = self.out / "two" / "report.html", self.browser()
        self.texts_fit(browser, page)
        browser.open(page)
        drawn(browser)
        body = browser.run("document.querySelector('main').innerText")
        for words in ("Yang ditanyakan:", "berapa pelatihan kelurahan yang cukup, dengan Seperti sekarang dan Campuran", "1. Berapa yang cukup?", "Tujuan bawaan \u201ctindakan kelurahan 0,5 atau lebih\u201d dengan peluang 90\u00a0%",
                      "plans/mixed.toml", "designs/two.toml", "Sidik isi", "Masa", "Januari 2015 \u2013 Desember 2024", "kursi setahun"):
            self.assertIn(words, body)
        self.assertRegex(body, r"Layak [0-9.]+ \(.*\), (g\+\+|clang) [0-9]")
        self.assertIn("0,1; 0,5; 1", browser.run("[...document.querySelectorAll('details.parameters tr')].find(of => of.textContent.includes('rotation.head')).textContent"))
        # Each plan has its colour, and a band of half and one of nine in ten of the replicates.
        for colour in "#6b7078", "#6d1a75":
            self.assertEqual(browser.run(f"document.querySelectorAll('#kurva-action-kelurahan svg .mark-area path[fill=\"{colour}\"]').length"), 2)
        table = "[...document.querySelectorAll('#kurva-formal-kelurahan [data-choice]')].filter(of => !of.hidden).map(of => of.textContent).join()"
        before = browser.run(table)
        browser.run("(() => { const box = document.querySelector('#kurva-action-kelurahan select'); box.value = 2; box.dispatchEvent(new Event('change')); })()")
        browser.until(f"({table}) !== {json.dumps(before)}")
        browser.until("document.querySelector('#kurva-formal-kelurahan select').value === '2'")  # one choice for all curves
        self.assertEqual((browser.errors, browser.requests), ([], []))

    def test_a_sweep_as_a_browser_shows_it(self):
        designs = self.city / "designs"
        designs.mkdir(exist_ok=True)
        (designs / "budget.toml").write_text('plans = ["status-quo", "mixed"]\nsampling = "factorial"\nreplicates = 24\noutcomes = ["trained", "action.kelurahan"]\n'
                                             '[[factor]]\nname = "training.kelurahan.budget_per_year"\nlevels = [0, 2e7, 5e7, 1e8]\n[[factor]]\nname = "budget_per_year"\nlevels = [1e9]\n')
        (designs / "cloud.toml").write_text('plans = ["mixed"]\nsampling = "latin_hypercube"\nrows = 24\nreplicates = 8\noutcomes = ["trained"]\n'
                                            '[[factor]]\nname = "rotation.head"\nrange = [0.1, 1]\n[[factor]]\nname = "knowledge.half_life"\nrange = [6, 48]\n')
        browser = self.browser()
        for name, charts in ("budget", {"kurva-trained", "kurva-action-kelurahan"}), ("cloud", {"penentu-trained-mixed", "hasil-trained"}):
            run = layak("sweep", designs / f"{name}.toml", "--quiet", "-o", self.out / name)
            self.assertEqual(run.status, 0, run.err)
            run = layak("report", self.out / name)
            self.assertEqual(run.status, 0, run.err)
            page = self.out / name / "report.html"
            if name == "budget":  # 24 replicates cannot show that a goal is reached, but that none reaches it
                text = page.read_text(encoding="utf-8")
                self.assertIn("tidak tercapai; tertinggi", text)
                cost = re.search("2. Berapa biayanya\\?.*?</p>", text, re.S)[0].replace("\u00a0", " ")
                # What status quo does not have cannot be enough, nor priced as if Rp 0 of it were; where a level is enough its cost has a range.
                self.assertRegex(cost, "Seperti sekarang: tingkat yang cukup belum dapat dikatakan, jadi biayanya juga|Seperti sekarang pada Rp [0-9,]+ juta setahun: ")
                self.assertRegex(cost, "Campuran pada Rp [0-9,]+ juta setahun: Rp [0-9,]+ juta setahun \\(Rp [0-9,]+ juta \u2013 Rp [0-9,]+ juta\\), Rp [0-9,]+ juta \\(Rp [^)]+\\) lebih (mahal|murah) daripada pada Rp 0")
            browser.open(page)
            drawn(browser)
            marks = self.charts(browser)
            self.assertLessEqual(charts, set(marks), name)
            self.assertGreater(min(marks.values()), 3)
            self.assertEqual((browser.errors, browser.requests), ([], []))
            varied = browser.run("document.querySelector('#diubah + .wrap').innerText")
            self.assertNotRegex(varied, "[0-9],[0-9]{5}")  # drawn values in all their digits
            if name == "budget":
                self.assertIn("lingkaran: tingkat yang cukup, menurut rata-rata", browser.run("document.querySelector('#kurva-trained').innerText"))
            axe = Path(os.environ.get("LAYAK_AXE", ""))
            if axe.is_file():
                browser.run(axe.read_text() + "; document.querySelectorAll('details').forEach(of => of.open = true)")
                self.assertEqual(browser.run("axe.run().then(result => result.violations.map(of => of.id))"), [])
            self.assertEqual(layak("verify", self.out / name).status, 0)  # a page in the folder is no stranger
            self.assertEqual(layak("report", self.out / name, "--lang", "en").status, 2)

    def budgets(self, replicates, more=""):
        design = self.city / "designs" / "goals.toml"
        design.parent.mkdir(exist_ok=True)
        design.write_text(f'plans = ["status-quo", "mixed"]\nsampling = "factorial"\nreplicates = {replicates}\noutcomes = ["action.kelurahan", "trained"]\n{more}'
                          '[[factor]]\nname = "training.kelurahan.budget_per_year"\nlevels = [0, 2e7, 1e8]\n[[factor]]\nname = "rotation.head"\nlevels = [0.1, 1]\n')
        return design

    @staticmethod
    def answer(page):
        """What the page says first, in words: title, what was asked, the three boxes."""
        text = page.read_text(encoding="utf-8")
        plain = lambda of: html.unescape(re.sub("<[^>]*>", "", re.sub('<span lang="en".*?</span>', "", of, flags=re.S))).replace("\u00a0", " ")
        return plain(re.search("<h1>.*?</h1>", text, re.S)[0]), plain(re.search('class="asked".*?</p>', text, re.S)[0]), plain(re.search('class="answer".*?class="proxy"', text, re.S)[0])

    def test_a_sweep_answers_the_goals_that_are_asked(self):
        store, page = self.out / "goals", self.out / "goals" / "report.html"
        self.assertEqual(layak("sweep", self.budgets(40), "--quiet", "-o", store).status, 0)
        self.assertEqual(layak("report", store).status, 0)
        title, _, answer = self.answer(page)
        self.assertNotIn("Sasaran", title)
        self.assertIn("Tujuan bawaan \u201c", answer)
        import xarray
        goal, chance = "formal.kelurahan >= 2", 0.6
        asked = ["--goal", goal, "--goal", "action.kelurahan >= 0.99", "--chance", chance]
        self.assertEqual(layak("report", store, *asked[:2], *asked[4:], "--force").status, 0)
        title = self.answer(page)[0]
        # From where on, by hand: the lower limit of Wilson's interval at this level and all above it.
        z, states, starts = 1.6448536269514722, collections.Counter(), []
        def wilson(share, n):
            middle, half = (share + z * z / 2 / n) / (1 + z * z / n), z * math.sqrt(share * (1 - share) / n + z * z / 4 / n / n) / (1 + z * z / n)
            return middle - half, middle + half
        with xarray.open_dataset(store / "result.nc") as data:
            last = data.formal_kelurahan.isel(time=-1).values
            for plan in "status-quo", "mixed":
                for rotation in 0.1, 1:
                    rows = [row for row in range(data.sizes["row"]) if data.plan.values[row] == plan and data.factor_rotation_head.values[row] == rotation]
                    rows.sort(key=lambda row: data.factor_training_kelurahan_budget_per_year.values[row])
                    limits = [wilson((last[data.run_row.values == row] >= 2).mean(), 40) for row in rows]
                    reaching = [k for k in range(len(rows)) if all(low >= chance for low, _ in limits[k:])]
                    states["reached" if reaching else "missed" if all(high < chance for _, high in limits) else "open"] += 1
                    if reaching:
                        starts.append(data.factor_training_kelurahan_budget_per_year.values[rows[reaching[0]]])
        self.assertTrue(title.startswith("Sasaran \u201ckelurahan dengan PATBM: 2 atau lebih\u201d dengan peluang 60 %: "), title)
        for state, words in ("reached", "tercapai mulai dari "), ("missed", "tidak tercapai pada tingkat mana pun"), ("open", "belum dapat dikatakan apakah tercapai"):
            self.assertEqual(states[state] > 0, words in title.split(". ")[0], (states, title))
            if 0 < states[state] < 4:
                self.assertIn(f"(dalam {states[state]} dari 4 kurva)", title)
        self.assertGreater(states["reached"], 0)
        # More than one: the title says of how many what, and then each has its sentence.
        self.assertEqual(layak("report", store, *asked, "--force").status, 0)
        title, question, answer = self.answer(page)
        first = "tercapai" if states["reached"] == 4 else "tercapai hanya dengan sebagian rencana atau keadaan"
        self.assertEqual(title, f"Dari 2 sasaran dengan peluang 60 %: 1 {first} (kelurahan dengan PATBM: 2 atau lebih), 1 tidak tercapai pada tingkat mana pun yang dicoba (komitmen dalam tindakan (A), kelurahan: 0,99 atau lebih)")
        for named in "Sasaran \u201ckelurahan dengan PATBM: 2 atau lebih\u201d dengan peluang 60 % (", "Sasaran \u201ckomitmen dalam tindakan (A), kelurahan: 0,99 atau lebih\u201d dengan peluang 60 % (":
            self.assertIn(named, answer)
        self.assertIn("Sasaran: kelurahan dengan PATBM: 2 atau lebih; komitmen dalam tindakan (A), kelurahan: 0,99 atau lebih, pada Desember 2024, dengan peluang 60 %.", question)
        self.assertIn("Semua sasaran sekaligus, dalam ulangan yang sama (", answer)
        self.assertIn("tidak ada tingkat yang terbukti mencapai semua sasaran sekaligus", answer)
        self.assertRegex(answer, r"mulai dari Rp [^;(]*\(peluang [^;]*; seluruh rencana Rp [0-9,]+ (ribu|juta|miliar) setahun\)")  # of the one that is reached
        self.assertNotIn("Tujuan bawaan", page.read_text(encoding="utf-8"))
        # All goals in one run, not each in runs of its own.
        both = ["--goal", goal, "--goal", "action.kelurahan >= 0.02", "--chance", "0.97"]
        self.assertEqual(layak("report", store, *both, "--force").status, 0)
        together = re.search(r"Semua sasaran sekaligus, dalam ulangan yang sama \(mutasi pimpinan ([0-9,]+) setahun\): (.*?)\. ", self.answer(page)[2])
        with xarray.open_dataset(store / "result.nc") as data:
            reach = (data.formal_kelurahan.isel(time=-1).values >= 2) & (data.action_kelurahan.isel(time=-1).values >= 0.02)
            for plan, words in zip(("status-quo", "mixed"), together[2].split("; ")):
                rows = [row for row in range(data.sizes["row"]) if data.plan.values[row] == plan and data.factor_rotation_head.values[row] == float(together[1].replace(",", "."))]
                expected = [wilson(reach[data.run_row.values == row].mean(), 40) for row in rows]
                self.assertIn("belum terbukti" if max(low for low, _ in expected) < 0.97 else "mulai dari", words)
                percents = [float(of.replace(",", ".")) / 100 for of in re.findall(r"([0-9,]+) %", words)]
                self.assertTrue(any(all(abs(a - b) < 0.0101 for a, b in zip(percents, of)) for of in expected), (words, expected))
            # Two that exclude each other are each reached in some runs, and together in none.
            row = max((row for row in range(data.sizes["row"]) if data.plan.values[row] == "mixed" and data.factor_rotation_head.values[row] == float(together[1].replace(",", "."))),
                      key=lambda row: data.factor_training_kelurahan_budget_per_year.values[row])
            middle = sorted(data.action_kelurahan.isel(time=-1).values[data.run_row.values == row].astype(float))[20]
        apart = ["--goal", f"action.kelurahan >= {middle:.6f}", "--goal", f"action.kelurahan < {middle:.6f}", "--chance", "0.1"]
        self.assertEqual(layak("report", store, *apart, "--force").status, 0)
        self.assertRegex(self.answer(page)[2], r"Semua sasaran sekaligus, [^.]*; Campuran pada tingkat mana pun tidak \(peluang tertinggi ")
        # The files say the same.
        self.assertEqual(layak("export", store, *asked, "-o", self.out / "e").status, 0)
        with open(self.out / "e" / "csv" / "enough.csv", newline="", encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["goal"] == goal]
        self.assertEqual(collections.Counter(row["goal_state"] for row in rows), states)
        self.assertEqual(sorted(float(row["goal_from"]) for row in rows if row["goal_from"]), sorted(starts))
        self.assertEqual({row["goal_chance"] for row in rows}, {"0.6"})
        # Asked in the design, of the same store: no run is made again, and the result keeps it.
        blocks = {file: file.stat().st_mtime_ns for file in (store / "blocks").rglob("*")}
        design = self.budgets(40, f'goals = ["{goal}", "action.kelurahan >= 0.99"]\nchance = {chance}\n')
        run = layak("sweep", design, "-o", store, "--json", "--quiet")
        self.assertEqual(run.status, 0, run.err)
        self.assertEqual({file: file.stat().st_mtime_ns for file in (store / "blocks").rglob("*")}, blocks)
        told = json.loads(run.out)["goals"]
        self.assertEqual([of["goal"] for of in told], [goal, "action.kelurahan >= 0.99"])
        self.assertEqual(collections.Counter(of["state"] for of in told[0]["curves"]), states)
        self.assertEqual(layak("report", store, "--force").status, 0)
        self.assertEqual(self.answer(page), (title, question, answer))
        self.assertEqual(layak("verify", store).status, 0)
        # Another goal in its place: the result is written anew.
        self.assertEqual(layak("sweep", design, "--goal", "formal.kelurahan >= 3", "-o", store, "--quiet").status, 0)
        self.assertEqual(layak("report", store, "--force").status, 0)
        self.assertIn("PATBM: 3 atau lebih", self.answer(page)[1])
        run = layak("sweep", design, "-o", store)
        self.assertIn("Sasaran: tingkat terendah yang mulai darinya tercapai dengan peluang 60 %", " ".join(run.out.split()).replace("\u00a0", " "))
        # Shards give the same bytes.
        for shard in "0/2", "1/2":
            self.assertEqual(layak("sweep", design, "--quiet", "--shard", shard, "-o", self.out / "shards").status, 0)
        other = layak("sweep", self.budgets(40), "--quiet", "--shard", "1/2", "-o", self.out / "shards")
        self.assertEqual(other.status, 2)
        self.assertIn("--goal", other.err)
        self.assertEqual(layak("merge", self.out / "shards", "--quiet").status, 0)
        self.assertEqual((self.out / "shards" / "result.nc").read_bytes(), (store / "result.nc").read_bytes())

    def test_goals_of_a_sweep_that_cannot_be(self):
        design = self.budgets(2)
        self.assertEqual(layak("sweep", design, "--quiet", "-o", self.out / "s").status, 0)
        for words, says in ((["--goal", "formal.kelurahan"], "write OUTCOME >= VALUE"), (["--goal", "formal.kelurahan >= 1000"], "is only 0 to"), (["--goal", "formal.kelurahn >= 1"], "did you mean"),
                            (["--chance", "0.8"], "name them"), (["--goal", "formal.kelurahan >= 1"] * 2, "given twice"), (["--goal", "index > 0.1", "--chance", "1"], "--chance"),
                            (["--goal", "action.formal.kelurahan >= 0.5"], "whole city")):
            for verb in (["report", self.out / "s"], ["export", self.out / "s", "-o", self.out / "e"], ["sweep", design, "-o", self.out / "s"]):
                run = layak(*verb, *words, "--lang", "en")
                self.assertEqual(run.status, 2, (verb, words))
                self.assertIn(says, run.err)
        for keys, says in (('goals = ["formal.kelurahn >= 1"]\n', "goals"), ("chance = 0.5\n", "name them"), ('goals = ["index >= 0.5"]\nchance = 1\n', "chance")):
            run = layak("sweep", self.budgets(2, keys), "-o", self.out / "t", "--lang", "en")
            self.assertEqual(run.status, 2, keys)
            self.assertIn(says, run.err)

    def test_few_replicates_are_told_at_the_top(self):
        self.assertEqual(layak("sweep", self.budgets(8), "--quiet", "-o", self.out / "few").status, 0)
        self.assertEqual(layak("report", self.out / "few").status, 0)
        page = self.out / "few" / "report.html"
        title, _, answer = self.answer(page)
        self.assertTrue(title.startswith("8 ulangan saja, belum pasti: "), title)
        self.assertIn("8 ulangan saja, belum pasti: ", answer)
        text = page.read_text(encoding="utf-8")
        self.assertNotIn("paling ditentukan oleh", text)  # the curves cannot tell it, and no more can the correlations
        self.assertIn("belum dapat dikatakan dari ulangan sesedikit ini (ilustratif)", text)
        self.assertEqual(layak("sweep", self.budgets(40), "--quiet", "-o", self.out / "many").status, 0)
        self.assertEqual(layak("report", self.out / "many").status, 0)
        text = (self.out / "many" / "report.html").read_text(encoding="utf-8")
        self.assertNotIn("ulangan saja, belum pasti", text)
        self.assertIn("Ilustratif: rancangan ini bukan rancangan Saltelli atau Morris", text)
        titles = set(re.findall('id="penentu-[^"]*".*?</h3>', text, re.S))
        self.assertTrue(all("(ilustratif)" in title for title in titles), titles)
        self.assertLess(len(titles), 4)  # of two outcomes and two plans: those that say the same share a chart

    def test_a_sweep_says_what_varies_together(self):
        design = self.city / "designs" / "groups.toml"
        design.parent.mkdir(exist_ok=True)
        design.write_text('plans = ["mixed"]\nsampling = "saltelli"\nrows = 64\nreplicates = 2\noutcomes = ["action.kelurahan"]\n'
                          + "".join(f'[[factor]]\nname = "{name}"\nrange = [{low}, {high}]\n{group}' for name, low, high, group in (
                              ("training.kelurahan.per_year", 0, 40, 'group = "warga"\n'), ("sosialisasi.communities.per_year", 0, 20, 'group = "warga"\n'), ("rotation.head", 0.1, 1, ""))))
        self.assertEqual(layak("sweep", design, "--quiet", "-o", self.out / "groups").status, 0)
        self.assertEqual(layak("report", self.out / "groups").status, 0)
        browser = self.browser()
        browser.open(self.out / "groups" / "report.html")
        drawn(browser)
        self.assertIn("Kelompok \u201cwarga\u201d: pelatihan kelurahan dan sosialisasi keluarga.", browser.run("document.querySelector('[id^=penentu-] .note').innerText"))
        rows = browser.run("[...document.querySelectorAll('#diubah + .wrap tr')].map(row => [...row.children].at(-1).innerText.split('\\n').at(-1))")
        self.assertEqual(sorted(rows), ["berubah bersama kelompok", "warga", "warga", "\u2013"])
        # The outcome by each factor: all rows as points, and what groups of them give.
        self.assertEqual(browser.run("[...document.querySelectorAll('#hasil-action-kelurahan option')].map(of => of.innerText)"), ["pelatihan kelurahan", "sosialisasi keluarga", "mutasi pimpinan, setahun"])
        import numpy
        import xarray
        with xarray.open_dataset(self.out / "groups" / "result.nc") as data:
            values = data.action_kelurahan.isel(time=-1).values.astype(float)
            count, rows = data.sizes["row"], numpy.argsort(data.factor_rotation_head.values, kind="stable")
            self.assertGreaterEqual(browser.run("document.querySelectorAll('#hasil-action-kelurahan svg .mark-symbol path').length"), count)
            groups = max(2, min(10, count // 20))
            medians = [numpy.median(values[numpy.isin(data.run_row.values, [row for k, row in enumerate(rows) if k * groups // count == group])]) for group in range(groups)]
        told = browser.run("[...document.querySelectorAll('#hasil-action-kelurahan [data-choice=\"2\"] tbody tr')].map(row => row.children[1].textContent)")
        self.assertEqual(len(told), groups)
        for text, median in zip(told, medians):
            self.assertAlmostEqual(float(text.split(" ")[0].replace(",", ".")), median, delta=0.0051)
        # What was chosen is said on paper, and to who does not see it.
        browser.run("(of => { of.value = 2; of.dispatchEvent(new Event('change')); })(document.querySelector('#hasil-action-kelurahan select'))")
        browser.until("document.querySelector('#hasil-action-kelurahan svg')?.getAttribute('aria-label').includes('Menurut mutasi pimpinan, setahun.')")
        self.assertEqual(browser.run("document.querySelector('#hasil-action-kelurahan p.paper').textContent"), "Menurut mutasi pimpinan, setahun.")
        tried = browser.run("Object.fromEntries([...document.querySelectorAll('#diubah + .wrap tbody tr')].map(row => [row.children[1].innerText, row.children[2].innerText]))")
        self.assertEqual(tried["training.kelurahan.per_year"], "0 setahun \u2013 40 setahun")  # as designed, not as drawn
        self.assertEqual(tried["rotation.head"], "0,1 \u2013 1")
        self.assertEqual(browser.errors, [])

    def test_outlines_are_drawn_where_the_city_has_them(self):
        with open(self.city / "institutions.csv", newline="", encoding="utf-8") as file:
            kelurahan = [row for row in csv.DictReader(file) if row["kind"] == "kelurahan"]
        square = lambda x, y: [[[x + dx, y + dy] for dx, dy in ((0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0))]]
        features = [{"type": "Feature", "properties": {"code": row["code"]}, "geometry": {"type": "Polygon", "coordinates": square(float(row["longitude"]), float(row["latitude"]))}}
                    for row in kelurahan]
        features[0]["properties"]["attribution"] = "Peta Contoh <2020>"
        features.pop()  # a circle stands for it
        (self.city / "boundaries.geojson").write_text(json.dumps({"type": "FeatureCollection", "attribution": "Badan Contoh", "features": features}))
        browser = self.browser()
        browser.open(self.page())
        drawn(browser)
        shapes = "[...document.querySelectorAll('#peta-kelurahan svg .mark-shape path')].filter(of => of.getAttribute('d')).length"
        self.assertEqual(browser.run(shapes), len(kelurahan))  # outlines first, circles by the switch
        choose = lambda form: browser.run(f"(() => {{ const shape = [...document.querySelectorAll('#peta-kelurahan select')].at(-1); shape.value = '{form}'; shape.dispatchEvent(new Event('change')); }})()")
        note = "document.querySelector('#peta-kelurahan figcaption .note').innerText"
        choose("circles")
        browser.until(f"({shapes}) === 0")
        circles = browser.run(note)
        self.assertRegex(circles, "^Satu lingkaran = .*sebanding.*Garis abu-abu")
        choose("outlines")
        browser.until(f"({shapes}) === {len(kelurahan)}")
        for language, words in ("id", ("Satu bidang = ", "batasnya tidak diketahui", "Rata-rata semua ulangan")), ("en", ("An area = ", "boundary is not known", "Means over all replicates")):
            browser.run(f"document.querySelector('label[for=show-{language}]').click()")
            drawn(browser, language)
            for word in words:
                self.assertIn(word, browser.run(note))
            self.assertNotRegex(browser.run(note), "lingkaran =|A circle =|sebanding|goes by|Garis|lines")
        browser.run("document.querySelector('label[for=show-id]').click()")
        drawn(browser)
        choose("circles")
        browser.until(f"({note}) === {json.dumps(circles)}")
        for place in "#peta-kelurahan", ".origin":
            self.assertIn("Badan Contoh; Peta Contoh <2020>", browser.run(f"document.querySelector('{place}').innerText"))
        self.assertEqual(layak("export", self.out / "result.nc", "--format", "geojson", "-o", self.out / "e").status, 0)
        self.assertEqual(json.loads((self.out / "e" / "kelurahan.geojson").read_text())["attribution"], "Badan Contoh; Peta Contoh <2020>")
        self.assertIn("Badan Contoh", (self.out / "e" / "README.md").read_text())
        self.assertEqual((browser.errors, browser.requests), ([], []))

    def test_plans_of_different_length_and_what_their_money_did_not_reach(self):
        import xarray
        text = (self.city / "plans" / "mixed.toml").read_text(encoding="utf-8")
        text = text.replace('to = "2024-12"', 'to = "2020-06"').replace("budget_per_year = 120_000_000", "budget_per_year = 40_000_000")
        text = re.sub("^name(_id)? = .*$", lambda of: f'name{of[1] or ""} = "Pendek"', text, flags=re.M)
        (self.city / "plans" / "short.toml").write_text(text, encoding="utf-8")
        browser = self.browser()
        browser.open(self.page(plans=("mixed", "short")))
        drawn(browser)
        answer = browser.run("document.querySelector('.answer').innerText").replace("\u00a0", " ")
        self.assertRegex(answer, "Campuran: Rp [0-9,]+ juta setahun, seluruhnya Rp [0-9,]+ (juta|miliar), Rp .* lebih mahal daripada Pendek")
        self.assertIn("juga dari rencana yang sudah berakhir sebelumnya", answer)
        self.assertIn("Januari 2019 \u2013 Juni 2020", browser.run("document.querySelector('.plans').textContent"))
        remark = browser.run("[...document.querySelectorAll('#biaya > .note')].at(-1).innerText").replace("\u00a0", " ")
        lacking, lapsed = remark.split("Tidak berlaku")
        lacking, lapsed = lacking.split("Pendek:")[1], lapsed.split("Pendek:")[1]
        with xarray.open_dataset(self.out / "result.nc") as data:
            own = data.sel(plan="short", time=slice("2019-01-01", "2020-06-30"))
            self.assertEqual(own.sizes["time"], 18)
            a_year = own.undelivered.sum("time").mean("replicate") * 12 / 18
            for lever in "training", "sosialisasi":
                self.assertGreater(float(a_year.sel(lever=lever)), 0.5)
                self.assertIn(f" {float(a_year.sel(lever=lever)):.0f} ", lacking)
            months = float(own.lapsed.sel(lever="mandate").sum("time").mean("replicate"))
        self.assertGreater(months, 0.05)
        self.assertRegex(lapsed, re.escape(f"{months:.1f}".replace(".", ",").removesuffix(",0")) + " dari 18 bulan")
        self.assertEqual(browser.errors, [])

    def test_the_page_keeps_what_limits_shares_and_pairs_say(self):
        import xarray
        browser = self.browser()
        browser.open(self.page())
        drawn(browser)
        with xarray.open_dataset(self.out / "result.nc") as data:
            kelurahan = data.kind.values.astype(str) == "kelurahan"
            means = data.action_mean.isel(plan=2, time=-1).values[kelurahan].astype(float)
            last = data.action_kelurahan.isel(time=-1).astype(float)
            ahead = float((last.sel(plan="mixed") - last.sel(plan="status-quo")).mean())
        cell = browser.run("document.querySelectorAll('.outcomes tbody tr')[0].children[3].innerText")
        self.assertAlmostEqual(float(re.search(r"\+(0,\d+) \(\+0,\d+ \u2013 \+0,\d+\)", cell)[1].replace(",", ".")), ahead, delta=0.0051)
        drawn_values = browser.run("report.charts['peta-kelurahan'].quantities[0].plans[2].at(-1)")
        for mean, value in zip(means, drawn_values):
            self.assertLessEqual(value / 1e6, float(f"{mean:.6e}"))
            self.assertLess(mean - value / 1e6, 1e-6)
        self.assertEqual(browser.run("classOf(499999 / 1e6) === classOf(0.45) && classOf(500000 / 1e6) !== classOf(499999 / 1e6)"), True)

    def test_where_hardly_any_pair_differs_the_pairs_are_told(self):
        import xarray
        text = (self.city / "plans" / "status-quo.toml").read_text(encoding="utf-8")
        late = '\n[[intervention]]\nkind = "sosialisasi"\ntarget = "kecamatan"\nper_year = 3\nfrom = "2024-10"\n'
        (self.city / "plans" / "nearly.toml").write_text(text + late, encoding="utf-8")
        browser = self.browser()
        browser.open(self.page(plans=("status-quo", "nearly")))
        rows = browser.run("[...document.querySelectorAll('.outcomes tbody tr')].map(row => [...row.children].map(of => of.innerText))")
        told = {row[0].splitlines()[0]: row[2].splitlines()[-1] for row in rows}
        with xarray.open_dataset(self.out / "result.nc") as data:
            last = data.isel(time=-1)
            differing = lambda of: int((last[of].sel(plan="nearly") != last[of].sel(plan="status-quo")).sum())
            few, none = differing("action_task_force"), differing("formal_kelurahan")
        self.assertEqual((0 < few < 10, none), (True, 0))
        self.assertIn(f"berbeda hanya dalam {few} dari 24 pasangan", told.values(), told)
        self.assertIn("sama di semua 24 pasangan", told.values(), told)

    def test_the_title_says_when_the_size_is_open(self):
        import xarray
        browser = self.browser()
        seen = set()
        text = (self.city / "plans" / "mixed.toml").read_text(encoding="utf-8")
        (self.city / "plans" / "half.toml").write_text(text.replace("budget_per_year = 120_000_000", "budget_per_year = 60_000_000"), encoding="utf-8")
        for plans in ("status-quo", "mixed"), ("top-down", "half"):
            browser.open(self.page(plans=plans))
            title = browser.run("document.querySelector('h1').innerText")
            with xarray.open_dataset(self.out / "result.nc") as data:
                last = data.action_kelurahan.isel(time=-1)
                best = str(last.mean("replicate").idxmax("plan").values)
                ahead = (last.sel(plan=best) - last.drop_sel(plan=best).max("plan")).values.astype(float)
            self.assertIn("lebih baik", title)
            is_open = (ahead >= 0.05).mean() < 0.9
            self.assertEqual("seberapa jauh, belum pasti" in title, is_open, (plans, title))
            seen.add(is_open)
        self.assertEqual(seen, {True, False})

    def test_what_if_is_shown(self):
        sets = self.folder / "sets.csv"
        sets.write_text("diffusion.rate\n" + "".join(f"{0.05 + 0.005 * k:.3f}\n" for k in range(24)))
        browser = self.browser()
        browser.open(self.page("--parameters", sets, "--what-if", "no-rotation", "--what-if", "standard-parameters"))
        drawn(browser)
        self.assertIn("tanpa mutasi", browser.run("document.getElementById('pelatihan').parentElement.innerText"))
        self.assertIn("tanpa mutasi", browser.run("document.querySelector('#terlatih svg').textContent"))
        paths = "[...document.querySelectorAll('#jalan-tindakan svg path')].map(of => of.getAttribute('d')).join()"
        before = browser.run(paths)
        browser.run("document.querySelector('.bands input[value=alone]').click()")
        browser.until(f"({paths}) !== {json.dumps(before)}")
        self.assertFalse(browser.run("document.getElementById('bands-warning').hidden"))
        self.assertIn("juta rupiah", browser.run("document.querySelector('#biaya .note').innerText"))  # what this town spends
        # Prices are given where the comparison gives them, and beside them with the default parameters.
        with open(self.out / "result.csv", newline="", encoding="utf-8") as file:
            given = [row["plan_mean"] != "" for row in csv.DictReader(file) if row["level"] == "price"]
        rows = browser.run("[...document.querySelectorAll('#harga ~ .wrap')[0].querySelectorAll('tr')].map(row => [...row.children].map(cell => cell.innerText))")
        self.assertEqual(rows[0][-1], "harga satu, parameter baku saja")
        self.assertEqual([row[3].startswith("Rp") for row in rows[1:]], given)
        self.assertIn(True, given)
        self.assertIn(False, given)
        for row in rows[1:]:
            for price in row[3:]:
                self.assertRegex(price, r"^Rp|^tidak terdefinisi: |^lebih banyak")
        self.assertIn("parameter-penentu", self.charts(browser))
        self.assertEqual(browser.errors, [])

    def test_what_ifs_are_answered_for_every_plan(self):
        import numpy
        import xarray
        browser = self.browser()
        browser.open(self.page("--what-if", "no-rotation", "--what-if", "training-ends:2020-12"))
        drawn(browser)
        self.assertIn("#seandainya", browser.run("[...document.querySelectorAll('nav a')].map(of => of.hash)"))
        said = browser.run("document.querySelector('#seandainya + p').innerText").replace("\u00a0", " ")
        for name in "berubah\\? Tanpa mutasi", "\\. Pelatihan sampai akhir 2020":
            self.assertRegex(said, name + ": (urutannya|sejauh|tidak ada urutan)[^.]*\\.")
        plans, what_ifs = ("status-quo", "top-down", "mixed"), ("no-rotation", "training-ends:2020-12")
        browser.run("for (const of of document.querySelectorAll('details')) of.open = true")
        tables = browser.run("[...document.querySelectorAll('#seandainya ~ .together table')].slice(0, 1).concat([...document.querySelectorAll('#seandainya ~ details table')].slice(0, 2))"
                             ".map(of => [...of.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('td')].map(cell => cell.innerText.split('\\n').at(-1))))")
        number = lambda text: float(text.lstrip("<> ").replace("\u2212", "-").replace(",", ".")) / (2 if text[0] in "<>" else 1)  # "> \u22120,01": between that and 0
        with xarray.open_dataset(self.out / "result.nc") as data:
            for table, (name, scale, digit) in zip(tables, (("action_kelurahan", 1, 0.0051), ("formal_kelurahan", 1, 0.051), ("trained", 100, 0.051)), strict=True):
                for plan, cells in zip(plans, table, strict=True):
                    self.assertEqual(len(cells), 1 + len(what_ifs))
                    for what_if, cell in zip(what_ifs, cells[1:]):
                        more = (data["what_if_" + name].sel(plan=plan, what_if=what_if).isel(time=-1) - data[name].sel(plan=plan).isel(time=-1)).values.astype(float)
                        if not more.any():
                            self.assertRegex(cell, "; sama dalam semua 24$")
                            continue
                        told = re.search("; selisih ((?:[<>] )?[^ ]+)(?: poin)? \\(((?:[<>] )?[^ ]+) \u2013 ((?:[<>] )?[^ ]+)\\); ", cell.replace("\u00a0", " "))
                        middle = more.mean() if name == "formal_kelurahan" else numpy.median(more)  # a small count
                        for shown, expected in zip(told.groups(), (middle, *numpy.quantile(more, [0.05, 0.95]))):
                            self.assertAlmostEqual(number(shown), scale * expected, delta=digit)
                        most = max((more > 0).sum(), (more < 0).sum())
                        if "tidak pernah" in cell:
                            self.assertEqual(min((more > 0).sum(), (more < 0).sum()), 0, cell)
                        self.assertIn(f"{most} dari 24" if "mungkin" in cell or "pasti" in cell else f" dalam {most}, sama dalam {24 - most} dari 24" if "tidak pernah" in cell else f"lebih rendah dalam {(more < 0).sum()} dari 24", cell)
        self.assertTrue(any("selisih" in cell for table in tables for row in table for cell in row))
        self.assertEqual(browser.errors, [])
        browser.open(self.page())
        self.assertFalse(browser.run("!!document.getElementById('seandainya')"))

    def test_what_cannot_be_told_apart_says_from_what(self):
        browser = self.browser()
        twin = re.sub("^name(_id)? = .*$", lambda of: f'name{of[1] or ""} = "Mirip"', (self.city / "plans" / "mixed.toml").read_text(encoding="utf-8"), flags=re.M)
        (self.city / "plans" / "alike.toml").write_text(twin.replace("budget_per_year = 120_000_000", "budget_per_year = 119_000_000"), encoding="utf-8")
        browser.open(self.page(plans=("mixed", "alike")))
        drawn(browser)
        cells = browser.run("[...document.querySelectorAll('.outcomes .order')].map(of => of.innerText)")
        self.assertEqual(len(cells), len([of for of in cells if of]))
        for of in cells:  # equal in most pairs: told as ties
            self.assertRegex(of, "^(Campuran|Mirip) (mungkin |sangat mungkin |)tidak (pernah )?di bawah (Campuran|Mirip)|sama( mahal)?$|^rencana mana yang|^(Jumlahnya: )")
        browser.open(self.page(plans=("status-quo", "bottom-up")))
        drawn(browser)
        cells = browser.run("[...document.querySelectorAll('.outcomes .order')].map(of => of.innerText)")
        unclear = [of for of in cells if "dibedakan" in of]
        self.assertTrue(unclear, cells)
        for of in unclear:
            self.assertRegex(of, "^(Jumlahnya: )?rencana mana yang (tertinggi|paling murah) belum dapat dibedakan: (Seperti sekarang|Dari bawah) di (atas|bawah) (Seperti sekarang|Dari bawah) dalam [0-9]+ dari 24$")

    def test_what_is_assumed_is_not_shown_as_recorded(self):
        (self.city / "observed.csv").write_text("what,month,value,tolerance,source\nformal.kelurahan,2018-12,6,1,SK lurah\nformal.kelurahan,2017-12,0,1,Asumsi: belum ada\nfamilies.involved,2018-12,0.01,0.07,assumption: few\n"
                                                "formal.kecamatan,2018-12,0,1,SK camat\ntrained,2018-12,0.03,0.07,assumptions of nobody\n")
        browser = self.browser()
        browser.open(self.page())
        drawn(browser)
        observed = lambda chart: [of[1:] for of in browser.run(f"report.charts['{chart}'].observed")]
        self.assertEqual(observed("jalan-patbm"), [[6, 0], [0, 1]])
        self.assertEqual(observed("jalan-kecamatan"), [[0, 0]])
        self.assertEqual(observed("jalan-keluarga"), [[0.01, 1]])
        text = browser.run("document.querySelector('main').innerText").replace("\u00a0", " ")
        for words in "Tercatat: 6 pada Desember 2018 (di luar rentang 90 % model). Anggapan, tidak tercatat: 0 pada Desember 2017", "● hitam: yang tercatat. ○: anggapan kota ini.":
            self.assertIn(words, text)
        self.assertEqual(browser.errors, [])

    def test_the_map_says_how_sure_it_is(self):
        import numpy
        import xarray
        browser = self.browser()
        browser.open(self.page())
        drawn(browser)
        note = "document.querySelector('#peta-kelurahan .chart p.note').textContent.replaceAll('\u00a0', ' ')"
        with xarray.open_dataset(self.out / "result.nc") as data:
            kelurahan = data.kind.values.astype(str) == "kelurahan"
            seen = set()
            for quantity, name in enumerate(("action", "written")):
                quantiles = data[name + "_quantile"].isel(plan=2, institution=kelurahan)
                means = data[name + "_mean"].isel(plan=2, institution=kelurahan)
                expected = []
                for month in range(data.sizes["time"]):
                    of = means.isel(time=month).values
                    low, high = int(of.argmin()), int(of.argmax())
                    expected.append(int(quantiles.sel(quantile=0.05).isel(time=month).values[high] > quantiles.sel(quantile=0.95).isel(time=month).values[low]))
                self.assertEqual(browser.run(f"report.charts['peta-kelurahan'].quantities[{quantity}].apart[2]"), expected, name)
                seen.update(map(bool, expected))
        self.assertEqual(seen, {True, False})
        choose = lambda which, value: browser.run(f"(() => {{ const box = document.querySelectorAll('#peta-kelurahan select')[{which}]; box.value = {value}; box.dispatchEvent(new Event('change')); }})()")
        choose(0, 1), choose(1, 2)
        browser.until(f"{note}.startsWith('Peluang komitmen tertulis, ')")
        slider = "document.querySelector('#peta-kelurahan input[type=range]')"
        apart = browser.run("report.charts['peta-kelurahan'].quantities[1].apart[2]")
        spread = (means.max("institution") > means.min("institution") + 0.1).values  # elsewhere they are about alike
        for is_apart, words in (False, "bertumpang tindih"), (True, "Keduanya dapat dibedakan"):
            month = next(k for k, of in enumerate(apart) if of == is_apart and spread[k])
            browser.run(f"{slider}.value = {month}; {slider}.dispatchEvent(new Event('input'))")
            browser.until(f"{note}.includes('{words}')")
            self.assertRegex(browser.run(note), "rata-rata 6 kelurahan [0-9,]+ %; terendah .* tertinggi")
        choose(0, 0), choose(2, 0)
        browser.run(f"{slider}.value = {len(apart) - 1}; {slider}.dispatchEvent(new Event('input'))")
        browser.until(f"{note}.includes('seberapa pasti') || {note}.includes('kurang lebih sama')")
        self.assertEqual(browser.errors, [])

    def test_goals_are_answered(self):
        goals = "formal.kelurahan >= 3", "action.kelurahan > 0.2"
        words = [word for goal in goals for word in ("--goal", goal)]
        run = layak("compare", "--city", self.city, "status-quo", "mixed", *words, "--what-if", "no-rotation", "--replicates", "24", "--json", "-o", self.out / "asked.nc")
        told = json.loads(run.out)["goals"]
        self.assertEqual(layak("report", self.out / "asked.nc").status, 0)
        browser = self.browser()
        browser.open(self.out / "asked.html")
        drawn(browser)
        asked = browser.run("document.querySelector('.asked').innerText").replace("\u00a0", " ")
        for text in "kelurahan dengan PATBM: 3 atau lebih", "kelurahan: lebih dari 0,2", "tanpa mutasi":
            self.assertIn(text, asked)
        # The page speaks to a planner; how it was asked for stands with where it comes from.
        for goal in goals:
            self.assertIn(f"--goal '{goal}'", browser.run("document.querySelector('.origin').innerText").replace("\u00a0", " "))
        browser.run("document.querySelector('.origin').remove()")
        self.assertNotIn("--", browser.run("document.querySelector('main').innerText"))
        tables = browser.run("[...document.querySelectorAll('#sasaran ~ .together .wrap')].filter(of => of.innerText.includes('(peluang')).map(of => [...of.querySelectorAll('td')].map(cell => cell.innerText))")
        self.assertEqual(len(tables), 2)
        for goal, cells in zip(told, tables):
            for plan, cell in zip(("status-quo", "mixed"), cells):
                self.assertTrue(cell.startswith(f"{24 - goal['plans'][plan]['never']} dari 24 ulangan (peluang "), cell)
        self.assertIn("#sasaran", browser.run("[...document.querySelectorAll('nav a')].map(of => of.hash)"))
        self.assertEqual(layak("verify", self.out / "asked.nc", "--quiet").status, 0)
        browser.open(self.page())
        self.assertFalse(browser.run("!!document.getElementById('sasaran')"))

    def test_wrong_input(self):
        self.page()
        page = self.out / "result.html"
        (self.out / "notes.html").write_text("mine")
        for words, expected in [
            ((self.out / "none.nc",), "none.nc"),
            ((self.plan,), "mixed.toml"),
            ((self.out / "result.nc",), "--force"),
            ((self.out / "result.nc", "-o", self.out / "notes.html", "--force"), "notes.html"),
            ((self.out / "result.nc", "-o", self.city / "city.toml", "--force"), "city.toml"),
        ]:
            before = page.read_bytes()
            run = layak("report", *words, "--lang", "en")
            self.assertEqual(run.status, 2, run.out + run.err)
            self.assertIn(expected, run.err)
            self.assertEqual(page.read_bytes(), before)
        self.assertEqual((self.out / "notes.html").read_text(), "mine")


class reports_of_any_plans(Pages):
    """Few plans and many, short and long, with any names: the page holds."""

    def test_few_plans_and_many(self):
        browser = self.browser()
        self.texts_fit(browser, self.page("--what-if", "no-rotation", plans=("status-quo", "top-down", "bottom-up", "mixed")))
        for count in 8, 12:
            self.texts_fit(browser, self.page(plans=self.plans([f"Rencana {k} dengan nama yang panjang" for k in range(count)])))
            self.assertEqual(set(self.charts(browser)), ALL_CHARTS)
            looks = browser.run("report.plans.map(of => of.colour + of.mark)")
            self.assertEqual(len(set(looks)), count)
            names = browser.run("[...document.querySelectorAll('.outcomes tbody tr')].map(row => [...row.querySelectorAll('.plan')].filter(of => of.getClientRects().length > 0).length)")
            self.assertEqual(set(names), {count})
        self.texts_fit(browser, self.page("--what-if", "no-rotation", "--what-if", "training-ends:2020-12", command="run", plans=("mixed",), name="one"))

    def test_one_plan_for_one_month(self):
        self.change("plans/mixed.toml", 'to = "2024-12"', 'to = "2019-01"')
        browser = self.browser()
        for command, plans in ("run", ["mixed"]), ("compare", ["mixed", "short"]):
            (self.city / "plans" / "short.toml").write_text((self.city / "plans" / "mixed.toml").read_text(encoding="utf-8"), encoding="utf-8")
            page = self.page(command=command, plans=plans, name=command)
            self.texts_fit(browser, page)
            body = page.read_text(encoding="utf-8")
            body = body[:body.index('id="report-data"')]
            self.assertNotIn("Januari 2019 – Januari 2019", body)
            self.assertNotIn("2019–2019", body)
            self.assertNotIn("akhir 2019", body)  # its end is not what was computed
            self.assertNotIn("end of 2019", body)

    def test_names_harm_nothing(self):
        rows = (self.city / "institutions.csv").read_text(encoding="utf-8").splitlines()
        at = rows[0].split(",").index("name")
        hostile = iter(HOSTILE)
        for k, row in enumerate(rows[1:], 1):
            cells = row.split(",")
            if '"' not in row and (name := next(hostile, None)) is not None:
                cells[at] = '"' + name.replace('"', '""') + '"'
                rows[k] = ",".join(cells)
        (self.city / "institutions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        plan = self.city / "plans" / "mixed.toml"
        plan.write_text(re.sub(r'^name = .*$', 'name = "</script><b>x</b>"', plan.read_text(encoding="utf-8"), count=1, flags=re.M), encoding="utf-8")
        self.change("city.toml", 'name = "Kota Contoh (rekaan)"', 'name = "<!--<script>=cmd() \\u202e\\"x\\" &amp;"')
        browser = self.browser()
        more = self.plans(HOSTILE)
        for plans in ("status-quo", "mixed", *more[:3]), ("status-quo", "mixed", *more):
            self.texts_fit(browser, self.page(plans=plans))
            self.assertEqual(set(self.charts(browser)), ALL_CHARTS)
            self.assertEqual(browser.requests, [])
            self.assertEqual(browser.run("document.querySelectorAll('img, main b > b, main script, iframe').length"), 0)
            text = browser.run("document.body.innerText + [...document.querySelectorAll('svg text')].map(of => of.textContent)")
            self.assertNotRegex(text, "[\u202a-\u202e]")
        self.assertIn("قرية الأطفال", browser.run("document.body.textContent"))

    def test_a_city_written_from_right_to_left_leaves_what_follows_in_order(self):
        self.change("city.toml", 'name = "Kota Contoh (rekaan)"', 'name = "قرية الأطفال 7"')
        browser = self.browser()
        browser.open(self.page(plans=("status-quo", "mixed")))
        drawn(browser)
        # The left edges of the digits and letters behind the name, of the first line.
        edges = """(() => {
          const place = document.querySelector('%s'), texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT), edges = [];
          for (let node, range = document.createRange(), behind = false; (node = texts.nextNode()); )
            for (let at = 0; at < node.data.length; ++at) {
              if (/[\u0600-\u06ff]/.test(node.data[at])) behind = true;
              if (!behind || !/[0-9a-z]/i.test(node.data[at]) || node.parentElement.closest('bdi')) continue;
              range.setStart(node, at), range.setEnd(node, at + 1);
              if (range.getClientRects().length && edges.length < 9) edges.push(range.getBoundingClientRect().left);
            }
          return edges;
        })()"""
        for place in "main > p.note", ".origin tr:nth-child(2) td":
            seen = browser.run(edges % place)
            self.assertEqual(len(seen), 9, place)
            self.assertEqual(seen, sorted(seen), place)


if __name__ == "__main__":
    case.main()
