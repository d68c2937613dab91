// What the page knows: who is there, what was said, whom it is now, and what it has not read.

import { words } from "./dom.js";

export const BOT = "bot";
export const PRIVATE = "private:";

export const state = {
  cast: { classes: [], people: [], bot_name: "" },
  chats: new Map(),
  unread: new Map(),
  me: "",
  chat: "",
  example: 0,
  playing: 0,
  following: false,
};

export const privately = (account) => PRIVATE + account;
export const isPrivate = (chat) => chat.startsWith(PRIVATE);
export const person = (account) => state.cast.people.find((one) => one.account === account);
export const lines = (chat) => state.chats.get(chat) ?? [];

/** The name of a person in a chat; the bot has one name everywhere. */
export function cardOf(account, chat) {
  const one = person(account);
  if (!one) return account === BOT ? state.cast.bot_name : account;
  if (typeof one.card === "string") return one.card;
  return one.card[chat] ?? Object.values(one.card)[0] ?? account;
}

/** Everybody in a group, as the page knows it. */
export const members = (group) => state.cast.people.filter((one) => one.groups.includes(group));

/** The chats in which this person can write: groups first, then the bot. */
export const chatsOf = (account) => [...(person(account)?.groups ?? []), privately(account)];

export function welcome(hello) {
  const { classes, people, bot_name, chats, example } = hello;
  Object.assign(state, { cast: { classes, people, bot_name }, example });
  state.chats = new Map(Object.entries(chats));
  if (!person(state.me)) become((people.find((one) => one.role === "teacher") ?? people[0])?.account ?? "");
}

/** Be somebody. The chat stays where that person is in it too. */
export function become(account, chat) {
  const open = chatsOf(account);
  state.me = account;
  if (chat) state.chat = chat;
  else if (isPrivate(state.chat) || !open.includes(state.chat)) state.chat = open[0];
  state.unread.delete(state.chat);
}

/** Keep a message; it is unread unless its chat is on the screen. */
export function remember(message) {
  if (!state.chats.has(message.chat)) state.chats.set(message.chat, []);
  lines(message.chat).push(message);
  if (message.chat !== state.chat) {
    state.unread.set(message.chat, (state.unread.get(message.chat) ?? 0) + 1);
  }
}

export function forget(chat, id) {
  const message = lines(chat).find((one) => one.id === id);
  if (message) Object.assign(message, { text: "", recalled: true });
}

export function clear() {
  state.chats.clear();
  state.unread.clear();
}

/** While the example plays, look at it through its teacher, or through who writes privately. */
export function follow(message) {
  if (!state.following || message.from === BOT) return;
  if (isPrivate(message.chat)) become(message.from, message.chat);
  else become(teacherOf(message.chat) ?? message.from, message.chat);
}

const teacherOf = (group) => members(group).find((one) => one.role === "teacher")?.account;

/** The group's name with the number of its members, the bot among them. */
export function titleOf(chat) {
  if (isPrivate(chat)) return state.cast.bot_name;
  const name = state.cast.classes.find((room) => room.group === chat)?.name ?? chat;
  return words.group.replace("{name}", name).replace("{count}", members(chat).length + 1);
}
