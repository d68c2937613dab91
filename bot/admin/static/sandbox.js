// The sandbox page: one socket in, one state, and the parts that draw it.

import { $, $$, fill, words } from "./dom.js";
import { drawChat, drawLine, drawRecall, startChat } from "./sandbox-chat.js";
import { quote, startWriting, write } from "./sandbox-write.js";
import { drawPeople, startPeople } from "./sandbox-people.js";
import { drawTally } from "./sandbox-tally.js";
import { BOT, become, clear, follow, forget, isPrivate, privately, remember, state, welcome } from "./sandbox-state.js";
import { hideBanner, showBanner, startBanner } from "./sandbox-banner.js";

const RETRY = [500, 1_000, 2_000, 5_000];

let socket;
let retries = 0;

function connect() {
  const address = new URL("/sandbox/ws", location.href);
  address.protocol = "ws:";
  socket = new WebSocket(address);
  socket.onmessage = (event) => {
    const frame = JSON.parse(event.data);
    frames[frame.type]?.(frame);
  };
  socket.onclose = () => {
    lost(true);
    setTimeout(connect, RETRY[Math.min(retries++, RETRY.length - 1)]);
  };
}

const frames = {
  hello(frame) {
    retries = 0;
    lost(false);
    welcome(frame);
    drawAll();
  },
  message(frame) {
    const { me, chat } = state;
    follow(frame);
    remember(frame);
    if (me === state.me && chat === state.chat) drawLine(frame);
    else drawChat();
    drawPeople();
    if (frame.from === BOT && isPrivate(frame.chat) && frame.chat !== state.chat) showBanner(frame);
  },
  recall(frame) {
    forget(frame.chat, frame.id);
    drawRecall(frame);
  },
  clear() {
    clear();
    hideBanner();
    drawAll();
  },
  tally: drawTally,
  play(frame) {
    if (frame.step && !state.playing) state.following = true;
    if (!frame.step) state.following = false;
    state.playing = frame.step;
    drawPlay(frame);
  },
};

function lost(is) {
  $("#lost").hidden = !is;
  $("#lost").textContent = words.lost;
}

function drawAll() {
  drawPeople();
  drawChat();
  drawPlay({ step: state.playing, of: state.example });
}

function drawPlay({ step, of }) {
  const button = $("#play");
  button.hidden = !state.example;
  button.textContent = step ? fill(words.stop, { step, of }) : words.play;
  for (const other of $$("[data-play]")) other.hidden = !state.example || step > 0;
}

/** Send one frame. What is said while the line is down is kept by the input, not here. */
function send(frame) {
  if (socket.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

const say = (words_) => send({ type: "say", chat: state.chat, from: state.me, ...words_ });

function go(account, chat) {
  state.following = false;
  become(account, chat);
  hideBanner();
  drawPeople();
  drawChat();
}

function show(view) {
  document.body.dataset.view = view;
  for (const button of $$(".views button")) {
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  }
}

function togglePlay() {
  show("group");
  send({ type: state.playing ? "stop" : "play" });
}

for (const button of $$(".views button")) button.onclick = () => show(button.dataset.view);
$("#play").onclick = togglePlay;
$("#tally").addEventListener("click", (event) => event.target.closest("[data-play]") && togglePlay());
for (const button of $$("[data-close]")) button.onclick = () => button.closest("dialog").close();

startPeople(go);
startChat({
  quote,
  write,
  become: (account) => go(account, isPrivate(state.chat) ? privately(account) : state.chat),
  recall: (id) => send({ type: "recall", chat: state.chat, from: state.me, id }),
});
startWriting(say);
startBanner(go);
connect();
