-- The books.

local function tally_of(state, key)
  return state.tallies[key] or {spent = 0, in_flight = 0, in_doubt = 0}
end

local function starts_with(text, head)
  return string.sub(text, 1, #head) == head
end

local function remove(list, value)
  for place, other in ipairs(list) do
    if other == value then table.remove(list, place) return true end
  end
  return false
end

local function contains(list, value)
  for _, other in ipairs(list) do
    if other == value then return true end
  end
  return false
end

local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do table.insert(keys, key) end
  table.sort(keys)
  return keys
end

local function tidy(state, keys)
  for _, key in ipairs(keys) do
    if contains(state.ended, key) and tally_of(state, key).in_flight == 0 then
      remove(state.ended, key)
      state.tallies[key] = nil
    end
  end
end

local function book(state, held, charge, count)
  if count == 0 then return end
  book_ledger(state.ledger, held.credits, charge, count)
  for _, key in ipairs(held.keys) do
    local tally = state.tallies[key]
    if tally then
      tally.in_flight = tally.in_flight - held.credits * count
      if charge == KEPT then tally.spent = tally.spent + held.credits * count end
      if charge == UNKNOWN then tally.in_doubt = tally.in_doubt + held.credits * count end
    end
  end
  tidy(state, held.keys)
end

local function resolve(state, charged)
  for _, tally in pairs(state.tallies) do
    if charged then tally.spent = tally.spent + tally.in_doubt end
    tally.in_doubt = 0
  end
  for _, absent in ipairs(state.absent) do absent.doubted = 0 end
end

local function forget_before(state, key)
  local name = string.match(key, '^(.*)@[^#]*$')
  if not name then return end
  local older = {}
  for other in pairs(state.tallies) do
    local same = starts_with(other, name .. '@') and not string.find(other, '#', #name + 1, true)
    if same and #other == #key and other < key then table.insert(older, other) end
  end
  table.sort(older)
  table.remove(older)
  for _, other in ipairs(older) do
    if state.tallies[other].in_flight == 0 then state.tallies[other] = nil end
  end
end

local function keep(state, process, ask, count)
  for _, key in ipairs(ask.keys or {}) do
    if not state.tallies[key] then forget_before(state, key) end
    local tally = tally_of(state, key)
    tally.in_flight = tally.in_flight + ask.credits * count
    state.tallies[key] = tally
  end
  state.ledger.in_flight = state.ledger.in_flight + ask.credits * count
  state.ledger.holds = state.ledger.holds + count
  if count > 0 then
    local held = process.holds[ask.kind] or {credits = ask.credits, keys = ask.keys or {}, count = 0}
    held.count = held.count + count
    process.holds[ask.kind] = held
  end
end

local function times(credits, each)
  if each == 0 then return 2 ^ 30 end
  return math.max(0, math.floor(credits / each))
end

local function hold(state, process, ask, reply)
  local granted, short, ledger = ask.count, BALANCE, state.ledger
  if ledger.balance and not ask.reads then
    local remaining = math.max(0, ledger.balance - ledger.in_flight - ledger.in_doubt)
    granted = math.min(granted, times(remaining, ask.credits))
  end
  for place, key in ipairs(ask.keys or {}) do
    local tally = tally_of(state, key)
    local fits = times(ask.limits[place] - tally.spent - tally.in_flight - tally.in_doubt, ask.credits)
    if fits < granted then granted, short = fits, place - 1 end
  end
  keep(state, process, ask, granted)
  table.insert(reply.granted, granted)
  table.insert(reply.short, short)
end

local function finish(state, process, ended)
  local held = process.holds[ended.kind]
  if not held then return end
  local count = math.min(ended.count, held.count)
  book(state, held, ended.charge, count)
  held.count = held.count - count
  if held.count == 0 then process.holds[ended.kind] = nil end
end

local function read(state, told)
  if merge(state.ledger, told) > 0 then
    resolve(state, true)
  elseif state.ledger.in_doubt == 0 then
    resolve(state, false)
  end
end

local function enter_month(state, month)
  local before = state.ledger.month
  if not before or month > before then
    begin_month(state.ledger, month)
    if before then resolve(state, true) end
  end
end

local function enter(state, process, name, by, reply)
  local key = state.episodes[name] or string.format('%s#%s.%d', name, by, state.count)
  state.episodes[name] = key
  process.entered[key] = (process.entered[key] or 0) + 1
  reply.episodes[name] = key
end

local function rejoin(state, who, key, count, taken)
  local name = string.match(key, '^(.*)#')
  state.episodes[name] = state.episodes[name] or key
  state.processes[who].entered[key] = count
  remove(state.ended, key)
  local tally = tally_of(state, key)
  for place = #state.absent, 1, -1 do
    local absent = state.absent[place]
    if absent.process == who and absent.key == key then
      table.remove(state.absent, place)
      tally.in_doubt = math.max(0, tally.in_doubt - absent.doubted)
    end
  end
  local forgotten = math.max(0, taken - tally.spent - tally.in_doubt)
  tally.spent = tally.spent + forgotten
  if forgotten > 0 then state.tallies[key] = tally end
end

local function end_if_left(state, key)
  for _, other in pairs(state.processes) do
    if other.entered[key] then return end
  end
  local name = string.match(key, '^(.*)#')
  if name and state.episodes[name] == key then state.episodes[name] = nil end
  for _, absent in ipairs(state.absent) do
    if absent.key == key then return end
  end
  table.insert(state.ended, key)
  tidy(state, {key})
end

local function leave(state, process, key, count)
  local left = (process.entered[key] or 0) - count
  process.entered[key] = left > 0 and left or nil
  end_if_left(state, key)
end

local function leave_all(state, process)
  for _, key in ipairs(sorted_keys(process.entered)) do leave(state, process, key, process.entered[key]) end
end

local function bury_books(state, name, sent)
  local process, in_doubt = state.processes[name], {}
  for _, held in pairs(process.holds) do
    local doubted = sent and math.min(held.count, sent) or held.count
    book(state, held, UNKNOWN, doubted)
    book(state, held, NONE, held.count - doubted)
    for _, key in ipairs(held.keys) do in_doubt[key] = (in_doubt[key] or 0) + held.credits * doubted end
  end
  process.holds = {}
  for _, key in ipairs(sorted_keys(process.entered)) do
    table.insert(state.absent, {process = name, key = key, doubted = in_doubt[key] or 0})
    leave(state, process, key, process.entered[key])
  end
  while #state.absent > MOST_ABSENT do end_if_left(state, table.remove(state.absent, 1).key) end
end
