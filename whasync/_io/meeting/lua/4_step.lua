-- The step.

local function advance(state, at)
  local passed = at.now - state.seen
  if state.epoch ~= at.epoch then
    local restarted = at.uptime <= passed
    state.clock = state.clock + math.max(0, math.min(passed, at.uptime))
    state.lost_at = state.clock - (restarted and at.uptime or 0)
    state.epoch = at.epoch
  else
    state.clock = state.clock + math.max(0, passed)
  end
  state.seen = at.now
  if state.rule then
    assume_answers(state)
    while state.cooling[1] and state.cooling[1] <= state.clock do table.remove(state.cooling, 1) end
  end
end

local function bury(state, name)
  local process, slots = state.processes[name], 0
  for _ in pairs(process.slots) do slots = slots + 1 end
  bury_books(state, name, process.stamps and slots or nil)
  for _, due in pairs(process.slots) do cool(state, math.max(due, process.heard) + process.lease) end
  state.processes[name] = nil
end

local function reap(state, but)
  for _, name in ipairs(sorted_keys(state.processes)) do
    local process = state.processes[name]
    if name ~= but and state.clock - process.heard > process.lease then bury(state, name) end
  end
end

local function same_rule(one, other)
  return one.calls == other.calls and one.window == other.window and one.burst == other.burst
    and one.spare == other.spare
end

local function each(list)
  return ipairs(list or {})
end

local function welcome(state, message)
  local hello = message.hello
  if not state.rule or not same_rule(state.rule, hello.rule) then
    local widened = state.rule and hello.rule.window > state.rule.window
    state.rule, state.limit = hello.rule, hello.rule.calls
    if widened then pause(state, state.clock + kept(state)) end
  end
  local process = {heard = state.clock, lease = hello.lease, stamps = hello.stamps, number = message.number}
  state.processes[message.process] = fill(process, PROCESS_MAPS)
  return process
end

local function notice_loss(state, seen, process, reply)
  if seen > state.count then
    state.lost_at = state.clock
    state.ledger.balance = nil
  end
  local on_the_way = (state.count > 0 or seen > 0) and process.lease or 0
  state.count = math.max(state.count, seen) + 1
  if state.lost_at then
    local moment = state.lost_at + on_the_way + kept(state)
    pause(state, moment)
    reply.lost = math.max(0, moment - state.clock)
    state.lost_at = nil
  end
end

local function hear(state, message, process)
  for slot, age in pairs(message.slots or {}) do process.slots[slot] = state.clock - age end
  for _, again in each(message.rejoins) do rejoin(state, message.process, again[1], again[2], again[3]) end
  for _, held in each(message.held) do keep(state, process, held, held.count) end
  if message.month then enter_month(state, message.month) end
  for _, ended in each(message.ends) do finish(state, process, ended) end
  for _, told in each(message.readings) do read(state, told) end
  for slot, age in pairs(message.answered or {}) do answered(state, process, slot, age) end
  for _, slot in each(message.unused) do give_back(state, process, slot) end
  if message.refused then refused(state, message.refused) end
  if message.pause then pause(state, state.clock + message.pause) end
  for _, key in each(message.leaves) do leave(state, process, key, 1) end
end

local function told_tallies(state, message, process)
  local tallies = {}
  for key in pairs(process.entered) do tallies[key] = state.tallies[key] end
  for _, key in each(message.keys) do tallies[key] = state.tallies[key] end
  for _, ask in each(message.asks) do
    for _, key in each(ask.keys) do tallies[key] = state.tallies[key] end
  end
  for _, held in pairs(process.holds) do
    for _, key in ipairs(held.keys) do tallies[key] = state.tallies[key] end
  end
  return tallies
end

local function serve(state, message, process, reply)
  for _, name in each(message.enters) do enter(state, process, name, message.process, reply) end
  local any = false
  for place, ask in each(message.asks) do
    hold(state, process, ask, reply)
    any = any or reply.granted[place] > 0
  end
  if message.wish and (any or not message.if_held) then
    local due = reserve(state, process, tostring(message.number), message.wish)
    if due then
      reply.due = due - state.clock
    else
      reply.again = math.min(math.max(interval(state), SHORTEST_WAIT), LONGEST_WAIT)
    end
  end
  if message.may_read and state.clock >= state.reads_until then
    state.reads_until = state.clock + process.lease
    reply.may_read = true
  end
  local ready = ready_at(state, 0)
  reply.count, reply.ledger = state.count, state.ledger
  reply.pace = math.max(0, (ready or state.clock + kept(state)) - state.clock)
  reply.pause = math.max(0, state.paused_until - state.clock)
  reply.others = 0
  for _, other in pairs(state.processes) do
    if other ~= process and other.waiting > 0 then reply.others = reply.others + 1 end
  end
  reply.tallies = told_tallies(state, message, process)
end

local function step(state, message, at)
  advance(state, at)
  local name, number, process = message.process, message.number, state.processes[message.process]
  if process and process.number == number and process.reply then
    process.heard = state.clock
    return process.reply
  end
  if process and process.number + 1 ~= number then
    bury(state, name)
    process = nil
  end
  reap(state, name)
  local reply = fill({granted = {}, short = {}}, REPLY_MAPS)
  if not process then
    if not message.hello then
      reply.unknown = true
      return reply
    end
    if next(state.processes) and state.rule and not same_rule(state.rule, message.hello.rule) then
      reply.disagrees = string.format('%d/%gs', state.rule.calls, state.rule.window)
      return reply
    end
    process = welcome(state, message)
  end
  notice_loss(state, message.seen or 0, process, reply)
  process.number, process.heard, process.waiting = number, state.clock, message.waiting or 0
  hear(state, message, process)
  serve(state, message, process, reply)
  if message.bye then
    reply = fill(cmsgpack.unpack(cmsgpack.pack(strip(reply, REPLY_MAPS))), REPLY_MAPS)  -- its tables are the state's
    leave_all(state, process)
    bury(state, name)
  end
  process.reply = reply
  return reply
end

-- Between the step and the server.

local function load_state(blob)
  local fresh = {count = 0, clock = 0, seen = 0, epoch = '', cooling = {}, even_at = NEVER, paused_until = NEVER,
                 limit = 0, cut_at = NEVER, refused_at = NEVER, widened_at = NEVER, ledger = new_ledger(), ended = {},
                 absent = {}, reads_until = NEVER}
  local state = fill(blob and cmsgpack.unpack(blob) or fresh, STATE_MAPS)
  for _, process in pairs(state.processes) do
    fill(process, PROCESS_MAPS)
    if process.reply then fill(process.reply, REPLY_MAPS) end
  end
  return state
end

local function pack_state(state)
  for _, process in pairs(state.processes) do
    strip(process, PROCESS_MAPS)
    if process.reply then strip(process.reply, REPLY_MAPS) end
  end
  strip(state, STATE_MAPS)
  return cmsgpack.pack(state)
end

local function moment()
  local time, server = redis.call('TIME'), redis.pcall('INFO', 'server')
  local at = {now = time[1] + time[2] / 1e6, epoch = '', uptime = 0}
  if type(server) == 'string' then  -- not everybody is allowed to ask
    at.epoch = string.match(server, 'run_id:(%x+)') or ''
    at.uptime = tonumber(string.match(server, 'uptime_in_seconds:(%d+)')) or 0
  end
  return at
end

local state, message = load_state(redis.call('GET', KEYS[1])), cmsgpack.unpack(ARGV[1])
local count = state.count
local reply = step(state, message, moment())
if state.count > count and message.usage then
  for operation, use in pairs(message.usage) do
    redis.call('HINCRBY', KEYS[2], 'credits ' .. operation, use[1])
    redis.call('HINCRBY', KEYS[2], 'calls ' .. operation, use[2])
  end
  redis.call('EXPIRE', KEYS[2], KEEP)
end
redis.call('SET', KEYS[1], pack_state(state), 'EX', KEEP)
strip(reply, REPLY_MAPS)
return cmsgpack.pack(reply)
