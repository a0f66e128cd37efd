// The counter's page: what a clerk sees and presses. All work is done by worker.js; nothing of a file is sent anywhere.
import { pack } from "./zip.js";

const PATIENCE = 120_000;
const FIRST_PLACES = 5;
const box = document.querySelector("[data-kirim]");
const words = JSON.parse(box.dataset.kata);
const ways = JSON.parse(box.dataset.jalan);
const root = new URL("../../", import.meta.url).href;
const find = (name) => box.querySelector(`[data-${name}]`);
const number = new Intl.NumberFormat(document.documentElement.lang || "id");
const NEW = JSON.stringify({ kind: "bentuk" });
const state = { name: "", listed: null, targets: [], answer: null };

const say = (name, values = {}) =>
  choose(words[name], values).replace(/%\((\w+)\)s/g, (_, key) => (typeof values[key] === "number" ? number.format(values[key]) : values[key] ?? ""));

/** One form of each `[[one|many]]`, by the number before it or the one that it names. */
function choose(text, values) {
  let last = "";
  return text.replace(/%\((\w+)\)s|\[\[(?:(\w+):)?([^\][|]*)\|([^\][|]*)\]\]/g, (whole, name, by, one, many) => {
    if (name) {
      last = name;
      return whole;
    }
    return Number(values[by || last]) === 1 ? one : many;
  });
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null) continue;
    if (name in element && name !== "list") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

let worker = null;
let asked = 0;
const waiting = new Map();

function ask(task, given, transfer = []) {
  if (!worker) {
    worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => {
      waiting.get(data.id)?.(data);
      waiting.delete(data.id);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      stop(event.message || "worker.js");
    };
  }
  return new Promise((done, failed) => {
    const id = ++asked;
    const late = setTimeout(() => stop(words.slow), PATIENCE);
    waiting.set(id, (data) => {
      clearTimeout(late);
      if (data.error !== undefined) failed(new Error(data.error));
      else done(data.answer);
    });
    worker.postMessage({ id, task, given }, transfer);
  });
}

function stop(why) {
  worker?.terminate();
  worker = null;
  for (const [id, answer] of waiting) answer({ id, error: why });
  waiting.clear();
}

function tell(text) {
  find("kabar").textContent = text;
}

const step = (name) => box.querySelector(`[data-langkah="${name}"]`);

async function guarded(work) {
  box.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    tell(say("failed", { why: error.message }));
  }
  box.removeAttribute("aria-busy");
}

function take(file) {
  guarded(async () => {
    step("baca").hidden = step("kirim").hidden = true;
    state.name = file.name;
    tell(say("opening", { name: file.name }));
    const buffer = await file.arrayBuffer();
    const look = await ask("open", { name: file.name, buffer, base: root }, [buffer]);
    Object.assign(state, { listed: look.listed, targets: look.targets });
    if (look.kind === "large") return tell(say("large", { name: file.name }));
    if (look.kind === "xls") return tell(say("oldBook", { name: file.name }));
    if (!["csv", "xlsx", "ods", "json", "html"].includes(look.kind)) return tell(say("notTable", { name: file.name }));
    fillTargets();
    step("baca").hidden = false;
    if (look.targets.length) {
      find("bentuk").value = valueOf(look.targets[0]);
      return checkAs(look.targets[0]);
    }
    clear();
    if (look.findings?.length) {
      showFindings(look.findings);
      step("temuan").hidden = false;
      return tell(say("unknown", { name: file.name }));
    }
    find("bentuk").value = NEW;
    await readShape();
  });
}

function clear() {
  for (const name of ["tabel", "temuan", "bacaan"]) find(name).replaceChildren();
  find("dibaca").textContent = find("ringkas").textContent = find("kemudian").textContent = "";
  find("perbaiki").hidden = find("diperbaiki").hidden = find("pribadi").hidden = true;
  step("temuan").hidden = step("kirim").hidden = true;
}

/** A file of unknown shape: its page is a script of its own, fetched when it is needed. */
async function readShape(answers = {}) {
  clear();
  tell(say("reading", { name: state.name }));
  const view = await ask("shape", { answers });
  state.shapes ??= (await import(new URL("./shape-page.js", import.meta.url))).makePage({ ask, find, guarded, lead, make, say, words, slug, offer, show, showFindings, showTable, step, state, tell });
  state.shapes.show(view, answers);
}

const valueOf = ({ kind, name, table }) => JSON.stringify({ kind, name, table: table || 0 });

function fillTargets() {
  const { targets, listed } = state;
  const option = (target) => make("option", { value: valueOf(target) }, target.title);
  const group = (label, some) => (some.length ? [make("optgroup", { label }, ...some.map(option))] : []);
  find("bentuk").replaceChildren(
    make("option", { value: NEW }, words.newShape),
    ...group(words.likely, targets),
    ...group(words.standards, listed.standards.map((each) => ({ ...each, kind: "standar" }))),
    ...group(words.datasets, listed.datasets.filter((each) => !each.read[0].length).map((each) => ({ ...each, kind: "data" }))),
  );
}

async function checkAs(target) {
  clear();
  tell(words.checking);
  show(await ask("check", { target }));
}

function show(answer) {
  state.answer = answer;
  const { preview, errors, warnings, mendable, personal } = answer;
  const values = { name: state.name, errors, warnings, rows: preview?.count ?? 0 };
  const sum = say(!preview ? "unread" : errors + warnings ? "found" : "clean", values);
  tell(sum);
  find("ringkas").textContent = sum;
  const listed = answer.target.kind === "data" ? state.listed.datasets : state.listed.standards;
  const title = listed.find((each) => each.name === answer.target.name)?.title || words.newData;
  const sheet = answer.sheet ? say("sheet", { name: answer.sheet }) : "";
  find("dibaca").textContent = preview ? say("read", { title, rows: preview.count, line: String(answer.headerRow), sheet }) : "";
  showTable(preview);
  step("temuan").hidden = false;
  showFindings(answer.findings, answer.left);
  showMends(answer.mends);
  find("pribadi").hidden = !personal;
  find("pribadi").textContent = words.personal;
  const button = find("perbaiki");
  button.hidden = !mendable;
  button.textContent = say("mend", { count: mendable });
  const withheld = answer.target.kind === "data" ? listed.find((each) => each.name === answer.target.name).withheld : 0;
  find("kemudian").textContent = [
    answer.unchecked.length ? say("unchecked", { columns: answer.unchecked.join(", ") }) : "",
    withheld ? say("withheld", { count: withheld }) : "",
    listed.find((each) => each.name === answer.target.name)?.read?.[answer.target.table]?.length ? words.readAgain : "",
  ].filter(Boolean).join(" ");
  step("kirim").hidden = false;
  showSending();
}

/** What was pressed is gone: the keyboard, and whoever listens, go on at what came of it. */
function lead(section) {
  const heading = section.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

function showTable(preview) {
  if (!preview) return find("tabel").replaceChildren();
  const head = make("tr", {}, make("th", { scope: "col" }, words.rowHead), ...preview.columns.map(({ name, title, type }) =>
    make("th", { scope: "col" }, make("span", { className: "s-code" }, name), make("br"), make("span", { className: "k-jenis" }, [title, type].filter(Boolean).join(" · ")))));
  const rows = preview.rows.map((row, at) => make("tr", {}, make("th", { scope: "row" }, String(preview.lines[at])), ...row.map((cell) => make("td", {}, cell))));
  find("tabel").replaceChildren(make("table", { className: "s-table" }, make("thead", {}, head), make("tbody", {}, ...rows)));
}

function placeOf(each) {
  const parts = [];
  if (each.cell) parts.push(say("cell", { cell: each.cell }));
  else if (each.row) parts.push(say("row", { row: String(each.row) }));
  else if (each.line) parts.push(say("line", { line: String(each.line) }));
  if (each.field) parts.push(say("column", { column: each.field }));
  return parts.join(", ") || words.whole;
}

function showFindings(findings, left = 0) {
  const groups = new Map();
  for (const each of findings) {
    if (!groups.has(each.code)) groups.set(each.code, []);
    groups.get(each.code).push(each);
  }
  const weight = ([, some]) => (some[0].code.startsWith("I0") ? 0 : some[0].severity === "error" ? 1 : 2);
  const sorted = [...groups].sort((one, other) => weight(one) - weight(other) || other[1].length - one[1].length);
  find("temuan").replaceChildren(...sorted.map(([code, some]) => makeGroup(code, some)));
  if (left) find("temuan").append(make("li", {}, say("left", { count: left })));
}

function makeGroup(code, some) {
  const wrong = some[0].severity === "error";
  const chip = make("span", { className: `s-chip s-chip--${wrong ? "ditolak" : "ditunda"}` }, `${number.format(some.length)} ${wrong ? words.error : words.warning}`);
  const head = make("h3", { className: "k-judul" }, some[0].title, " ", make("span", { className: "s-code" }, code), " ", chip);
  const sameHint = some.every((each) => each.hint === some[0].hint);
  const entry = (each) =>
    make("li", {}, make("strong", {}, placeOf(each)), ": ", each.message, ...(sameHint ? [] : [" ", make("span", { className: "s-note" }, each.hint)]));
  const list = make("ul", { className: "s-plain" }, ...some.slice(0, FIRST_PLACES).map(entry));
  const parts = [head, list];
  if (some.length > FIRST_PLACES) {
    const rest = some.slice(FIRST_PLACES);
    const fold = make("details", {}, make("summary", {}, say("more", { count: rest.length })));
    fold.addEventListener("toggle", () => fold.childElementCount < 2 && fold.append(make("ul", { className: "s-plain" }, ...rest.map(entry))));
    parts.push(fold);
  }
  if (sameHint) parts.push(make("p", { className: "k-saran" }, some[0].hint));
  if (some[0].again) parts.push(make("p", { className: "s-note" }, words.again));
  return make("li", { className: wrong ? "k-salah" : "k-ragu" }, ...parts);
}

function showMends(mends) {
  const fold = find("diperbaiki");
  fold.hidden = !mends.length;
  fold.querySelector("summary").textContent = `${words.mended} (${number.format(mends.length)})`;
  fold.querySelector("ul").replaceChildren(...mends.slice(0, 200).map((each) => {
    const where = placeOf({ line: each.line, field: each.column });
    const change = each.before === undefined ? "" : ` “${each.before}” → “${each.after}”`;
    return make("li", {}, `${each.line || each.column ? `${where}: ` : ""}${say(`mend_${each.kind}`, { count: each.count })}${change}`);
  }));
}

// Taking it along

const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");

async function showSending() {
  const { answer } = state;
  const form = find("formulir");
  find("unduhan").replaceChildren();
  find("petunjuk").textContent = "";
  find("siap").textContent = answer.errors ? say("stillWrong", { errors: answer.errors }) : words.ready;
  form.hidden = answer.errors > 0;
  if (answer.errors) {
    find("unduhan").replaceChildren(make("button", { type: "button", className: "k-utama", onclick: () => chooser.click() }, words.chooseAgain));
    return form.replaceChildren();
  }
  if (answer.target.kind === "bentuk") return state.shapes.showForm(form);
  const dataset = answer.target.kind === "data" ? state.listed.datasets.find((each) => each.name === answer.target.name) : null;
  if (dataset) {
    form.replaceChildren();
    return offer({ agency: dataset.agency, name: dataset.name, descriptor: null });
  }
  const text = await (await fetch(new URL(`templat/${answer.target.name}/datapackage.yaml`, root))).text();
  const asked = [...text.matchAll(/^( *)(?:- )?(\w+): "\(isi: (.*)\)"$/gm)].map((match) => ({ key: match[2], hint: match[3] }));
  const fields = asked.filter(({ key }) => key !== "name");
  const example = slug(`${answer.target.name} ${answer.period || ""}`);
  const input = (key, label, value, hint) => {
    const id = `k-${key}`;
    return make("p", {}, make("label", { htmlFor: id }, label), make("input", { id, name: key, className: "k-isian", value, required: true, "aria-describedby": `${id}-h` }), make("span", { className: "s-note", id: `${id}-h` }, hint));
  };
  const agencies = make("select", { id: "k-instansi", name: "agency", className: "k-isian" }, ...state.listed.agencies.map(({ name, title }) => make("option", { value: name }, title)));
  const standard = state.listed.standards.find((each) => each.name === answer.target.name).title;
  const guesses = { description: `${standard}${answer.period ? `, ${answer.period}` : ""}.`, definisi: standard, ukuran: "Jumlah", satuan: "tidak berlaku", periode: answer.period || "", keputusan_wilayah: state.listed.regionDecree, frekuensi: "Tahunan", kontak: ways.contact };
  form.replaceChildren(
    make("p", {}, make("label", { htmlFor: "k-instansi" }, words.agency), agencies),
    input("name", words.name, example, say("nameHint", { example })),
    ...fields.map(({ key, hint }) => input(key, words[`field_${key}`] || key, guesses[key] ?? "", hint)),
  );
  if (answer.agency) agencies.value = answer.agency;
  const follow = () => {
    const title = agencies.selectedOptions[0]?.textContent || "";
    for (const key of ["produsen", "title"]) {
      const own = form.elements[key];
      if (own && (!own.value || own.value === own.dataset.guess)) own.value = own.dataset.guess = title;
    }
    const given = Object.fromEntries(new FormData(form));
    const name = slug(given.name) || example;
    offer({ agency: given.agency || "", name, descriptor: (file) => fillDescriptor(text, { ...given, name }, file) });
  };
  form.oninput = follow;
  follow();
}

/** The descriptor's form with what was given, for this file: nothing else of it changes. */
function fillDescriptor(text, given, file) {
  const lines = text.split("\n").filter((line) => !line.startsWith("#"));
  const filled = lines.map((line) => {
    const asked = /^( *(?:- )?)(\w+): "\(isi: .*\)"$/.exec(line);
    if (asked) return `${asked[1]}${asked[2]}: ${JSON.stringify(given[asked[2]] || "-")}`;
    if (/^klasifikasi: terbatas$/.test(line)) return "klasifikasi: publik";
    const path = /^( *)path: \S+\.xlsx$/.exec(line);
    if (!path) return line;
    const dialect = Object.keys(file.dialect).length ? `\n${path[1]}dialect: ${JSON.stringify(file.dialect)}` : "";
    return `${path[1]}path: ${file.name}${dialect}`;
  });
  return filled.join("\n");
}

let turn = 0;

async function offer({ agency, name, descriptor, path = "" }) {
  const mine = ++turn;
  const made = await ask("download");
  if (mine !== turn) return;
  const file = { name: path || made.path || `${name}.${made.format}`, dialect: made.dialect };
  const files = [{ name: file.name, data: new Uint8Array(made.data) }];
  if (descriptor) files.push({ name: "datapackage.yaml", data: new TextEncoder().encode(await descriptor(file)) });
  const folder = `${ways.folder}/${agency}/${name}`;
  const link = (blob, title, text) => make("a", { className: "k-utama", href: URL.createObjectURL(blob), download: title }, text);
  const links = files.map((each) => link(new Blob([each.data]), each.name, say("downloadData", { file: each.name })));
  if (files.length > 1) links.unshift(link(pack(files.map((each) => ({ ...each, name: `${name}/${each.name}` }))), `${name}.zip`, words.downloadAll));
  // A part that the descriptor does not name yet is no file for the folder: whoever adds it edits both.
  const form = made.isPart ? "" : formOf(folder, file.name);
  const way = (text, ...pressed) => make("li", {}, make("p", {}, text), make("p", { className: "k-tombol" }, ...pressed));
  const named = files.map((each) => each.name).join(words.and);
  const steps = [way(words.take, ...links)];
  if (form) steps.push(way(say("uploadHint", { files: named, folder }), make("a", { className: "k-utama", href: form, target: "_blank", rel: "noopener" }, say("upload", { host: new URL(form).host }))));
  if (ways.contact) steps.push(way(form ? words.orMail : words.byMail, make("a", { className: "k-utama", href: mailOf(folder, name, files) }, say("mail", { contact: ways.contact }))));
  for (const old of find("unduhan").querySelectorAll("[download]")) URL.revokeObjectURL(old.href);
  find("unduhan").replaceChildren(make("ol", { className: "k-jalan" }, ...steps));
  find("petunjuk").textContent = descriptor ? say("folder", { folder }) : say(made.isPart ? "part" : "same", { path: file.name, folder });
}

/** The forge's own form for new files in a folder; empty where there is none. */
function formOf(folder, file) {
  const { forge, repository, branch } = ways;
  const path = folder.split("/").map(encodeURIComponent).join("/");
  if (forge === "github") return `${repository}/upload/${branch}/${path}`;
  if (forge === "gitlab") return `${repository}/-/new/${branch}/?file_name=${encodeURIComponent(`${folder}/${file}`)}`;
  return forge === "forgejo" ? `${repository}/_upload/${branch}/${path}` : "";
}

function mailOf(folder, name, files) {
  const body = say("mailBody", { files: files.map((each) => each.name).join(", "), folder, page: location.origin + location.pathname });
  return `mailto:${ways.contact}?subject=${encodeURIComponent(say("mailSubject", { name }))}&body=${encodeURIComponent(body.replace(/\n/g, "\r\n"))}`;
}

// Presses

const chooser = box.querySelector("input[type=file]");
chooser.addEventListener("change", () => chooser.files[0] && take(chooser.files[0]));
const zone = find("taruh");
for (const kind of ["dragenter", "dragover"]) {
  zone.addEventListener(kind, (event) => {
    event.preventDefault();
    zone.classList.add("k-taruh--siap");
  });
}
for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("k-taruh--siap"));
zone.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
});
find("bentuk").addEventListener("change", ({ target: { value } }) => guarded(() => (value === NEW ? readShape() : checkAs(JSON.parse(value)))));
find("perbaiki").addEventListener("click", () => guarded(async () => {
  tell(words.mending);
  show(await ask("mend"));
  lead(step("temuan"));
}));
box.hidden = false;

// Without a network: what the page needs is kept beside it, once it was opened.

const PARTS = ["page", "worker", "shapes", "shape-page"];

async function keepForLater() {
  if (!("serviceWorker" in navigator) || !("caches" in window) || navigator.connection?.saveData) return;
  await navigator.serviceWorker.register(new URL("luring.js", root));
  const listed = await (await fetch(new URL("kirim/aturan/daftar.json", root))).json();
  const names = listed.standards.map(({ name }) => name);
  const { columns } = await (await fetch(new URL("kirim/aturan/bentuk.json", root))).json();
  const lists = [...new Set(columns.map(({ list }) => `senarai/${list}.json`))];
  const shown = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith(root));
  const kept = await caches.open("kirim");
  await kept.addAll([...new Set([
    location.href.split("#")[0],
    ...shown,
    ...PARTS.map((name) => new URL(`aset/kirim/${name}.js`, root).href),
    ...["inti.json", "pribadi.json", "kata.json", "daftar.json", "wilayah.txt", "bentuk.json", "wilayah-nama.txt", "wilayah-lama.txt", ...lists, ...names.map((name) => `standar/${name}.json`)].map((name) => new URL(`kirim/aturan/${name}`, root).href),
    ...names.map((name) => new URL(`templat/${name}/datapackage.yaml`, root).href),
  ])]);
  box.dataset.luring = "siap";
}

(window.requestIdleCallback || setTimeout)(() => keepForLater().catch(() => {}));
