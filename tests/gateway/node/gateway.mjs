// A real Wechaty gateway (PuppetServer) over a WeChat that tests write: a puppet whose rooms,
// contacts and messages come through an HTTP port.  node gateway.mjs PORT CONTROL_PORT TOKEN
import http from 'node:http'
import { FileBox } from 'file-box'
import * as PUPPET from 'wechaty-puppet'
import { PuppetMock, mock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'

const [port, control, token] = process.argv.slice(2)
const KEPT = 5000
let world, calls, switches, sent

function blank () {
  world = { bot: '', contacts: new Map(), rooms: new Map(), messages: new Map(), aliases: new Map() }
  calls = []
  switches = { noid: false, fail: '', late: 0, deaf: false }
  sent = 0
}

function found (map, id) {
  if (!map.has(id)) throw new Error(`no such thing: ${id}`)
  return map.get(id)
}

class WrittenPuppet extends PuppetMock {
  async onStart () { calls.push({ kind: 'start' }); return super.onStart() }
  async onStop () { calls.push({ kind: 'stop' }); return super.onStop() }
  async logout (reason) { calls.push({ kind: 'logout' }); return super.logout(reason) }
  ding (data) { if (!switches.deaf) setTimeout(() => this.emit('dong', { data: data ?? '' }), 5) }

  async contactList () { return [...world.contacts.keys()] }
  async contactRawPayload (id) { return found(world.contacts, id) }
  async roomList () { return [...world.rooms.keys()] }
  async roomRawPayload (id) { return found(world.rooms, id) }
  async roomMemberList (id) { return found(world.rooms, id).memberIdList }
  async roomMemberRawPayload (room, id) {
    const { name, avatar } = found(world.contacts, id)
    return { id, name, avatar, roomAlias: world.aliases.get(`${room} ${id}`) ?? '' }
  }

  async messageRawPayload (id) {
    if (switches.late > 0) { switches.late--; throw new Error('not yet') }
    return found(world.messages, id)
  }

  async messageSendText (to, text, mentions = []) {
    this.refuse()
    return this.said(to, { kind: 'text', text, mentions }, { type: PUPPET.types.Message.Text, text })
  }

  async messageSendFile (to, file) {
    this.refuse()
    const data = await file.toBuffer()
    const call = { kind: 'file', name: file.name, size: data.length }
    if (data.length < 200000) call.data = data.toString('base64')
    return this.said(to, call, { type: PUPPET.types.Message.Attachment, filename: file.name })
  }

  async messageRecall (id) {
    calls.push({ kind: 'recall', id })
    return world.messages.has(id)
  }

  refuse () {
    if (!this.isLoggedIn) throw new Error('not logged in')
    if (switches.fail) throw new Error(switches.fail)
  }

  // What the account sends it also hears, as with WeChat.
  said (to, call, payload) {
    const id = `sent-${++sent}`
    calls.push({ ...call, to, id })
    const where = world.rooms.has(to) ? { roomId: to } : { listenerId: to }
    this.bring({ id, talkerId: this.currentUserId, timestamp: Date.now(), ...where, ...payload })
    return switches.noid ? undefined : id
  }

  bring (payload) {
    world.messages.set(payload.id, payload)
    if (world.messages.size > KEPT) world.messages.delete(world.messages.keys().next().value)
    this.emit('message', { messageId: payload.id })
  }
}

const mocker = new mock.Mocker()
const puppet = new WrittenPuppet({ mocker })
puppet.on('error', () => {})
mocker.use(() => { const soon = setTimeout(login, 5); return () => clearTimeout(soon) })
function login () { if (world.bot && !puppet.isLoggedIn) puppet.login(world.bot) }

const { Payload } = PUPPET.types
const contact = ({ id, name, remark, handle }) => world.contacts.set(id, {
  id, name, alias: remark, weixin: handle, avatar: '', friend: true, gender: 0, type: 1, phone: [],
})
const room = ({ id, topic, members }) => world.rooms.set(id, {
  id, topic, memberIdList: members, adminIdList: [], avatar: '', ownerId: members[0],
})
const seconds = () => Math.floor(Date.now() / 1000)

const orders = {
  async world ({ bot, contacts, rooms }) {
    if (puppet.isLoggedIn) await PuppetMock.prototype.logout.call(puppet, 'another world')
    blank()
    contacts.forEach(contact)
    rooms.forEach(room)
    world.bot = bot
    for (const kept of ['message', 'contact', 'room', 'roomMember']) puppet.cache[kept].clear()
    if (puppet.state.active()) login()
  },
  say ({ id, from, room, text = '', type = 7, mentions, timestamp, filename }) {
    const where = room ? { roomId: room, mentionIdList: mentions ?? [] } : { listenerId: world.bot }
    puppet.bring({ id, talkerId: from, text, type, filename, timestamp: timestamp ?? Date.now(), ...where })
  },
  burst ({ prefix, count, room, from }) {
    for (let i = 0; i < count; i++) orders.say({ id: `${prefix}${i}`, from: from[i % from.length], room, text: `${i}` })
  },
  again ({ id }) { puppet.emit('message', { messageId: id }) },
  emit ({ event, payload }) { puppet.emit(event, payload) },
  async alter ({ contact: who, room: where, alias }) {
    if (who) { contact(who); await puppet.dirtyPayload(Payload.Contact, who.id) }
    if (where) { room(where); await puppet.dirtyPayload(Payload.Room, where.id) }
    if (alias) {
      world.aliases.set(`${alias.room} ${alias.id}`, alias.name)
      await puppet.dirtyPayload(Payload.RoomMember, alias.room)
    }
  },
  async drop ({ room: id }) { world.rooms.delete(id); await puppet.dirtyPayload(Payload.Room, id) },
  join ({ room: id, who, by }) {
    found(world.rooms, id).memberIdList.push(who)
    puppet.emit('room-join', { roomId: id, inviteeIdList: [who], inviterId: by, timestamp: seconds() })
  },
  leave ({ room: id, who, by }) {
    puppet.emit('room-leave', { roomId: id, removeeIdList: [who], removerId: by, timestamp: seconds() })
  },
  async topic ({ room: id, topic, by }) {
    const oldTopic = found(world.rooms, id).topic
    found(world.rooms, id).topic = topic
    await puppet.dirtyPayload(Payload.Room, id)
    puppet.emit('room-topic', { roomId: id, changerId: by, newTopic: topic, oldTopic, timestamp: seconds() })
  },
  set (given) { Object.assign(switches, given) },
  login,
  async logout () { await PuppetMock.prototype.logout.call(puppet, 'kicked') },
  scan ({ qrcode, status = 2 }) { puppet.emit('scan', { qrcode, status }) },
  calls: () => calls,
}

blank()
const server = new PuppetServer({ endpoint: `127.0.0.1:${port}`, puppet, token, tls: { disable: true } })
await puppet.start()
await server.start()
http.createServer(async (request, answer) => {
  let body = ''
  for await (const piece of request) body += piece
  try {
    const told = await orders[request.url.slice(1)](body ? JSON.parse(body) : {})
    answer.end(JSON.stringify(told ?? null))
  } catch (error) {
    answer.statusCode = 500
    answer.end(String(error?.stack ?? error))
  }
}).listen(Number(control), '127.0.0.1', () => console.log('READY'))
