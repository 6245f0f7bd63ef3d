batches-link = Days to come
# $name (String) - the good's name
batches-title = Batches of { $name }
# $name (String) - the good's name
batches-title-bread = Bakings of { $name }
# $moment (String) - a day and time
batches-name = Batch: { $moment }
# $moment (String) - a day and time
batches-name-bread = Baking: { $moment }
batches-lead = Buyers order ahead, and you know how much is needed for each day.
batches-plan-title = Weekly plan
batches-plan-none = You have no plan yet. Say once on which days you make how much; orders for the next two weeks open by themselves.
batches-plan-new = New plan
batches-plan-change = Change the plan
batches-plan-end = End the plan
batches-plan-lead = This plan comes again every week. You can change one day alone later.
batches-plan-saved = The plan was saved. Days that you changed yourself, or that were ordered, stay as they were.
batches-plan-made = The plan was saved; its days are open for orders.
batches-plan-ended = The plan has ended. Days that were ordered stay.
batches-plan-go-on = Have it go on
batches-plan-goes-on = The plan goes on, and its days are back.
batches-plan-over = This plan cannot be brought back any more. Make a new one.
# $days (String) - days of the week
# $quantity (String) - a quantity with its unit
# $ready (String) - a time
# $until (String) - a time
# $before (String) - so many days before
batches-plan-words = { $days }: { $quantity }, ready at { $ready }; orders until { $until } { $before }.
batches-every-day = Every day
# $days (String) - days of the week
batches-every-day-but = Every day except { $days }
batches-same-day = on the same day
batches-day-before = the day before
# $days (String) - a number
batches-days-before = { $days } days before
batches-skips = Not on holidays.
# $day (String) - a day
batches-season-from = From { $day }.
# $day (String) - a day
batches-season-to = Until { $day }.
batches-form-days = On which days?
batches-form-skips = Not on official holidays
batches-form-on = On which day?
# $unit (String) - the unit it is sold by
batches-form-quantity = How much do you make? ({ $unit })
batches-form-ready = At what time is it ready?
batches-form-until-days = Orders until which day?
batches-form-until = Until what time?
batches-form-shelf = How many days does it keep?
batches-form-shelf-hint = Orders say until which day it is best.
batches-form-season = In a season only
batches-form-from = From which day?
batches-form-to = Until which day?
batches-one-new = Another day
batches-one-open = Open for orders
# $name (String) - the good's name
# $moment (String) - a day and time
batches-opened = { $name }: orders for { $moment } are open.
batches-days-missing = Choose one day at least.
batches-day-missing = Choose a day from the list.
batches-day-wrong = This is no date. Look at the day, the month and the year.
batches-times-missing = Choose when it is ready and when orders end.
batches-quantity-missing = Write how much you make, such as 40.
# $most (String) - a number
batches-shelf-wrong = Write a number of days from 0 to { $most }, or leave it empty.
batches-season-crossed = The season ends before it begins. Change one of the two.
# $most (String) - a number
batches-many-plans = A good can have no more than { $most } plans. End one first.
batches-late = Orders must end before it is ready. Choose an earlier time.
batches-stale = This has just been changed elsewhere. Look again.
batches-past = This time is over. Choose another one.
# $days (String) - a number
batches-far = You can open up to { $days } days ahead.
batches-many = Many days are open. Finish some of them first.
batches-twin = There is one for this day and hour already. If the quantity is another, change that one.
batches-twin-see = See that one
# $held (String) - a quantity with its unit
batches-held = { $held } were ordered so far; it cannot be less. If you cannot make them, cancel an order first.
batches-state-to-count = To be counted
batches-state-made = Made
batches-state-off = Called off
batches-state-back = Not safe
# $held (String) - a quantity with its unit
batches-ordered = Ordered: { $held }
batches-ordered-none = Nothing ordered yet
# $planned (String) - a quantity with its unit
# $free (String) - a quantity with its unit
batches-planned = Planned: { $planned }; still free: { $free }
# $real (String) - a quantity with its unit
# $planned (String) - a quantity with its unit
batches-real = Made: { $real }; planned: { $planned }
# $until (String) - a day and time
batches-until = Orders until { $until }
# $quantity (String) - a quantity with its unit
batches-do-made = { $quantity } made, as planned
batches-other-count = It was less or more
# $unit (String) - the unit it is sold by
batches-form-real = How much was made? ({ $unit })
batches-real-unread = Write how much was made as a number, such as 35.
batches-moved = This has just changed. See how it stands now.
# $count (String) - a number
batches-short = It is not enough for { $count } orders. Look at them and say what to do.
batches-short-title = It is not enough for these orders
# $count (String) - a number
batches-do-cut = Cancel { $count } orders and tell the buyers
batches-do-not-cut = Do not cancel; I will count again
batches-unmake-late = This cannot be undone any more: some of it was sold, or the time is over. Correct the stock yourself.
batches-said-made = It was made and is in stock.
batches-said-off = It was called off, and the buyers were told.
batches-orders-title = Orders
batches-orders-none = Nobody has ordered yet.
batches-list = List to print
batches-list-who = Buyer
batches-list-quantity = Quantity
batches-list-when = Collection
batches-list-sum = Sum
batches-change = Change this one day
batches-change-text = The other days stay as they are. If the time changes, the buyers are told and may cancel.
# $count (String) - a number
batches-old = { $count } orders are to be collected after its best-before. Change the day or how long it keeps, or cancel them first.
# $count (String) - a number
batches-early = { $count } orders are to be collected before this time. Choose an earlier one, or cancel them first.
batches-off = Call off this one day
batches-off-text = The orders of this day are cancelled, and their buyers are told.
batches-do-off = Call off this day
batches-do-on = Open it again
batches-recall = Recall it
batches-recall-text = If this is spoilt or dangerous, all who bought it are told, open orders are cancelled, and what is left goes out of the stock. This cannot be undone.
batches-recall-reason = Why should nobody use it?
batches-recall-reason-missing = Write why nobody should use it; the buyers read this.
# $unit (String) - the unit it is sold by
batches-recall-left = How much of it is still with you? ({ $unit })
batches-recall-left-hint = So much is taken out of the stock.
# $most (String) - a quantity with its unit
batches-recall-much = No more than { $most } of it can be left with you. Look at the number.
batches-do-recall = Recall it and tell the buyers
batches-eggs = I set eggs
# $eggs (String) - a number
# $day (String) - a day
# $expected (String) - a number
batches-eggs-of = { $eggs } eggs, set on { $day }; about { $expected } chicks are expected
# $day (String) - a day
# $expected (String) - a quantity with its unit
batches-eggs-said = They hatch on { $day }. Orders for { $expected } are open.
batches-eggs-missing = Write the number of eggs, such as 60.
batches-form-bird = Which bird?
# $name (String) - a bird
# $days (String) - a number
batches-bird = { $name }: { $days } days
batches-bird-chicken = Chicken
batches-bird-quail = Quail
batches-bird-duck = Duck or turkey
batches-bird-missing = Say which bird laid the eggs.
batches-form-eggs = How many eggs did you set?
batches-form-share = Of 100 eggs, how many hatch?
batches-form-share-hint = As you have seen so far; buyers can order so many ahead.
batches-share-wrong = Write a number from 1 to 100, such as 80.
batches-form-set = On which day did you set them?
# $first (String) - a day
# $last (String) - a day
batches-season = From { $first } to { $last }.
batches-season-over = This season is over. Write another end, or leave it empty.
# $name (String) - the good's name
# $moment (String) - a day and time
batches-opened-closed = { $name }: { $moment } is noted. The time for orders is over; it is only for your own counting.
# $day (String) - a day
# $expected (String) - a quantity with its unit
batches-eggs-said-closed = They hatch on { $day }: { $expected }. The time for orders is over; it is only for your own counting.
batches-eggs-past = Set on that day, they would have hatched by now. Look at the day.
batches-eggs-far = That day is too far away. Write the day on which you set the eggs.
batches-orders-closed = Orders are closed
batches-state-lapsed = Not counted
batches-past-days = Days before
batches-count-then = Count it here on its day, when it is ready.
batches-do-today = It is ready early, today
# $days (String) - a number of days
batches-too-soon = It is still more than { $days } days away. Come back here when its day is near.
# $quantity (String) - a quantity with its unit
batches-changed = This day was changed: { $quantity }.
# $count (String) - a number
batches-told = We told { $count } buyers.
# $of (String) - a number
# $told (String) - a number
batches-told-some = We told { $told } of { $of } buyers; tell the others yourself.
batches-told-none = No message reaches its buyers; tell them yourself.
batches-told-nobody = Nobody had bought any of it.
batches-today-said = Its day is today now. Count it.
batches-not-yet = Its day has not come yet. Count it then.
# $came (String) - a number
# $of (String) - a number
batches-came-back = { $came } of { $of } orders came back; the others cannot any more.
batches-has-more = With other goods
# $count (String) - a number
batches-whole-orders = { $count } orders are of other goods, too; they are cancelled as a whole.
# $count (String) - a number
batches-call = Buyers to call: { $count }
batches-call-text = They have some of it, and no SMS reaches them.
batches-waiting-title = These waited from the stock and may hold it
batches-waiting-text = What you keep for them may be of this batch. Look before you hand it over; if you cannot tell, call them.
batches-meanwhile-title = Bought from the stock
batches-meanwhile-text = These buyers bought while this batch was in the stock and may have some of it. They are told as well, except those whom you are to call above.
batches-real-missing = Write how much is ready.
batches-left-missing = Write how much of it is left; 0 if nothing is.
