/* The search as people see it: a dialog that answers while they type. Its words come with the index. */

import { begin, search, show } from "./mesin.js";

const ROOT = new URL("../../", import.meta.url);
const PAGE = 30;
const WAIT = 80;

function make(tag, attributes, ...children) {
  const part = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
  part.append(...children);
  return part;
}

function wayOn(said, words) {
  const list = make("a", { href: new URL("cari/", ROOT).href }, said.daftar);
  return [`${words} `, list, "."];
}

/* A text with what was asked for marked, wherever a word of it begins with that. */
function mark(text, words) {
  const parts = [];
  for (const part of text.split(/([^\p{L}\p{N}.]+)/u)) {
    const plain = part.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");
    parts.push(plain && words.some((word) => plain.startsWith(word)) ? make("mark", {}, part) : part);
  }
  return parts;
}

function draw(hit, words) {
  const link = make("a", { href: new URL(hit.address, ROOT).href }, ...mark(hit.title, words));
  const told = [hit.kind, hit.agency, hit.year].filter(Boolean).join(" · ");
  const item = make("li", {}, link, make("span", { class: "s-cari__jenis" }, told));
  if (hit.description) item.append(make("span", { class: "s-cari__isi" }, ...mark(hit.description, words)));
  return item;
}

function tell(said, asked, answer) {
  if (!answer.pages.length) return said.kosong.replace("ASKED", () => `“${asked.trim()}”`);
  const parts = [said.jumlah.replace("NUMBER", answer.pages.length.toLocaleString(document.documentElement.lang))];
  const quote = (words) => words.map((word) => `“${word}”`).join(", ");
  if (answer.wrong.length) {
    parts.unshift(said.mungkin.replace("WRONG", () => quote(answer.wrong)).replace("MEANT", () => quote(answer.meant)));
  }
  if (answer.missing.length) parts.unshift(said.tanpa.replace("WORDS", () => quote(answer.missing)));
  if (answer.partial) parts.unshift(said.sebagian);
  return parts.join(" ");
}

async function build() {
  const said = (await begin()).kata;
  const field = make("input", { type: "search", "aria-label": said.isi, placeholder: said.isi, autocomplete: "off", spellcheck: "false", maxlength: "200" });
  const close = make("button", { type: "button", class: "s-action" }, said.tutup);
  const status = make("p", { role: "status", class: "s-cari__status" }, said.saran);
  const list = make("ol", { class: "s-cari__daftar" });
  const more = make("button", { type: "button", class: "s-action", hidden: "" }, said.lagi);
  const dialog = make("dialog", { class: "s-cari", "aria-label": said.buka }, make("div", { class: "s-cari__atas" }, field, close), status, list, more);
  let turn = 0;
  let answer = null;

  async function drawMore(mine) {
    const from = list.children.length;
    const wanted = answer.pages.slice(from, from + PAGE).map(show);
    for (const hit of wanted) {
      const item = draw(await hit, [...answer.words, ...answer.meant]);
      if (mine !== turn) return null;
      list.append(item);
    }
    more.hidden = list.children.length >= answer.pages.length;
    return list.children[from];
  }

  async function ask() {
    const mine = (turn += 1);
    const asked = field.value;
    try {
      const found = asked.trim() ? await search(asked) : null;
      if (mine !== turn) return false;
      answer = found;
      list.replaceChildren();
      more.hidden = true;
      status.textContent = found ? tell(said, asked, found) : said.saran;
      if (found && !found.pages.length) status.append(" ", ...wayOn(said, said.lain));
      if (found) await drawMore(mine);
      return mine === turn;
    } catch {
      if (mine === turn) status.replaceChildren(...wayOn(said, said.gagal));
      return false;
    }
  }

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  close.addEventListener("click", () => dialog.close());
  more.addEventListener("click", async () => {
    try {
      const first = await drawMore((turn += 1));
      if (first) first.querySelector("a").focus();
    } catch {
      status.replaceChildren(...wayOn(said, said.gagal));
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const links = Array.from(list.querySelectorAll("a"));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && event.target === field) {
      clearTimeout(waiting);
      ask().then((drawn) => drawn && list.querySelector("a")?.click());
    }
    if (!step || !links.length) return;
    event.preventDefault();
    (links[links.indexOf(document.activeElement) + step] || field).focus();
  });
  document.body.append(dialog);
  return { dialog, field, ask };
}

let built = null;

/* The dialog, made once; a failure to fetch its words is the caller's to tell. */
export function prepare() {
  built ||= build();
  built.catch(() => (built = null));
  return built;
}

export async function open(words) {
  const { dialog, field, ask } = await prepare();
  if (!dialog.open) dialog.showModal();
  if (words) {
    field.value = words;
    ask();
  }
  field.focus();
  field.select();
}
