/* The search without its looks: what is typed, looked up in small files of words, ranked by where a word stands
   and by the kind of page. How words are cut and shortened is that of assembly/search_words.py. */

const FOLDER = new URL("./", import.meta.url);
const TITLE = 10;
const NAME = 5;
const TOLD = 1.5;
const YEAR = 6;
const WHOLE_TITLE = 6;
const MOST_FILES = 4;
const SHORTEST_PREFIX = 3;
const SHORTEST_SPELLED = 4;
const LONG = 8;
const kept = new Map();

function read(name) {
  if (!kept.has(name)) {
    const asked = fetch(new URL(name, FOLDER)).then((answer) => {
      if (!answer.ok) throw new Error(name);
      return answer.json();
    });
    asked.catch(() => kept.delete(name));
    kept.set(name, asked);
  }
  return kept.get(name);
}

/* What holds for all questions, with the kind and the year of each page. */
export async function begin() {
  const told = await read("mulai.json");
  if (!told.kindOf) {
    told.kindOf = told.jenis.flatMap(([, , count], kind) => new Array(count).fill(kind));
    told.yearOf = told.tahun.split(" ").flatMap((run) => {
      const [year, count] = run.split(":");
      return new Array(Number(count)).fill(Number(year));
    });
  }
  return told;
}

const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{Mn}/gu, "");

export function wordsOf(text) {
  const words = plain(text).match(/\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu) || [];
  return words.map((word) => word.replace(/^(\d\d)(\d\d)(\d\d)(\d{4})?$/, (_, ...part) => part.slice(0, 4).filter(Boolean).join(".")));
}

const BEFORE = /^(?:mem|men(?=[aiueo])|meny|meng|me|pem|pen(?=[aiueo])|peny|peng|per|pe|ber|ter|di|ke|se)/;
const HIDDEN = { meny: "s", peny: "s", men: "t", pen: "t" };

export function stem(word) {
  const found = BEFORE.exec(word);
  if (found && word.length - found[0].length >= 4) word = (HIDDEN[found[0]] || "") + word.slice(found[0].length);
  const behind = /(?:nya|kan|an|i)$/.exec(word);
  return behind && behind.index >= 4 ? word.slice(0, behind.index) : word;
}

/* Pages of words */

function decode(text, take) {
  let page = 0;
  let number = 0;
  for (const letter of text || "") {
    const code = letter.charCodeAt(0);
    if (code >= 97) {
      number = (number + code - 97) * 26;
    } else {
      page += number + code - 65;
      number = 0;
      take(page);
    }
  }
}

function fileOf(firsts, word) {
  let low = 0;
  let high = firsts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (firsts[middle] <= word) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/* Pages that have a word, or one that begins with it, with what that is worth. */
async function lookUp(told, word, beginning) {
  const found = new Map();
  if (!told.batas.length) return found;
  const from = fileOf(told.batas, word);
  const to = beginning ? Math.min(fileOf(told.batas, word + "\uffff"), from + MOST_FILES - 1) : from;
  const numbers = Array.from({ length: to - from + 1 }, (_, more) => from + more);
  for (const words of await Promise.all(numbers.map((number) => read(`kata-${number}.json`)))) {
    for (const known of beginning ? Object.keys(words).filter((one) => one.startsWith(word)) : [word]) {
      if (!Object.hasOwn(words, known)) continue;
      const near = known === word ? 1 : 0.5 + (0.35 * word.length) / known.length;
      const worth = new Map();
      words[known].split(",").forEach((pages, field) =>
        decode(pages, (page) => worth.set(page, (worth.get(page) || 0) + near * [TITLE, NAME, TOLD][field])),
      );
      for (const [page, value] of worth) found.set(page, Math.max(found.get(page) || 0, value));
    }
  }
  return found;
}

function join(maps, factor) {
  const [first, ...others] = maps;
  const joined = new Map();
  for (const [page, value] of first) {
    const values = [value, ...others.map((other) => other.get(page) || 0)];
    if (Math.min(...values)) joined.set(page, (factor * values.reduce((sum, one) => sum + one)) / values.length);
  }
  return joined;
}

function add(found, more) {
  for (const [page, value] of more) found.set(page, Math.max(found.get(page) || 0, value));
}

async function lookUpWord(told, word) {
  const found = await lookUp(told, word, word.length >= SHORTEST_PREFIX);
  const short = stem(word);
  if (short !== word) add(found, join([await lookUp(told, short, false)], 0.8));
  return found;
}

/* A word or several that stand for others: its own pages, and those of what it stands for. */
async function lookUpGroup(told, group) {
  const each = await Promise.all(group.words.map((word) => lookUpWord(told, word)));
  const found = join(each, 1);
  for (const other of group.others) {
    const words = await Promise.all(other.split(" ").map((word) => lookUp(told, word, false)));
    add(found, join(words, 0.95));
  }
  return found;
}

/* The question in groups: the longest run of words that stands for something first. */
export function groupsOf(told, words) {
  const groups = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(4, words.length - at);
    while (length > 1 && !Object.hasOwn(told.padanan, words.slice(at, at + length).join(" "))) length -= 1;
    const some = words.slice(at, at + length);
    const name = some.join(" ");
    groups.push({ words: some, others: Object.hasOwn(told.padanan, name) ? told.padanan[name] : [] });
    at += length;
  }
  return groups;
}

/* One typing error, or two in a long word; a letter doubled or not is half of one. */

function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const same = one[at - 1] === other[to - 1];
      const less = at > 1 && one[at - 1] === one[at - 2] ? 0.5 : 1;
      const more = to > 1 && other[to - 1] === other[to - 2] ? 0.5 : 1;
      next[to] = Math.min(row[to] + less, next[to - 1] + more, row[to - 1] + (same ? 0 : 1));
      if (at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1]) {
        next[to] = Math.min(next[to], before[to - 2] + 1);
      }
    }
    if (Math.min(...next) > most) return most + 1;
    before = row;
    row = next;
  }
  return row[other.length];
}

async function spell(word) {
  if (word.length < SHORTEST_SPELLED || !/^\p{L}+$/u.test(word)) return "";
  const most = word.length < LONG ? 1 : 2;
  let best = "";
  let least = most + 0.5;
  for (const known of (await read("ejaan.json")).split(" ")) {
    const far = distance(word, known, least - 0.5);
    if (far < least) [best, least] = [known, far];
  }
  return best;
}

/* The answer: numbers of pages, best first, and what has to be said of them. */
export async function search(text) {
  const told = await begin();
  const words = wordsOf(text);
  const needed = words.filter((word) => !told.abaikan.includes(word) && !/^(19|20)\d\d$/.test(word));
  const years = needed.length ? words.filter((word) => /^(19|20)\d\d$/.test(word)).map(Number) : [];
  const answer = { pages: [], words, wrong: [], meant: [], missing: [], partial: false };
  const found = [];
  for (const group of groupsOf(told, needed.length ? needed : words)) {
    let pages = await lookUpGroup(told, group);
    if (!pages.size && group.words.length === 1) {
      const meant = await spell(group.words[0]);
      if (meant) {
        pages = await lookUpGroup(told, groupsOf(told, [meant])[0]);
        answer.wrong.push(group.words[0]);
        answer.meant.push(meant);
      }
    }
    if (pages.size) found.push(pages);
    else answer.missing.push(group.words.join(" "));
  }
  if (!found.length) return answer;
  const scores = new Map();
  const all = told.kindOf.length;
  for (const pages of found) {
    const rare = 1 + Math.log(all / pages.size) / Math.log(all + 1); // what few pages have tells most
    for (const [page, value] of pages) {
      const score = scores.get(page) || { value: 0, all: 0, named: 0 };
      scores.set(page, { value: score.value + rare * value, all: score.all + 1, named: score.named + (value >= TITLE * 0.7 ? 1 : 0) });
    }
  }
  const most = Math.max(...Array.from(scores.values(), (score) => score.all));
  const share = (page, named) => Math.min(1, named / Math.max(1, told.panjang.charCodeAt(page) - 65));
  answer.partial = most < found.length;
  // A page whose whole name was typed is meant, whatever else was.
  answer.pages = Array.from(scores)
    .filter(([page, score]) => score.all === most || share(page, score.named) === 1)
    .map(([page, score]) => {
      const named = share(page, score.named);
      const dated = years.includes(told.yearOf[page]) ? YEAR : 0;
      return [page, score.value + WHOLE_TITLE * named + dated + told.jenis[told.kindOf[page]][1]];
    })
    .sort(([page, score], [other, less]) => less - score || page - other)
    .map(([page]) => page);
  return answer;
}

/* What is shown of a page. */
export async function show(page) {
  const told = await begin();
  const file = Math.floor(page / told.per);
  const [address, title, year, agency, description] = (await read(`laman-${file}.json`))[page % told.per];
  return { address, title, year, agency, description, kind: told.jenis[told.kindOf[page]][0] };
}
