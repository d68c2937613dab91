// How the pages build elements, find them, and fill words in. Knows nothing of any page.

/** The texts that the page carries on its body; [sandbox.words] of pages.toml. */
export const words = JSON.parse(document.body.dataset.words);

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

/** An element: el("p.soft", {title: "…"}, "text", child). Handlers are given as onclick: f. */
export function el(spec, props = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** fill("{a}和{b}", {a: 1, b: 2}) → "1和2" */
export function fill(text, facts = {}) {
  return text.replace(/\{(\w+)\}/g, (whole, key) => facts[key] ?? whole);
}

/** "2026-11-25T16:30:00+08:00" → "16:30"; the server sends Chinese time. */
export const clock = (at) => at.slice(11, 16);

/** A moment as people write it: 今天 20:00, 11月27日 周五 07:00. */
export function moment(at, now = new Date()) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at)) return at;
  const day = at.slice(0, 10);
  return `${dayName(day, now)} ${clock(at)}`;
}

function dayName(day, now) {
  const china = (shift) =>
    new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" }).format(now.getTime() + shift);
  if (day === china(0)) return words.today;
  if (day === china(86_400_000)) return words.tomorrow;
  const [, month, date] = day.split("-").map(Number);
  const weekday = words.weekdays[new Date(`${day}T00:00Z`).getUTCDay()];
  return fill(words.date, { month, day: date, weekday });
}
