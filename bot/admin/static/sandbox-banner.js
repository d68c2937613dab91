// The strip at the top of the phone: the bot has just written to somebody privately.

import { $, el, fill, words } from "./dom.js";
import { cardOf, state } from "./sandbox-state.js";
import { avatar } from "./sandbox-people.js";

const SHOWN_FOR = 8_000;

let timer;
let target;

export function startBanner(go) {
  $("#banner").onclick = () => go(...target);
}

export function showBanner(message) {
  const account = message.chat.slice(message.chat.indexOf(":") + 1);
  const who = account === state.me ? words.me : cardOf(account, state.chat);
  target = [account, message.chat];
  const head = fill(words.banner, { bot: state.cast.bot_name, who });
  const text = message.text || message.file?.name || "";
  $("#banner").replaceChildren(avatar(message.from), el("span", {}, el("b", {}, head), el("span", {}, text)));
  $("#banner").hidden = false;
  clearTimeout(timer);
  timer = setTimeout(hideBanner, SHOWN_FOR);
}

export function hideBanner() {
  clearTimeout(timer);
  $("#banner").hidden = true;
}
