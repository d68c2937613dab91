// The row of people whom the page can be, everybody in a sheet, and the switch of chats.

import { $, el, fill, words } from "./dom.js";
import { BOT, cardOf, chatsOf, isPrivate, privately, state } from "./sandbox-state.js";

const NARROW = matchMedia("(max-width: 800px)");
const COLOURS = 8;
const ROLES = ["teacher", "guardian", "stranger"];

let go;
let row = [];

const inRow = () => (NARROW.matches ? 5 : 6);

export function startPeople(change) {
  go = change;
  NARROW.addEventListener("change", () => {
    row = [];
    drawPeople();
  });
}

/** A coloured letter for an account; the same everywhere. */
export function avatar(account, chat = state.chat) {
  if (account === BOT) return el("i.avatar.bot", { "aria-hidden": "true" }, state.cast.bot_name.slice(-1));
  const letter = [...cardOf(account, chat)].find((sign) => /\p{L}/u.test(sign)) ?? "·";
  const sum = [...account].reduce((total, sign) => total * 31 + sign.codePointAt(0), 7);
  return el(`i.avatar.c${sum % COLOURS}`, { "aria-hidden": "true" }, letter.toUpperCase());
}

export function drawPeople() {
  keepInRow(state.me);
  const hidden = state.cast.people.filter((one) => !row.includes(one.account));
  const waiting = hidden.reduce((sum, one) => sum + unreadOf(one.account), 0);
  const all = el(
    "button.who-all",
    { type: "button", onclick: openAll },
    el("i.avatar.more", { "aria-hidden": "true" }, String(state.cast.people.length)),
    el("span", {}, words.everyone),
    waiting ? el("i.dot") : null,
  );
  $("#people").replaceChildren(...row.map(chip), all);
  drawSwitch();
}

/** The row keeps its places; a person chosen from the sheet takes the last one. */
function keepInRow(account) {
  const known = state.cast.people.map((one) => one.account);
  row = row.filter((one) => known.includes(one));
  if (!row.length) row = firstRow();
  if (account && !row.includes(account)) row.splice(inRow() - 1, 1, account);
}

function firstRow() {
  const of = (role) => state.cast.people.filter((one) => one.role === role).map((one) => one.account);
  const strangers = of("stranger").slice(0, 1);
  const teachers = of("teacher").slice(0, 1);
  const guardians = of("guardian").slice(0, inRow() - teachers.length - strangers.length);
  return [...teachers, ...guardians, ...strangers];
}

const unreadOf = (account) => (account === state.me ? 0 : (state.unread.get(privately(account)) ?? 0));

function chip(account) {
  const card = cardOf(account, state.chat);
  const props = { type: "button", title: card, "aria-pressed": String(account === state.me), "data-account": account };
  const dot = unreadOf(account) ? el("i.dot") : null;
  return el("button", { ...props, onclick: () => choose(account) }, avatar(account), el("span", {}, card), dot);
}

/** In private stay in private, with the other one's chat. */
function choose(account) {
  go(account, isPrivate(state.chat) ? privately(account) : undefined);
}

function openAll() {
  const groups = ROLES.map((role) => [role, state.cast.people.filter((one) => one.role === role)]);
  const parts = groups.filter(([, people]) => people.length).map(([role, people]) =>
    el("section", {}, el("h3", {}, words[`role_${role}`]), el("div.grid", {}, people.map(entry))));
  $("#everyone .all").replaceChildren(...parts);
  $("#everyone").showModal();
}

function entry(one) {
  const choice = () => {
    $("#everyone").close();
    choose(one.account);
  };
  const card = cardOf(one.account, state.chat);
  const name = el("span", {}, card, one.about && one.about !== card ? el("small", {}, one.about) : null);
  const pressed = String(one.account === state.me);
  const dot = unreadOf(one.account) ? el("i.dot") : null;
  return el("button", { type: "button", "aria-pressed": pressed, "data-account": one.account, onclick: choice }, avatar(one.account), name, dot);
}

function drawSwitch() {
  const chats = chatsOf(state.me);
  const several = chats.length > 2;
  $("#chats").replaceChildren(...chats.map((chat) => {
    const pressed = String(chat === state.chat);
    const dot = state.unread.get(chat) ? el("i.dot") : null;
    const props = { type: "button", "aria-pressed": pressed, "data-chat": chat, onclick: () => go(state.me, chat) };
    return el("button", props, chatName(chat, several), dot);
  }));
}

function chatName(chat, several) {
  if (isPrivate(chat)) return fill(words.chat_private, { bot: state.cast.bot_name });
  const room = state.cast.classes.find((one) => one.group === chat);
  return several && room ? room.name : words.chat_group;
}
