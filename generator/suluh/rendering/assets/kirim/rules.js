// The site's own rule files as the checks use them. They are the only thing that is ever fetched.
import { Lists } from "./codes.js";

const RESERVED = /[\\^$.*+?()[\]{}|/]/g;

/** Rules of the core file, made ready. */
export function prepareCore(core) {
  const { spoiled, encodings, entities } = core;
  const inside = spoiled.inside.map((text) => text.replace(RESERVED, "\\$&")).join("|");
  return {
    ...core,
    spoiled: {
      ...spoiled,
      whole: new Set(spoiled.whole),
      forms: new RegExp(`^(?:${spoiled.forms.join("|")})$`),
      inside: new RegExp(`(?<![\\p{L}\\p{N}_/&])(?:${inside})(?![\\p{L}\\p{N}_])`, "u"),
    },
    encodings: encodings.map(({ starts, signs }) => ({ starts, bytes: new Map([...signs].map((sign, at) => [sign, at + 128])) })),
    entities: { names: new Set(entities.names.split(" ")), signs: entities.signs },
  };
}

/** What tells data of persons, made ready. */
export function preparePersons(stated) {
  const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
  const districts = new Set();
  for (const [city, parts] of Object.entries(stated.districts)) {
    for (const part of parts.split(",")) {
      const [first, last = first] = part.split("-").map(Number);
      for (let number = first; number <= last; number++) districts.add(`${city}${String(number).padStart(2, "0")}`);
    }
  }
  return {
    districts,
    provinces: new Set([...districts].map((code) => code.slice(0, 2))),
    counting: stated.counting,
    offices: stated.offices,
    hints: Object.entries(stated.hints).map(([kind, pattern]) => [kind, whole(pattern)]),
    forbidden: stated.forbidden.map(([pattern, meaning]) => [whole(pattern), meaning]),
    mail: { domains: stated.mail.domains, boxes: new Set(stated.mail.boxes), begins: new RegExp(`^(?:${stated.mail.begins})`) },
  };
}

/** Lists of codes: `province` has names, `country` ranges of numbers, `former` codes of earlier lists. */
export function prepareLists({ province = "", country = "", former = "", others = {} }) {
  const regions = new Map();
  const linesOf = (text) => text.split("\n").filter(Boolean);
  for (const line of linesOf(country)) {
    const [above, ranges] = line.split(":");
    regions.set(above, "-");
    for (const range of ranges ? ranges.split(",") : []) {
      const [first, last = first] = range.split("-").map(Number);
      for (let number = first; number <= last; number++) regions.set(`${above}.${String(number).padStart(4, "0")}`, "-");
    }
  }
  for (const line of linesOf(province)) {
    const at = line.indexOf(" ");
    regions.set(line.slice(0, at), line.slice(at + 1));
  }
  const gone = new Map(linesOf(former).map((line) => line.split("\t")).map(([code, name, last]) => [code, [name, last]]));
  return new Lists({ regions, former: gone, others: new Map(Object.entries(others).map(([name, codes]) => [name, new Set(codes)])) });
}
