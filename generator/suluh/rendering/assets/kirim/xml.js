// XML as workbooks have it, read from beginning to end; a worker has no DOMParser. Entities are not expanded.

const NAMED = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

export class BrokenXml extends Error {}

function plain(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));|&/g, (whole, hexadecimal, decimal, name) => {
    if (name && NAMED[name]) return NAMED[name];
    const number = hexadecimal ? parseInt(hexadecimal, 16) : decimal ? Number(decimal) : NaN;
    if (!(number <= 0x10ffff)) throw new BrokenXml();
    return String.fromCodePoint(number);
  });
}

export function readText(data) {
  if (data[0] === 0xff && data[1] === 0xfe) return new TextDecoder("utf-16le").decode(data);
  if (data[0] === 0xfe && data[1] === 0xff) return new TextDecoder("utf-16be").decode(data);
  return new TextDecoder("utf-8").decode(data);
}

/**
 * Tells `open(name, attributes)`, `close(name)` and `text(text)` of a document; names without their namespace,
 * attributes with their prefix taken off too unless two would be one. Throws BrokenXml.
 */
export function readXml(source, { open = () => {}, close = () => {}, text = () => {} }) {
  const token = /<(?:!--[^]*?-->|\?[^]*?\?>|!\[CDATA\[([^]*?)\]\]>|\/([^\s>]+)\s*>|([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>)/g;
  const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
  const stack = [];
  let at = 0;
  let roots = 0;
  for (const match of source.matchAll(token)) {
    if (match.index > at) {
      const between = source.slice(at, match.index);
      if (between.includes("<")) throw new BrokenXml();
      if (stack.length) text(plain(between.replace(/\r\n?/g, "\n")));
      else if (/[^\s\ufeff]/.test(between)) throw new BrokenXml();
    }
    at = match.index + match[0].length;
    if (match[1] !== undefined) text(match[1]);
    else if (match[2] !== undefined) {
      if (stack.pop() !== match[2]) throw new BrokenXml();
      close(match[2].slice(match[2].indexOf(":") + 1));
    } else if (match[3] !== undefined) {
      const name = match[3].slice(match[3].indexOf(":") + 1);
      const attributes = {};
      if (match[4]) {
        for (const [, key, one, other] of match[4].matchAll(attribute)) {
          const bare = key.slice(key.indexOf(":") + 1);
          attributes[key] = plain(one ?? other);
          if (!(bare in attributes)) attributes[bare] = attributes[key];
        }
      }
      if (!stack.length) roots++;
      open(name, attributes);
      if (match[5]) close(name);
      else stack.push(match[3]);
    }
  }
  if (stack.length || roots !== 1 || /\S/.test(source.slice(at))) throw new BrokenXml();
}
