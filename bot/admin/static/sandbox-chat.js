// The phone's middle: lines of a chat as bubbles, with times, quotes and what was taken back.

import { $, clock, el, fill, words } from "./dom.js";
import { content } from "./sandbox-content.js";
import { openMenu, startMenu } from "./sandbox-menu.js";
import { avatar } from "./sandbox-people.js";
import { cardOf, isPrivate, lines, members, person, state, titleOf } from "./sandbox-state.js";

const QUIET_MINUTES = 5;
const LONG_PRESS = 500;
const STEADY = 8;

let actions;
let shownAt = 0;

export function startChat(given) {
  actions = given;
  startMenu(actions);
  const list = $("#lines");
  list.addEventListener("keydown", walk);
  list.addEventListener("contextmenu", (event) => withLine(event, open));
  list.addEventListener("click", (event) => event.target.closest(".dots") && withLine(event, open));
  list.addEventListener("pointerdown", press);
}

export function drawChat() {
  shownAt = 0;
  $("#chat-title").textContent = titleOf(state.chat);
  $("#write textarea").placeholder = fill(words.write_as, { who: whoIs(state.me) });
  const said = lines(state.chat);
  $("#lines").replaceChildren(...(said.length ? said.flatMap(line) : [emptyLine()]));
  toEnd();
}

/** A new line at the end of the chat on the screen; lines of other chats are not drawn. */
export function drawLine(message) {
  if (message.chat !== state.chat) return;
  $("#lines .empty")?.remove();
  $("#lines").append(...line(message));
  toEnd();
}

/** What was taken back goes, and so do its quotes; the place one reads at stays. */
export function drawRecall({ chat }) {
  if (chat !== state.chat) return;
  const top = $("#lines").scrollTop;
  drawChat();
  $("#lines").scrollTop = top;
}

function toEnd() {
  $("#lines").scrollTop = $("#lines").scrollHeight;
}

function emptyLine() {
  const facts = { bot: state.cast.bot_name, who: cardOf(state.me, state.chat) };
  const text = isPrivate(state.chat) ? words.empty_private : words.empty_group;
  return el("li.empty", {}, fill(state.me ? text : words.empty_nobody, facts));
}

function line(message) {
  return [...time(message), message.recalled ? recalled(message) : bubble(message)];
}

function time(message) {
  const at = Date.parse(message.at);
  const pause = at - shownAt >= QUIET_MINUTES * 60_000;
  if (pause) shownAt = at;
  return pause ? [el("li.time", {}, clock(message.at))] : [];
}

function recalled(message) {
  const who = message.from === state.me ? words.me : message.card;
  return el("li.time", {}, fill(words.recalled, { who }));
}

function bubble(message) {
  const own = message.from === state.me;
  const props = { "data-id": message.id, tabindex: "-1" };
  const name = own || isPrivate(message.chat) ? null : el("small.card-name", {}, message.card);
  const dots = el("button.dots", { type: "button", tabindex: "-1", "aria-label": words.more }, "⋯");
  const body = el("div.body", {}, name, el("div.beside", {}, content(message, nameMembers(message.chat)), dots), quoted(message));
  return el(own ? "li.line.own" : "li.line", props, avatar(message.from, message.chat), body);
}

/** The names that may stand behind an @ in this chat. */
function nameMembers(chat) {
  return [...members(chat).map((one) => cardOf(one.account, chat)), state.cast.bot_name, words.all];
}

function quoted(message) {
  if (!message.quote) return null;
  const first = lines(message.chat).find((one) => one.id === message.quote);
  const there = first && !first.recalled;
  const text = there ? `${first.card}：${first.text || first.file?.name || ""}` : words.quoted_gone;
  return el("div.quoted", {}, el("span", {}, text));
}

/** The card, and who that is where the card does not tell. */
function whoIs(account) {
  const { about } = person(account) ?? {};
  const card = cardOf(account, state.chat);
  return about && about !== card ? fill(words.who_about, { card, about }) : card;
}

const messageOf = (item) => lines(state.chat).find((one) => one.id === item.dataset.id);

function withLine(event, act) {
  const item = event.target.closest("li.line");
  if (!item) return;
  event.preventDefault();
  act(item, event.target.closest(".dots") ?? item.querySelector(".content"));
}

function open(item, beside) {
  const message = messageOf(item);
  if (message && person(state.me)) openMenu(message, beside, item);
}

/** A long press opens the menu too: phones have no right button. A finger that moves scrolls. */
function press(start) {
  const item = start.target.closest("li.line");
  if (!item || start.pointerType === "mouse") return;
  const end = new AbortController();
  const timer = setTimeout(() => open(item, item.querySelector(".content")), LONG_PRESS);
  end.signal.addEventListener("abort", () => clearTimeout(timer));
  const moved = (event) => Math.hypot(event.x - start.x, event.y - start.y) > STEADY && end.abort();
  document.addEventListener("pointermove", moved, { signal: end.signal });
  for (const last of ["pointerup", "pointercancel"]) {
    document.addEventListener(last, () => end.abort(), { signal: end.signal });
  }
}

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

function walk(event) {
  const items = [...$("#lines").querySelectorAll("li.line")];
  const here = items.indexOf(document.activeElement);
  if (event.key in STEPS && items.length) {
    event.preventDefault();
    const next = here < 0 ? items.length - 1 : here + STEPS[event.key];
    items[Math.max(0, Math.min(next, items.length - 1))].focus();
  } else if (event.key === "Enter" && here >= 0) {
    withLine(event, open);
  }
}
