weekly-link = I want this every week
# $name (String) - the good's name
weekly-title = Every week: { $name }
weekly-lead = Say it once: each week, three days before you collect, the order is placed by itself and you are told.
# $shop (String) - the shop's name
weekly-no-places = “{ $shop }” has no fixed day for collection yet. For now, order on the page of the good.
weekly-place = Where and on which day will you collect it?
weekly-place-missing = Say where and on which day you will collect it.
# $weekday (String) - a day of the week
weekly-every = Every { $weekday }
# $place (String) - a market, or the seller's door
# $opens (String) - a time
# $closes (String) - a time
weekly-where = { $place }, from { $opens } to { $closes }
weekly-at-door = at the seller's door
# $unit (String) - the unit it is sold by
# $price (String) - a price
weekly-price-today = Price today: { $price } per { $unit }
weekly-price-note = Each week has the price of its day. If it is more than a fifth above the price you agreed on, you are asked first.
weekly-ask = I want this every week
weekly-name-note = The orders are placed with the name and number of your account. You can leave a week out or end it at any time.
weekly-asked = Done. From now on it is ordered for you every week.
weekly-known = You want this every week already. Change how much of it here.
weekly-own-shop = This is your own shop. You cannot order from it.
# $most (String) - a number
weekly-too-many = There can be no more than { $most } weekly orders. End one first.
weekly-gone = This is not sold now. Come back later.
weekly-moved = This weekly order has ended. See how it stands now.
weekly-late = This week's order is placed, or its time is over. If you do not want the order, cancel it.
weekly-mine = Weekly orders
weekly-dearer-badge = Dearer now; your answer is needed
# $seen (String) - a price
# $now (String) - a price
weekly-dearer = The price went from { $seen } to { $now }. No new order is placed before you answer.
weekly-dearer-yes = I want it at the new price
weekly-see-good = The page of the good
weekly-ended = You ended this weekly order.
weekly-resume = Every week again
weekly-declined = The seller cannot make this every week. You can still order on the page of the good.
weekly-over = This weekly order has ended, because the good or its time of collection is no more.
weekly-weeks = The next weeks
weekly-will-be = Will be ordered
weekly-skipped = Not this week
weekly-skip = Not this week
weekly-unskip = I want it
weekly-ahead-note = Each week's order is placed three days before you collect. After that, you can cancel the order itself.
# $unit (String) - the unit it is sold by
weekly-how-much = How much every week? ({ $unit })
weekly-change = Change it
weekly-change-note = It counts from the next order on; an order that was placed stays as it is.
weekly-past = The weeks before
weekly-turn-placed = Ordered
weekly-turn-missed = Not ordered
weekly-end = I no longer want it every week
weekly-said-changed = Changed. It counts from the next order on.
weekly-said-price = Saved. From the next order on, the new price counts.
# $day (String) - a day
weekly-said-skipped = Nothing is ordered for { $day }.
# $day (String) - a day
weekly-said-unskipped = It is ordered for { $day } too.
weekly-said-ended = Ended. An order that was placed before stands.
# $day (String) - a day
weekly-said-resumed = It is ordered again every week, first for { $day }.
weekly-shop-title = Weekly orders
weekly-shop-lead = What buyers want from you every week. Each week's order comes by itself three days before it is collected, and you answer it like any other.
weekly-shop-none = Nobody has a weekly order yet
weekly-shop-none-text = When a buyer wants something every week, it comes here.
weekly-to-make = How much do I make for each day?
# $day (String) - a day
weekly-next = Next: { $day }
weekly-decline = I cannot do it every week
weekly-decline-do = Decline this weekly order
# $name (String) - the buyer's name
# $quantity (String) - how much of what
weekly-decline-note = The weekly order of { $name } ({ $quantity }) ends, and they are told. Orders that came in stand.
weekly-said-declined = The weekly order has ended, and the buyer was told.
weekly-again = Every week again?
