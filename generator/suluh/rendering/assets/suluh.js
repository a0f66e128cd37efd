/* What pages gain with a script: search, filters, sorting, copying, long lists folded.
   Everything stands without it. No dependency, no string for people: those come in data attributes. */
(function () {
  "use strict";

  const root = new URL("../", document.currentScript.src);
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  /* Search: the dialog is fetched when someone reaches for it, and not before. */

  let searching = null;

  function fetchPart(tag, attributes) {
    return new Promise((done, failed) => {
      const part = Object.assign(document.createElement(tag), attributes);
      part.onload = done;
      part.onerror = failed;
      document.head.append(part);
    });
  }

  function loadSearch() {
    const folder = new URL("aset/cari/", root).href;
    searching ||= Promise.all([
      import(folder + "cari.js"),
      import(folder + "mesin.js"),
      fetchPart("link", { rel: "stylesheet", href: folder + "cari.css" }),
    ]).then(([dialog]) => dialog);
    return searching.then((dialog) => dialog.prepare().then(() => dialog));
  }

  async function openSearch(link, words) {
    try {
      (await loadSearch()).open(words);
    } catch {
      location.href = link ? link.href : new URL("cari/", root).href;
    }
  }

  function prepareSearch() {
    for (const link of all("[data-search-open], [data-search]")) {
      const warm = () => loadSearch().catch(() => {});
      link.addEventListener("pointerenter", warm, { once: true });
      link.addEventListener("focus", warm, { once: true });
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        openSearch(link, link.dataset.search || "");
      });
    }
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openSearch(null, "");
      }
    });
    const asked = new URLSearchParams(location.search).get("q");
    if (asked) openSearch(null, asked);
  }

  /* Menu of narrow screens: closes with Escape and with a click beside it. */

  function prepareMenu() {
    for (const menu of all("[data-menu]")) {
      document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !menu.open) return;
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      document.addEventListener("click", (event) => {
        if (menu.open && !menu.closest("header").contains(event.target)) menu.open = false;
      });
    }
  }

  /* Filters: one choice for each group, kept in the address so that it can be passed on. */

  function prepareFilters() {
    const list = document.querySelector("[data-filter-list]");
    const bar = document.querySelector("[data-filters]");
    if (!list || !bar) return;
    const items = all("[data-filter-item]", list);
    const groups = all("[data-filter-group]", bar);
    const status = bar.querySelector("[data-filter-status]");
    const chosen = new Map();

    const carries = (item, name, value) =>
      (item.getAttribute("data-filter-" + name) || "").split("|").includes(value);

    function show() {
      let shown = 0;
      for (const item of items) {
        item.hidden = !Array.from(chosen).every(([name, value]) => carries(item, name, value));
        if (!item.hidden) shown += 1;
      }
      for (const fold of all("[data-filter-fold]", list)) {
        const found = all("[data-filter-item]", fold).some((item) => !item.hidden);
        fold.hidden = !found;
        if (chosen.size) fold.open = found;
      }
      const words = shown ? status.dataset.words : status.dataset.none;
      status.textContent = chosen.size ? words.replace("SHOWN", shown).replace("TOTAL", items.length) : "";
      for (const group of groups) {
        for (const button of all("button", group)) {
          const value = chosen.get(group.dataset.filterGroup) || "";
          button.setAttribute("aria-pressed", String(button.dataset.value === value));
        }
      }
    }

    function choose(name, value) {
      if (value) chosen.set(name, value);
      else chosen.delete(name);
    }

    const asked = new URLSearchParams(location.search);
    for (const group of groups) {
      const name = group.dataset.filterGroup;
      const known = all("button", group).map((button) => button.dataset.value);
      if (known.includes(asked.get(name) || "")) choose(name, asked.get(name) || "");
      group.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        choose(name, button.dataset.value);
        show();
        const query = new URLSearchParams(chosen).toString();
        history.replaceState(null, "", location.pathname + (query && "?" + query) + location.hash);
      });
    }
    // On a phone the choices would push the list off the first screen.
    const fold = bar.querySelector("details");
    fold.open = chosen.size > 0 || !matchMedia("(max-width: 47.99em)").matches;
    bar.hidden = false;
    show();
  }

  /* Tables: sorted by a column, then the other way round, then as they came. */

  const decimal = new Intl.NumberFormat(document.documentElement.lang || "id")
    .formatToParts(1.5)
    .find((part) => part.type === "decimal").value;
  const group = decimal === "," ? "." : ",";

  function numberOf(text) {
    const digits = text.replaceAll(group, "").replace(decimal, ".").replace("−", "-");
    const plain = digits.match(/-?\d+(\.\d+)?/);
    return plain ? Number(plain[0]) : null;
  }

  function compareCells(left, right, numeric) {
    if (!numeric) return left.localeCompare(right, document.documentElement.lang, { numeric: true });
    return numberOf(left) - numberOf(right);
  }

  function sortTable(table, column, direction) {
    const body = table.tBodies[0];
    const numeric = table.tHead.rows[0].cells[column].classList.contains("s-num");
    const text = (row) => row.cells[column].textContent.trim();
    const empty = (row) => (numeric ? numberOf(text(row)) === null : !text(row));
    const place = (row) => Number(row.dataset.place);
    const rows = Array.from(body.rows).sort((one, other) => {
      if (!direction) return place(one) - place(other);
      // What has no value stays at the end, whichever way the rest is turned.
      if (empty(one) || empty(other)) return empty(one) - empty(other) || place(one) - place(other);
      return direction * compareCells(text(one), text(other), numeric) || place(one) - place(other);
    });
    body.append(...rows);
  }

  function prepareTables() {
    for (const table of all("table[data-sortable]")) {
      if (!table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 4) continue;
      Array.from(table.tBodies[0].rows).forEach((row, place) => (row.dataset.place = place));
      const heads = Array.from(table.tHead.rows[0].cells);
      heads.forEach((head, column) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "s-sort";
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener("click", () => {
          const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
          heads.forEach((one) => one.removeAttribute("aria-sort"));
          if (next) head.setAttribute("aria-sort", next);
          sortTable(table, column, { ascending: 1, descending: -1 }[next] || 0);
        });
      });
    }
  }

  /* Tables of hand-written pages are boxed by the theme; who has no mouse must be able to scroll them. */

  function prepareBoxes() {
    for (const box of all(".md-typeset__scrollwrap, .md-typeset pre > code")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    }
  }

  /* Copying: the button takes the text of the element that it names. */

  function prepareCopying() {
    if (!navigator.clipboard) return;
    const spoken = document.createElement("span");
    spoken.className = "s-hidden";
    spoken.setAttribute("role", "status");
    document.body.append(spoken);
    for (const button of all("[data-copy]")) {
      const source = document.getElementById(button.dataset.copy);
      if (!source) continue;
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(source.textContent.trim());
        } catch {
          getSelection().selectAllChildren(source);
          return;
        }
        spoken.textContent = button.dataset.copied;
        button.classList.add("s-copied");
        setTimeout(() => {
          spoken.textContent = "";
          button.classList.remove("s-copied");
        }, 2000);
      });
    }
  }

  /* Long lists: the first rows, and a button for the others. */

  function foldLists() {
    for (const list of all("[data-more]")) {
      const rest = Array.from(list.children).slice(Number(list.dataset.more));
      if (!rest.length) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "s-action s-more";
      button.textContent = list.dataset.moreWords.replace("COUNT", rest.length);
      rest.forEach((item) => (item.hidden = true));
      button.addEventListener("click", () => {
        rest.forEach((item) => (item.hidden = false));
        button.remove();
        const first = rest[0].querySelector("a, button");
        if (first) first.focus();
      });
      list.after(button);
    }
  }

  /* Folded parts open for who is led to a place within, and on paper. */

  function unfold() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let fold = place && place.closest("details:not([open])");
    if (!fold) return;
    for (; fold; fold = place.closest("details:not([open])")) fold.open = true;
    place.scrollIntoView();
  }

  function prepareFolds() {
    let opened = [];
    addEventListener("hashchange", unfold);
    addEventListener("beforeprint", () => {
      opened = all("article details:not([open])");
      opened.forEach((fold) => (fold.open = true));
    });
    addEventListener("afterprint", () => opened.forEach((fold) => (fold.open = false)));
    unfold();
  }

  /* The page for addresses that are not there knows where those lead that pages once had. */

  function leadOn() {
    const moved = document.querySelector("script#alamat-lama");
    if (!moved || !location.pathname.startsWith(root.pathname)) return;
    const asked = location.pathname.slice(root.pathname.length);
    for (const [old, now] of JSON.parse(moved.textContent)) {
      const pattern = new RegExp("^" + old + "$");
      if (!pattern.test(asked)) continue;
      location.replace(new URL(asked.replace(pattern, now), root));
      return;
    }
  }

  /* Forms on a phone: what is within a program opens with a touch on its name. */

  function foldForms() {
    if (!matchMedia("(max-width: 47.99em)").matches) return;
    for (const body of all(".s-e81 tbody")) {
      const [head, ...rest] = body.rows;
      const name = head.cells[0];
      if (!rest.length || name.querySelector("a")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "s-e81__lipat";
      button.append(...name.childNodes);
      name.append(button);
      const fold = (open) => {
        button.setAttribute("aria-expanded", String(open));
        rest.forEach((row) => (row.hidden = !open));
      };
      button.addEventListener("click", () => fold(rest[0].hidden));
      fold(false);
    }
  }

  /* Citing a figure: the link tells its page, and the page that cites fetches what that takes. */

  function prepareCiting() {
    for (const link of all("a[data-kutip]")) link.hash = location.pathname;
    if (all("[data-kutip-angka]").length) fetchPart("script", { src: new URL("aset/kutip/kutip.js", root).href });
  }

  /* The counter: its own scripts, on its page alone. */

  function prepareCounter() {
    if (!all("[data-kirim]").length) return;
    fetchPart("script", { type: "module", src: new URL("aset/kirim/page.js", root).href });
  }

  prepareCounter();
  prepareCiting();
  foldForms();
  leadOn();
  prepareSearch();
  prepareMenu();
  prepareFilters();
  prepareTables();
  prepareCopying();
  foldLists();
  prepareFolds();
  addEventListener("load", () => requestAnimationFrame(prepareBoxes));
})();
