# $quantity (String) - how many or how much, with its unit where it has one
# $name (String) - the name of the good
sales-goods = { $quantity } { $name }
# $goods (String) - what was sold
# $amount (String) - what was paid, with its unit
sales-done = Sale written down: { $goods }, { $amount }.
sales-undo = Undo
sales-undone-before = You took this sale back, so it was not written down again. If you sold it again, press once more.
# $days (String)
sales-undo-late = This sale was written down more than { $days } days ago and is not undone whole. If goods came back, write them down below.
sales-undone = The sale is taken back.
sales-on-behalf = written down by your caseworker
sales-on-behalf-note = Your caseworker wrote this sale down for you.
sales-taken-back-on-behalf = taken back by your caseworker
sales-undone-on-behalf-note = Your caseworker took this sale back. Its money no longer counts, and its goods are in stock again.
sales-taken-back = taken back
sales-day-title = My day
sales-today = Sold today
sales-given-back = Given back for sales before today
sales-this-week = This week
sales-no-goods-title = You have no goods yet
sales-no-goods-text = Take a photo of your first one.
sales-first-good = Take a photo
sales-what-sold = What did you sell?
sales-of-today = Today's sales
# $count (String) - how many messages are unread
sales-unread = New messages: { $count }
# $day (String) - the day of the market
# $number (String) - the number of the stall
sales-next-stall = Stall { $number }, { $day }
# $number (String) - numbers of stalls
# $day (String) - the market day
sales-next-stalls = Stalls { $number }, { $day }
# $day (String) - the day of the market
sales-next-asked = You asked for a stall: { $day }
sales-sell-title = Sell
sales-gone = Sold out
# $left (String) - what is left, with its unit
sales-left = { $left } left
# $name (String) - the name of the good
sales-sold-out = There is no { $name } left. If there is, mend the stock first.
# $name (String) - the name of the good
sales-theirs-sold-out = There is no { $name } left. If there is, the seller mends the stock first.
sales-mend-stock = Mend the stock
sales-how-many = How many?
sales-other = Another number or price
# $unit (String) - the unit of the good
sales-other-quantity = How many ({ $unit })
sales-other-number = Or another number
sales-other-amount = What did you get in all?
sales-other-amount-hint = Leave it empty for the usual price.
sales-save = Write the sale down
sales-all = My sales
sales-none-title = No sale yet
sales-none-text = Your first sale will stand here.
# $day (String) - the day of the sale
sales-one-title = Sale of { $day }
# $quantity (String) - what is left, with its unit
# $amount (String) - what it is worth, with its unit
sales-line-left = Left of it: { $quantity }, { $amount }
sales-undo-whole = Take the whole sale back
# $name (String) - the name of the good
sales-back-title = Some { $name } came back
# $unit (String) - the unit of the good
sales-back-quantity = How many came back ({ $unit })
# $most (String) - how many can come back, with the unit
sales-back-most = At most { $most }
sales-back-amount = How much money did you give back?
sales-back-amount-hint = Leave it empty for the price they were sold at.
sales-back-goods = What about the goods?
sales-back-goods-missing = Say what became of the goods.
sales-back-in-stock = They can be sold again
sales-back-gone = They are gone
sales-back-save = Write it down
sales-back-done = What came back is written down.
sales-earnings-title = My earnings
sales-earnings-lead = Sales, home use, costs and what is left, month by month.
sales-sold = Sold
sales-costs = Costs
sales-remains = Left
sales-remains-note = sales and home use, less costs
# $unit (String) - the unit of money
sales-months-caption = Month by month, in { $unit }
sales-month = Month
# $month (String) - the month
sales-none-in = No sale is written down in { $month } yet.
sales-spent-title = Latest costs
sales-own-use = Used at home
# $what (String) - what the cost was for
# $note (String) - what the person wrote about it
sales-spent-with-note = { $what }: { $note }
sales-seen-by = You see these figures, and if a caseworker follows your work, your caseworker and their office too.
sales-cost-write = Add a cost
sales-cost = Cost
sales-cost-examples = Flour, gas, packets, transport …
sales-cost-for = What was it for?
sales-cost-amount = How much?
sales-cost-day = When?
sales-cost-note = Note
# $amount (String) - the cost, with its unit
sales-cost-done = Cost written down: { $amount }.
sales-cost-undone = The cost is taken back.
sales-cost-inputs = Flour and material
sales-cost-energy = Electricity, gas, water
sales-cost-packaging = Packaging
sales-cost-transport = Transport
sales-cost-fees = Stall and fees
sales-cost-labour = A helper's wage
sales-cost-repair = Repairs
sales-cost-rent = Rent
sales-cost-category-missing = Choose what the cost was for.
sales-cost-taken-back-before = This was taken back before.
sales-quantity-not-counted = This is sold whole. Write a whole number.
sales-quantity-missing = Write how many or how much, in digits.
sales-quantity-zero = Write more than zero.
sales-quantity-large = This is too many. Look at the number.
# $unit (String) - the unit of money
sales-amount-missing = Write the amount in digits, in { $unit }.
# $unit (String) - the word of the unit of money
sales-amount-unread = This is not a number. Write the amount in digits, in { $unit }.
# $unit (String) - the unit of money
sales-amount-other-unit = Write the amount in { $unit }.
# $goods (String) - what is sold
# $amount (String)
# $expected (String) - the goods at the listed price
sales-amount-doubt-total = { $goods }, { $amount }? At the listed price it would be { $expected }.
# $amount (String)
# $expected (String) - the greatest earlier cost of this kind
sales-amount-doubt-cost = { $amount }? The greatest earlier cost of this kind was { $expected }.
sales-amount-too-fine = The amount is not whole. Write it without a fraction.
sales-too-much = This amount is too large. Look at the zeros.
# $left (String) - what is left, with its unit
# $name (String) - the name of the good
sales-not-enough = Only { $left } of { $name } are left. Take fewer, or mend the stock.
sales-day-wrong = This day has not come yet, or is too long ago.
# $day (String) - a date
sales-before-good = This good is registered since { $day }; no sale before that is recorded.
sales-buyer-unknown = The buyer must be another household of the programme. Look at its shop again.
sales-not-a-member = The seller was not in this household on that day. Choose another.
# $name (String) - the name of the good
sales-no-weights = It is not written yet with which machine { $name } is made. Ask your caseworker to write it.
# $name (String) - the name of the good
sales-machine-moved = The machine that made { $name } is no longer with you. Ask your caseworker to write the new shares.
# $name (String) - the name of the good
sales-theirs-no-weights = It is not written yet with which machine { $name } is made. Write the shares of the machines.
# $name (String) - the name of the good
sales-theirs-machine-moved = The machine that makes { $name } was not with the household on that day. Write new shares of the machines.
sales-nothing-left = This sale was taken back before.
# $left (String) - what is left, with its unit
sales-over-sold = Not more than { $left } can be taken. Write a smaller number.
# $left (String) - the money that is left of the sale, with its unit
sales-refund-wrong = { $left } is left of this sale. With the last of the goods all of it goes back.
# $left (String) - money
sales-refund-over = No more than { $left } can be given back.
# $goods (String) - what was sold
# $amount (String) - what was paid, with its unit
sales-done-before = This sale was written down before: { $goods }, { $amount }. For a new sale, press the good again.
# $count (String) - how many sales
sales-count = sales: { $count }
sales-count-none = No sales yet
sales-home-title = Taken for the home
sales-home-text = What the family used itself counts as income too, at its price.
sales-home-undone = The home use is taken back, and the goods are in stock again.
sales-home-used-title = Taken for the home
sales-home-done = What you took for the home is written down.
sales-close-title = Close months
sales-close-lead = A closed month never changes; what comes later counts in the open month.
sales-close-none = Nothing is written down in your areas yet.
# $amount (String) - the net sales, with the unit
sales-close-total = Net sales: { $amount }
# $bought (String) - what other households bought, with the unit
# $output (String) - the rest, with the unit
sales-close-output = Of this, { $bought } sold to another household of the programme; output of the programme { $output }
# $when (String) - when it was closed
sales-closed = closed { $when }
sales-close-running = still running
# $month (String) - the month
sales-close-go = Close { $month }
# $amount (String) - money
# $area (String) - the area
# $month (String) - the month
sales-close-done = { $month } of { $area } is closed with net sales of { $amount }.
# $amount (String) - money
sales-close-done-only = The month is closed with net sales of { $amount }.
# $area (String) - the area
# $month (String) - the month
sales-close-sure = You are closing { $month } of { $area }. It is not opened again.
sales-close-leave = Leave it open
# $own (String) - a month
# $counted (String) - a month
sales-counts-later = { $own } is closed; this sale counts in { $counted }.
sales-close-nothing = Nothing is written down in this month or before it. There is nothing to close.
sales-close-too-much = The total of this month is out of range. Tell the people who run the site.
sales-close-not-over = This month is not over yet. Close it after its last day.
sales-closed-before = This month was closed before.
sales-close-sole-poster = Everything in this month was written by you. Another supervisor has to close it.
# $count (String) - how many of them stand below
sales-closed-months = Closed months ({ $count })
sales-weight = Weight together
# $usual (String)
sales-weight-hint = In kilos or grams; a piece is usually about { $usual }.
sales-weighed-amount-hint = Leave this empty if you sold at the price of a kilo. If you sold without scales, leave the weight empty.
sales-other-amount-fold = Another price
# $goods (String)
# $weight (String)
sales-goods-weighed = { $goods } ({ $weight })
# $name (String)
sales-not-weighed = { $name } is charged by the kilo. Write what it weighs.
