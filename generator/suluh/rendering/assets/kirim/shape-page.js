// What is shown of a file of unknown shape: how it is read, what is asked, and the description to fill in.
const ESSENTIAL = ["title", "satuan", "periode", "description", "definisi", "ukuran", "frekuensi"];
const LONG = ["title", "description", "definisi"];
const OPEN = { satuan: "unit", periode: "period" };
const CLASSES = ["terbatas", "publik"];
const EDITION = "edisi";
const NEW = "baru";

/** `page` has the functions of page.js. */
export function makePage({ ask, find, guarded, lead, make, say, words, slug, offer, show, showFindings, showTable, step, state, tell }) {
  /** A line of what was read; one that begins with a mark is a warning. */
  const entry = (line) => (line.startsWith("! ") ? make("li", { className: "k-awas" }, make("strong", {}, words.attention), " ", line.slice(2)) : make("li", {}, line));
  const list = (title, lines) => (lines.length ? [make("details", { open: true }, make("summary", {}, title), make("ul", {}, ...lines.map(entry)))] : []);

  function question(doubt, answers) {
    const chosen = answers[doubt.key] || doubt.likely;
    const id = `k-tanya-${slug(doubt.key)}`;
    const examples = doubt.examples.map(([text, meaning]) => make("li", {}, meaning ? `${text} = ${meaning}` : text));
    const choices = doubt.choices.map(({ word, text }) =>
      make("label", { className: "k-pilihan" }, make("input", { type: "radio", name: doubt.key, value: word, checked: word === chosen, required: true }), make("span", {}, text)));
    const asked = choices.length ? choices : [make("input", { id, name: doubt.key, className: "k-isian", value: chosen, required: true, "aria-label": doubt.text })];
    return make("fieldset", { className: "k-tanya" }, make("legend", {}, doubt.text), ...(examples.length ? [make("ul", {}, ...examples)] : []), ...asked);
  }

  /** What a press says: every answer of the form, and a yes to the rest. */
  async function agree(form, view, answers) {
    if (!form.reportValidity()) return tell(words.answerAll);
    const { [EDITION]: chosen, ...given } = Object.fromEntries(new FormData(form));
    const all = { ...answers, ...given };
    if (view.doubts.some((doubt) => answers[doubt.key] !== given[doubt.key])) {
      const next = await ask("shape", { answers: all });
      const other = JSON.stringify(next.editions) !== JSON.stringify(view.editions);
      if (!next.table || next.doubts.length || other) return showView(next, all);
      find("bacaan").replaceChildren(...reading(next));
    } else find("bacaan").replaceChildren(...reading(view));
    tell(words.checking);
    const edition = view.editions.find((each) => each.name === chosen);
    show(await ask("accept", { edition: edition }));
    lead(step("temuan"));
  }

  /** Whether the file renews a dataset that is read from the office's own file, as its columns say. */
  const asEdition = ({ editions }) =>
    editions.length
      ? [question({
        key: EDITION, text: words.edition, likely: editions[0].name, examples: [],
        choices: [...editions.map(({ name, title }) => ({ word: name, text: say("editionOf", { title }) })), { word: NEW, text: words.editionNew }],
      }, {})]
      : [];

  const reading = (view) => [
    ...list(words.shapeColumns, view.columns),
    ...list(words.shapeEvidence, view.evidence),
    ...list(words.shapeTotals, view.totals),
    ...(view.hasPlaces ? [make("p", { className: "s-note" }, words.shapePlaces)] : []),
  ];

  function showView(view, answers) {
    const box = find("bacaan");
    if (!view.table) {
      box.replaceChildren(...list(words.shapeEvidence, view.evidence));
      if (view.findings.length) {
        step("temuan").hidden = false;
        showFindings(view.findings);
      }
      return tell(say(view.findings.length ? "unread" : "unknown", { name: state.name, errors: view.findings.length, warnings: 0, rows: 0 }));
    }
    const { table } = view;
    const masked = table.rows.map((row) => row.map((cell, at) => (table.personal[at] && cell ? "•••" : cell)));
    showTable({ ...table, rows: masked, columns: table.header.map((name) => ({ name, title: "", type: "" })) });
    const sum = say("shapeRead", { where: view.where ? `${state.name}, ${view.where}` : state.name, rows: table.count, columns: table.header.length });
    find("dibaca").textContent = sum;
    // What is asked stands before what is told: on a small screen the lists are long.
    const form = make("form", { className: "k-tanyaan", noValidate: true },
      ...view.doubts.map((doubt) => question(doubt, answers)), ...asEdition(view), ...reading(view), make("p", {}, make("button", { type: "submit", className: "k-utama" }, words.agree)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      guarded(() => agree(form, view, answers));
    });
    box.replaceChildren(form);
    if (view.findings.length) {
      step("temuan").hidden = false;
      showFindings(view.findings);
    }
    const isOpen = view.doubts.some((doubt) => !doubt.likely && !answers[doubt.key]);
    tell(view.doubts.length ? say(isOpen ? "shapeAsksOpen" : "shapeAsks", { count: view.doubts.length }) : sum);
  }

  async function showForm(form) {
    const proposed = await ask("describeShape", { texts: state.answer.agency ? { instansi: state.answer.agency } : {} });
    const texts = Object.fromEntries(proposed.map(({ key, value }) => [key, value]));
    const field = (key, label, control, hint) => make("p", { className: LONG.includes(key) ? "k-panjang" : "" }, make("label", { htmlFor: `k-${key}` }, label), control, ...(hint ? [make("span", { className: "s-note" }, hint)] : []));
    const select = (key, options, value) => {
      const control = make("select", { id: `k-${key}`, name: key, className: "k-isian" }, ...options.map(([word, text]) => make("option", { value: word }, text)));
      if (options.some(([word]) => word === value)) control.value = value;
      return control;
    };
    const input = (key, value) => make(LONG.includes(key) ? "textarea" : "input", { id: `k-${key}`, name: key, className: "k-isian", value, required: true, ...(LONG.includes(key) ? { rows: 3 } : {}) });
    const labels = Object.fromEntries(proposed.map(({ key, label }) => [key, label]));
    form.replaceChildren(
      field("instansi", words.agency, select("instansi", state.listed.agencies.map(({ name, title }) => [name, title]), texts.instansi)),
      field("name", words.name, input("name", texts.name), say("nameHint", { example: texts.name })),
      ...ESSENTIAL.map((key) => field(key, labels[key], input(key, texts[key]), key === "definisi" ? words.definitionHint : texts[key] ? "" : words[OPEN[key]] || "")),
      field("klasifikasi", labels.klasifikasi, select("klasifikasi", CLASSES.map((word) => [word, words[word]]), "terbatas"), words.classHint),
    );
    const follow = async () => {
      const given = Object.fromEntries(new FormData(form));
      const lacking = ESSENTIAL.filter((key) => !given[key]?.trim());
      if (lacking.length) {
        find("unduhan").replaceChildren();
        find("siap").textContent = say("fillIn", { keys: lacking.map((key) => labels[key]).join(", ") });
        return;
      }
      find("siap").textContent = words.ready;
      const name = slug(given.name) || texts.name;
      const all = { ...texts, ...given, name, konsep: given.title };
      const { path, text } = await ask("writeShape", { texts: all });
      offer({ agency: given.instansi || "", name, path, descriptor: () => text });
    };
    form.oninput = () => guarded(follow);
    await follow();
  }

  return { show: showView, showForm };
}
