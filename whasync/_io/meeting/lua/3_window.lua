-- The window.

local function kept(state)
  return state.rule.window * (1 + DRIFT)
end

local function interval(state)
  return state.rule.window / state.rule.calls
end

local function cool(state, counted_at)
  local free_at, place = counted_at + kept(state), #state.cooling
  while place > 0 and state.cooling[place] > free_at do place = place - 1 end
  table.insert(state.cooling, place + 1, free_at)
end

local function pause(state, moment)
  state.paused_until = math.max(state.paused_until, moment)
end

local function in_flight(state)
  local count = 0
  for _, process in pairs(state.processes) do
    for _ in pairs(process.slots) do count = count + 1 end
  end
  return count
end

local function limit_of(state)
  local rule = state.rule
  local step = math.max(1, math.floor(rule.calls / WIDEN_SHARE))
  while state.limit < rule.calls and state.clock - state.widened_at >= rule.window do
    state.widened_at = state.widened_at + rule.window
    local quiet = state.widened_at - state.refused_at >= QUIET * rule.window
    state.limit = math.min(rule.calls, state.limit + (quiet and 2 * step or step))
  end
  return state.limit
end

local function ready_at(state, spare)
  local limit = math.max(1, limit_of(state) - spare)
  local missing = in_flight(state) + #state.cooling - limit + 1
  if missing > #state.cooling then return nil end
  local ready = missing <= 0 and state.clock or state.cooling[missing]
  local paced = state.even_at - (state.rule.burst - 1 - spare) * interval(state)
  return math.max(state.clock, ready, state.paused_until, paced)
end

local function reserve(state, process, slot, lane)
  local due = ready_at(state, lane == BULK and state.rule.spare or 0)
  if due then
    state.even_at = math.max(state.even_at, due) + interval(state)
    process.slots[slot] = due
  end
  return due
end

local function answered(state, process, slot, age)
  if process.slots[slot] then
    process.slots[slot] = nil
    cool(state, state.clock - age)
  end
end

local function give_back(state, process, slot)
  local due = process.slots[slot]
  process.slots[slot] = nil
  if due and due + interval(state) > state.clock then state.even_at = state.even_at - interval(state) end
end

local function assume_answers(state)
  for _, process in pairs(state.processes) do
    if not process.stamps then
      for slot, due in pairs(process.slots) do
        if due <= state.clock then
          process.slots[slot] = nil
          cool(state, due)
        end
      end
    end
  end
end

local function refused(state, retry_after)
  local now, rule = state.clock, state.rule
  pause(state, now + math.min(math.max(retry_after, SHORTEST_PAUSE), LONGEST_PAUSE))
  if now - state.cut_at >= rule.window * CUT_EVERY then
    local own = in_flight(state) + #state.cooling
    state.limit = math.max(math.min(FEWEST, rule.calls), math.min(limit_of(state), own - 1))
    state.cut_at, state.widened_at = now, now
  end
  state.refused_at = now
end
