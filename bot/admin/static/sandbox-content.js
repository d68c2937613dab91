// What stands inside a bubble: words with @, a 接龙, a voice, a sticker, a picture, a file.

import { $, el, fill, words } from "./dom.js";
import { joinChain } from "./sandbox-write.js";

const draw = { text, voice, sticker, image, file };
const NUMBERED = /^\s*(\d+)\s*[.．、]\s*(.*)$/;

export function content(message, names) {
  return (draw[message.kind] ?? text)(message, names);
}

function text(message, names) {
  if (message.text.startsWith(words.chain)) return chain(message);
  return el("div.content", {}, ...marked(message.text, names));
}

/** Text in which every @name stands out. */
function marked(said, names) {
  const longest = names.filter(Boolean).sort((one, other) => other.length - one.length);
  const any = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const parts = said.split(new RegExp(`(@(?:${any}))`));
  return parts.map((part, place) => (place % 2 ? el("span.at", {}, part) : part));
}

/** A 接龙 as phones show it: its words, its numbered lines, and a way in. */
function chain(message) {
  const rows = message.text.slice(words.chain.length).trim().split("\n");
  const entries = rows.map((row) => NUMBERED.exec(row)).filter((found) => found?.[2].trim());
  const title = rows.filter((row) => !NUMBERED.test(row)).join("\n");
  const list = entries.map(([, number, entry]) => el("li", {}, el("b", {}, number), entry));
  const join = el("button", { type: "button", onclick: () => joinChain(message.text) }, words.chain_join);
  return el("div.content.chain", {}, el("b.label", {}, words.chain_label), el("p", {}, title), el("ol", {}, list), join);
}

const LONGEST_VOICE = 60;

function voice(message) {
  const seconds = Math.min(parseInt(message.text, 10) || 1, LONGEST_VOICE);
  const label = fill(words.voice_label, { seconds });
  const node = el("div.content.voice", { role: "img", "aria-label": label }, el("i.waves"), `${seconds}"`);
  node.style.width = `${84 + seconds * 2.4}px`;
  return node;
}

function sticker(message) {
  const sign = words.stickers[message.text];
  const label = fill(words.sticker_label, { name: message.text });
  return el("div.content.sticker", { role: "img", "aria-label": label }, sign ?? message.text);
}

function image(message) {
  const name = message.file?.name ?? words.image;
  const picture = el("div.picture", { role: "img", "aria-label": name }, el("i"));
  return el("div.content.image", {}, picture, el("small", {}, name), message.text ? el("p", {}, message.text) : null);
}

function file(message) {
  const { name } = message.file;
  const sort = name.slice(name.lastIndexOf(".") + 1).toUpperCase();
  const open = () => preview(message.file);
  const card = el("button.filecard", { type: "button", onclick: open }, el("span", {}, name), el("i", {}, sort));
  return el("div.content.file", {}, message.text ? el("p", {}, message.text) : null, card);
}

/** The file's cells, words or picture, in a sheet over the page. */
function preview({ name, sheets = [], text: said, picture }) {
  const tables = sheets.map((sheet) => el("section", {}, el("h3", {}, sheet.name), table(sheet.rows)));
  if (picture) tables.push(el("img", { src: picture, alt: said }));
  const empty = tables.length || said ? null : el("p.soft", {}, words.file_empty);
  $("#file h2").textContent = name;
  $("#file .content").replaceChildren(...[...tables, said && !picture ? el("pre", {}, said) : null, empty].filter(Boolean));
  $("#file").showModal();
}

function table([head = [], ...rows]) {
  const cells = (row, tag) => el("tr", {}, row.map((cell) => el(tag, {}, cell)));
  return el("div.sheet", {}, el("table", {}, el("thead", {}, cells(head, "th")), el("tbody", {}, rows.map((row) => cells(row, "td")))));
}
