// The little menu of one message: quote it, take it back, name its writer, or be that person.

import { $, $$, el, fill, words } from "./dom.js";
import { BOT, isPrivate, state } from "./sandbox-state.js";

const GAP = 6;

let actions;
let from;

export function startMenu(given) {
  actions = given;
  $("#menu").addEventListener("keydown", keys);
  document.addEventListener("pointerdown", (event) => event.target.closest("#menu") || closeMenu());
}

export function openMenu(message, beside, item) {
  from = item;
  $("#menu").replaceChildren(...choices(message).map(([label, act]) =>
    el("button", { type: "button", role: "menuitem", onclick: () => choose(act) }, label)));
  $("#menu").hidden = false;
  place(beside.getBoundingClientRect());
  $("#menu button").focus();
}

export function closeMenu() {
  $("#menu").hidden = true;
}

function choices(message) {
  const own = message.from === state.me;
  const stranger = !own && !isPrivate(message.chat);
  const who = message.card;
  return [
    [words.quote, () => actions.quote(message)],
    own && [words.recall, () => actions.recall(message.id)],
    stranger && [fill(words.mention, { who }), () => actions.write(`@${who} `)],
    stranger && message.from !== BOT && [fill(words.become, { who }), () => actions.become(message.from)],
  ].filter(Boolean);
}

function choose(act) {
  closeMenu();
  act();
}

/** Above the bubble where there is room, else below; never over the phone's edge. */
function place(bubble) {
  const menu = $("#menu");
  const phone = $("#phone").getBoundingClientRect();
  const left = Math.min(Math.max(bubble.left - phone.left, GAP), phone.width - menu.offsetWidth - GAP);
  const above = bubble.top - phone.top - menu.offsetHeight - GAP;
  const below = Math.min(bubble.bottom - phone.top + GAP, phone.height - menu.offsetHeight - GAP);
  menu.style.left = `${left}px`;
  menu.style.top = `${above > GAP ? above : below}px`;
}

const STEPS = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

function keys(event) {
  const buttons = $$("#menu button");
  const step = STEPS[event.key];
  if (event.key === "Escape") {
    closeMenu();
    from.focus();
  } else if (step) {
    event.preventDefault();
    const here = buttons.indexOf(document.activeElement);
    buttons[(here + step + buttons.length) % buttons.length].focus();
  }
}
