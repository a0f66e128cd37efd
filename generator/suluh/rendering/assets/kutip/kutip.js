/* A citation of one figure of a page: the page is fetched, its figures are listed, and the chosen one is written
   as APA, BibTeX, RIS and CSL-JSON. Words for people stand in data attributes of the page that loads this. */
(function () {
  "use strict";

  const oneLine = (text) => String(text ?? "").replace(/\s+/g, " ").trim();
  const QUARTERS = { 1: "I", 2: "II", 3: "III", 4: "IV" };
  const BIBTEX = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "&": "\\&", "%": "\\%", "$": "\\$",
    "#": "\\#", "_": "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  };
  const escapeBibtex = (text) => text.replace(/[\\{}&%$#_~^]/g, (sign) => BIBTEX[sign]);
  const escapeAddress = (text) => text.replace(/[ {}\\^"<>|`]/g, encodeURIComponent);

  /* A page says its place once: a name without one is of that place, one after two dots lies within it. */

  function readName(text, place) {
    const [what, when = ""] = text.split(".");
    const rest = text.slice(what.length + 1 + when.length);
    if (!rest) return { what, when, where: place };
    return { what, when, where: rest.startsWith("..") ? place + rest.slice(1) : rest.slice(1) };
  }

  function sayWhen(when, words) {
    if (when === "kini") return words.date;
    const quarter = /^(\d{4})-tw([1-4])$/.exec(when);
    return quarter ? `${quarter[1]} ${words.until} ${QUARTERS[quarter[2]]}` : when;
  }

  /* Figure: what, shown, value, unit, name, label; page: title, address, made; words: those of the page. */

  function cite(figure, page, words) {
    const exact = figure.value && figure.unit ? ` (${figure.value} ${figure.unit})` : "";
    const sample = page.simulated ? ` [${words.sample}]` : "";
    const scope = [...new Set([page.title, figure.label])].filter(Boolean).join(", ");
    const notes = [
      `${words.within} “${page.title}”`,
      `${words.asOf} ${words.date}`,
      figure.coverage && `${words.coverage} ${figure.coverage}`,
      page.made.length && `${words.made} ${page.made.join("; ")}`,
      `${words.named} ${figure.name}`,
    ].filter(Boolean);
    return {
      key: `angka-${figure.name}`.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
      author: oneLine(words.site),
      title: oneLine(`${figure.what}, ${scope}, ${sayWhen(figure.when, words)}: ${figure.shown}${exact}${sample}`),
      year: words.date.slice(0, 4),
      date: words.date,
      note: oneLine(notes.join("; ")),
      address: `${page.address}#hitung`,
    };
  }

  function writeForms(cited, words) {
    const bibtex = Object.entries({
      author: `{${escapeBibtex(cited.author)}}`,
      title: `{${escapeBibtex(cited.title)}}`,
      year: cited.year,
      note: escapeBibtex(cited.note),
      type: "Dataset",
      url: escapeAddress(cited.address),
    }).filter(([, value]) => value);
    const ris = [
      ["TY", "DATA"], ["ID", cited.key], ["AU", cited.author], ["TI", cited.title], ["PY", cited.year],
      ["DA", cited.date.replaceAll("-", "/")], ["N1", cited.note], ["LA", words.language], ["UR", cited.address],
    ].filter(([, value]) => value);
    const csl = {
      id: cited.key,
      type: "dataset",
      author: [{ literal: cited.author }],
      title: cited.title,
      issued: { "date-parts": [cited.date.split("-").map(Number)] },
      note: cited.note,
      language: words.language,
      URL: cited.address,
    };
    return {
      apa: `${cited.author.replace(/\.$/, "")}. (${cited.year}). ${cited.title} [${words.figure}]. ${cited.note}. ${cited.address}`,
      bibtex: `@misc{${cited.key},\n${bibtex.map(([name, value]) => `  ${name} = {${value}},\n`).join("")}}\n`,
      ris: [...ris, ["ER", ""]].map(([tag, value]) => `${tag}  - ${value}\r\n`).join(""),
      csl: JSON.stringify([csl], null, 1),
    };
  }

  if (typeof document === "undefined") {
    globalThis.kutip = { readName, cite, writeForms, listFigures };
    return;
  }

  function listFigures(source, words) {
    const explained = source.querySelector(".s-hitung");
    const place = explained ? explained.dataset.di || "" : "";
    const found = new Map();
    const add = (text, shown, value, part) => {
      const own = part.closest("[data-di]");
      const name = readName(text, own ? place + own.dataset.di : place);
      const whole = `${name.what}.${name.when}.${name.where}`;
      if (found.has(whole) || !oneLine(shown)) return;
      const row = part.closest("tr, .s-row, li");
      const head = row && row.querySelector("th, .s-row__title, a");
      found.set(whole, {
        ...name,
        kind: name.what,
        name: whole,
        what: oneLine(words.names[name.what] || name.what),
        label: oneLine(head && !head.contains(part) ? head.textContent : ""),
        shown: oneLine(shown),
        value,
        unit: words.units[name.what] || "",
      });
    };
    for (const part of source.querySelectorAll("data[data-f]")) {
      add(part.dataset.f, part.textContent, part.getAttribute("value"), part);
    }
    for (const row of source.querySelectorAll("tr[data-f]")) {
      const table = row.closest("[data-k]");
      const columns = table ? table.dataset.k.trim().split(/\s+/) : [];
      const cells = [...row.cells].filter((cell) => cell.localName === "td");
      columns.forEach((column, place) => {
        if (column === "-" || !/\d/.test(cells[place]?.textContent)) return;
        const value = cells[place].querySelector("data")?.getAttribute("value") || "";
        add(`${column.replace(/_$/, "_k")}.${row.dataset.f}`, cells[place].textContent, value, cells[place]);
      });
    }
    for (const figure of found.values()) {
      const [counted, owed] = ["terhitung", "ditunggu"].map((end) =>
        found.get(`${figure.kind}_${end}.${figure.when}.${figure.where}`));
      if (counted && owed) figure.coverage = `${counted.shown} / ${owed.shown}`;
    }
    return [...found.values()];
  }

  function describePage(source, address) {
    const canonical = source.querySelector("link[rel=canonical]");
    return {
      title: oneLine(source.querySelector("h1")?.textContent),
      address: canonical ? canonical.href : address,
      simulated: Boolean(source.querySelector(".s-banner")),
      made: [...source.querySelectorAll(".s-hitung ul li")].map((line) => oneLine(line.textContent.split(":")[0])),
    };
  }

  async function prepare(tool) {
    const words = { ...JSON.parse(tool.dataset.kata), units: JSON.parse(tool.dataset.satuan), names: JSON.parse(tool.dataset.nama) };
    const root = new URL("../../", document.querySelector("script[src$='kutip.js']").src);
    const address = new URL(decodeURIComponent(location.hash.slice(1)) || ".", location.href);
    if (!location.hash || address.origin !== root.origin || !address.pathname.startsWith(root.pathname)) return;
    const answer = await fetch(address);
    if (!answer.ok) return;
    const source = new DOMParser().parseFromString(await answer.text(), "text/html");
    const page = describePage(source, address.href);
    const figures = listFigures(source, words);
    if (!figures.length) return;
    const choice = tool.querySelector("select");
    figures.forEach((figure, place) => {
      const parts = [figure.what, figure.label, sayWhen(figure.when, words)].filter(Boolean);
      choice.append(new Option(`${figure.shown} · ${parts.join(", ")}`, place));
    });
    tool.querySelector("[data-halaman]").textContent = page.title;
    const show = () => {
      const forms = writeForms(cite(figures[choice.value], page, words), words);
      for (const [name, text] of Object.entries(forms)) document.getElementById(`angka-${name}`).textContent = text;
    };
    choice.addEventListener("change", show);
    show();
    tool.hidden = false;
  }

  for (const tool of document.querySelectorAll("[data-kutip-angka]")) prepare(tool);
})();
