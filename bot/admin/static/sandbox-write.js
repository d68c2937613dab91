// The bar at the bottom: words, @, a quote, and the panel of voice, picture, sticker and 接龙.

import { $, el, fill, words } from "./dom.js";
import { cardOf, isPrivate, members, state } from "./sandbox-state.js";

const AT = /@([^\s@]*)$/;
const MOST_NAMES = 6;
const TALLEST = 120;

let say;
let quoting;

const input = () => $("#write textarea");

export function startWriting(send) {
  say = send;
  input().addEventListener("input", changed);
  input().addEventListener("keydown", keys);
  $("#write").addEventListener("submit", (event) => {
    event.preventDefault();
    sendText();
  });
  $("#quoting button").onclick = () => quote(null);
  $("#more").onclick = () => togglePanel();
  $("#panel").addEventListener("click", (event) => tiles[event.target.closest("[data-do]")?.dataset.do]?.());
  $("#stickers").replaceChildren(...Object.entries(words.stickers).map(([name, sign]) =>
    el("button", { type: "button", title: name, "aria-label": name, onclick: () => sendNow("sticker", name) }, sign)));
}

/** Put words where the cursor stands. */
export function write(said) {
  input().setRangeText(said, input().selectionStart, input().selectionEnd, "end");
  input().focus();
  changed();
}

/** The next line is written to this message; null for none. */
export function quote(message) {
  quoting = message;
  $("#quoting").hidden = !message;
  if (message) $("#quoting span").textContent = `${message.card}：${message.text || message.file?.name || ""}`;
  input().focus();
}

/** Take part in a 接龙: the whole list once more, and one's own number at its end. */
export function joinChain(list) {
  const numbers = [...list.matchAll(/^\s*(\d+)\s*[.．、]\s*\S/gm)].map(([, number]) => Number(number));
  const kept = list.replace(/\n\s*\d+\s*[.．、]\s*$/, "");
  input().value = `${kept}\n${Math.max(0, ...numbers) + 1}. `;
  input().focus();
  changed();
}

const tiles = {
  voice: () => sendNow("voice", words.voice),
  image: () => sendNow("image", "", { name: words.image_name }),
  chain() {
    togglePanel(false);
    input().value = fill(words.chain_start, { title: words.chain_title });
    const from = input().value.indexOf(words.chain_title);
    input().focus();
    input().setSelectionRange(from, from + words.chain_title.length);
    changed();
  },
  sticker() {
    const stickers = $("#stickers");
    stickers.hidden = !stickers.hidden;
    $("[data-do=sticker]").setAttribute("aria-expanded", String(!stickers.hidden));
    toEnd();
  },
};

function sendText() {
  const said = input().value.trim();
  if (!said || !sendNow("text", said)) return;
  input().value = "";
  changed();
}

function sendNow(kind, said, more = {}) {
  const sent = say({ kind, text: said, ...(quoting ? { quote: quoting.id } : {}), ...more });
  if (sent) {
    if (quoting) quote(null);
    togglePanel(false);
  }
  return sent;
}

function togglePanel(open = $("#panel").hidden) {
  $("#panel").hidden = !open;
  if (!open) $("#stickers").hidden = true;
  $("#more").setAttribute("aria-expanded", String(open));
  toEnd();
}

function toEnd() {
  $("#lines").scrollTop = $("#lines").scrollHeight;
}

/** Enter sends and Shift+Enter breaks the line, but not while an input method composes. */
function keys(event) {
  if (event.key === "Escape") $("#mentions").hidden = true;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  const first = $("#mentions").hidden ? null : $("#mentions button");
  if (first) first.click();
  else sendText();
}

function changed() {
  const box = input();
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight, TALLEST)}px`;
  $("#send").hidden = !box.value.trim();
  $("#more").hidden = !$("#send").hidden;
  suggest();
}

function suggest() {
  const started = AT.exec(input().value.slice(0, input().selectionStart))?.[1];
  const names = started === undefined ? [] : candidates(started);
  $("#mentions").hidden = !names.length;
  $("#mentions").replaceChildren(...names.map((name) =>
    el("button", { type: "button", onclick: () => complete(started, name) }, `@${name}`)));
}

function candidates(started) {
  if (isPrivate(state.chat)) return [];
  const others = members(state.chat).filter((one) => one.account !== state.me);
  const names = [state.cast.bot_name, ...others.map((one) => cardOf(one.account, state.chat)), words.all];
  return names.filter((name) => name.includes(started) && name !== started).slice(0, MOST_NAMES);
}

function complete(started, name) {
  const end = input().selectionStart;
  input().setRangeText(`${name} `, end - started.length, end, "end");
  input().focus();
  changed();
}
