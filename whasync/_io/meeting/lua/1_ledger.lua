-- What `whasync._core.shared` does, for a Redis or Valkey server to do as one step on its own clock. The names are the
-- same; the numbers with names in capitals are put before this text by whoever sends it. An absent field is Python's None.
-- An empty table says nothing of whether it is a list or a map, so empty maps are left out of what is packed.

local STATE_MAPS = {'tallies', 'episodes', 'processes'}
local PROCESS_MAPS = {'slots', 'holds', 'entered'}
local REPLY_MAPS = {'tallies', 'episodes'}

local function fill(value, maps)
  for _, name in ipairs(maps) do value[name] = value[name] or {} end
  return value
end

local function strip(value, maps)
  for _, name in ipairs(maps) do
    if value[name] and next(value[name]) == nil then value[name] = nil end
  end
  return value
end

-- The ledger.

local function new_ledger()
  return {spent = 0, spent_before = 0, in_flight = 0, in_doubt = 0, exact = true, exact_used = 0, exact_spent = 0,
          holds = 0, settled = 0, doubted = 0, paid_since_reading = 0}
end

local function book_ledger(ledger, credits, charge, count)
  ledger.in_flight = ledger.in_flight - credits * count
  if charge == KEPT then
    if ledger.balance then ledger.balance = ledger.balance - credits * count end
    ledger.spent = ledger.spent + credits * count
    ledger.settled = ledger.settled + credits * count
    ledger.paid_since_reading = ledger.paid_since_reading + count
  elseif charge == UNKNOWN then
    ledger.in_doubt = ledger.in_doubt + credits * count
    ledger.doubted = ledger.doubted + credits * count
  end
end

local function correct(ledger, told)
  if told.used >= told.limit or told.used < ledger.exact_used then return end
  local most = ledger.exact_spent + told.used - ledger.exact_used
  ledger.spent = math.max(ledger.settled, math.min(ledger.spent, most))
  ledger.exact_used, ledger.exact_spent = told.used, ledger.spent
end

local function prove(ledger, told, resolved, others, balance)
  local most = resolved
  if ledger.exact and balance and ledger.balance and balance <= ledger.balance then
    most = math.min(most, ledger.balance - balance)
  end
  local own = ledger.spent - ledger.spent_before - others
  if told.used < told.limit then most = math.min(most, told.used - own) end
  return math.max(0, most)
end

local function merge(ledger, told)
  local crossed = told.in_flight > 1 or ledger.holds > told.holds
  local others = ledger.settled - told.settled - told.charged
  local resolved = math.max(0, ledger.in_doubt - (ledger.doubted - told.doubted))
  local balance = told.remaining + told.addon - others
  if crossed and ledger.balance then balance = math.min(ledger.balance, balance) end
  local proved = prove(ledger, told, resolved, others, (not crossed) and balance or nil)
  ledger.spent = ledger.spent + proved
  if told.limit ~= 0 then ledger.limit = told.limit end
  ledger.balance = balance
  ledger.in_doubt = ledger.in_doubt - resolved
  ledger.exact = not crossed
  ledger.paid_since_reading = 0
  if not crossed and told.month == ledger.month then correct(ledger, told) end
  return proved
end

local function begin_month(ledger, month)
  if ledger.month then
    ledger.spent = ledger.spent + ledger.in_doubt
    ledger.spent_before = ledger.spent + ledger.in_flight
    ledger.balance, ledger.in_doubt, ledger.exact = nil, 0, true
    ledger.exact_used, ledger.exact_spent, ledger.paid_since_reading = 0, ledger.spent_before, 0
  end
  ledger.month = month
end
