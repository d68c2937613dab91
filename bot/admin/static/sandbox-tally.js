// The answer beside the chat: how many, then who and why, in seven states.

import { $, el, fill, moment, words } from "./dom.js";
import { cardOf, state } from "./sandbox-state.js";

// In these states the words were really said; in the others they tell how it stands.
const SPOKEN = new Set(["suspected", "question", "conflict", "pending"]);

let before = new Map();

export function drawTally(tally) {
  $("#score").textContent = tally.no === null ? "" : `${tally.confirmed}/${tally.total}`;
  $("#tally").replaceChildren(tally.no === null ? empty() : card(tally));
  const now = statuses(tally);
  before = now;
}

const statuses = (tally) => new Map([
  ["no", tally.no],
  ...(tally.children ?? []).map((child, place) => [place, child.status]),
]);

/** Whether this child's state is another one than a moment ago, on the same notice. */
function isFresh(tally, place, child) {
  return before.get("no") === tally.no && before.get(place) !== child.status;
}

function empty() {
  const bot = state.cast.bot_name;
  const play = el("button.main", { type: "button", "data-play": true }, words.play_long);
  play.hidden = !state.example || state.playing > 0;
  return el(
    "div.card.empty", {},
    el("h2", {}, words.tally_empty),
    el("p", {}, words.tally_hint),
    play,
    el("p.soft", {}, fill(words.tally_empty_hint, { bot })),
  );
}

function card(tally) {
  const children = tally.children.map((child, place) => ({ ...child, fresh: isFresh(tally, place, child) }));
  const groups = words.states
    .map((kind) => ({ ...kind, children: children.filter((child) => child.status === kind.status) }))
    .filter((group) => group.children.length);
  return el("div.card", {}, sum(tally), bar(groups, tally.total), ...groups.map(section), foot(tally));
}

function sum(tally) {
  const facts = [tally.class, fill(words.tally_notice, tally), deadline(tally)].filter(Boolean);
  return el(
    "div.sum", {},
    el("b", {}, String(tally.confirmed), el("span", {}, `/${tally.total}`)),
    el("div", {}, el("p.title", {}, tally.title), tally.ask ? el("p", {}, tally.ask) : null, el("p.soft", {}, facts.join(" · "))),
  );
}

const deadline = ({ deadline: at }) => (at ? fill(words.tally_deadline, { when: moment(at) }) : "");

/** The settled ones first, then in the order of the groups; who has not answered is the rest. */
function bar(groups, total) {
  const label = groups.map((group) => `${group.children.length} ${group.word}`).join("，");
  const shown = [...groups].sort((one, other) => (other.status === "confirmed") - (one.status === "confirmed"));
  const parts = shown.filter((group) => group.status !== "none").map((group) => {
    const part = el(`i.fill.${group.status}`);
    part.style.width = `${(group.children.length / total) * 100}%`;
    return part;
  });
  return el("div.bar", { role: "img", "aria-label": label }, parts);
}

function section(group) {
  const head = el(`span.st.${group.status}`, { "data-sign": group.sign }, `${group.word} ${group.children.length}`);
  const [told, bare] = [group.children.filter(isTold), group.children.filter((child) => !isTold(child))];
  return el("div.group", {}, head, told.map(row), bare.length ? names(bare) : null);
}

/** A settled child is but a name; so is one of whom there is nothing to tell. */
const isTold = (child) => child.status !== "confirmed" && Boolean(child.words || child.by);

function names(children) {
  return el("div.names", {}, children.map((child) => el(child.fresh ? "span.fresh" : "span", {}, child.name)));
}

/** The words that the state rests on stand beside the name, and whose: an account or a name. */
function row(child) {
  const by = child.by ? el("small", {}, cardOf(child.by, state.chat)) : null;
  const why = el(SPOKEN.has(child.status) ? "q" : "span", {}, child.words ?? "");
  return el(child.fresh ? "div.who.fresh" : "div.who", {}, el("b", {}, child.name), why, by);
}

function foot({ outside }) {
  const others = outside ? el("p", {}, fill(words.tally_outside, { count: outside })) : null;
  return el("div.foot.soft", {}, others, el("p", {}, words.tally_private));
}
