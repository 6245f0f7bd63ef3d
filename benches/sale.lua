-- Posts sales of one piece, each with a key of its own, as the signed-in producers of the file named by BENCH_SELLERS:
-- a line for each, with the cookie and the path of the form of one of its goods. Counts what was acknowledged.
local sellers = {}
for line in io.lines(os.getenv("BENCH_SELLERS")) do
  local cookie, path = line:match("(%S+) (%S+)")
  sellers[#sellers + 1] = { cookie = cookie, path = path }
end
local run = os.getenv("BENCH_RUN")
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init()
  count, acknowledged, refused = 0, 0, 0
end

function request()
  count = count + 1
  local seller = sellers[(count + number) % #sellers + 1]
  return wrk.format("POST", seller.path, {
    ["cookie"] = "session=" .. seller.cookie,
    ["sec-fetch-site"] = "same-origin",
    ["content-type"] = "application/x-www-form-urlencoded",
  }, "quantity=1&idem=bench-" .. run .. "-" .. number .. "-" .. count)
end

function response(status)
  if status == 303 then acknowledged = acknowledged + 1 else refused = refused + 1 end
end

function done()
  local all, bad = 0, 0
  for _, thread in ipairs(threads) do
    all = all + thread:get("acknowledged")
    bad = bad + thread:get("refused")
  end
  print("acknowledged " .. all .. " refused " .. bad)
end
