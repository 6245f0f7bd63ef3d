orders-into-basket = Put in the basket
# $unit (String) - the unit it is sold by
orders-want = How many? ({ $unit })
orders-want-note = It is kept for you, and you pay when you collect it.
# $name (String) - a name
# $quantity (String) - a quantity with its unit
orders-added = { $name } is in your basket: { $quantity }.
orders-basket-title = Basket
orders-basket-empty-title = Your basket is empty
orders-basket-empty-text = Take something from the goods. You pay when you collect it.
orders-lost-some = Some goods have left your basket: they are no longer sold, or orders for that day are closed.
orders-pay-later = You pay the seller when you collect.
# $price (String) - a price
# $unit (String) - the unit it is sold by
orders-each = { $price } per { $unit }
# $name (String) - a name
orders-how-much = How much { $name }?
orders-remove = Take out
orders-update = Count again
orders-place = Place the order
orders-placed = Your order was placed.
orders-kept = The goods are kept for you until the seller answers, for 24 hours at most.
orders-returned = Given back
orders-sum = Sum
orders-collect-legend = Where and when will you collect it?
# $shop (String) - the shop's name
orders-choice-missing = Say where and when you will collect the order from “{ $shop }”.
orders-choice-gone = This time is over or was removed. Choose another one.
# $shop (String) - the shop's name
orders-no-offers = “{ $shop }” has no time for collection now. Take its goods out of the basket, or come back later.
orders-at-door = At the seller's door
# $day (String) - a day
# $opens (String) - a time
# $closes (String) - a time
orders-when = { $day }, from { $opens } to { $closes }
orders-buyer = In whose name?
orders-name = Name
orders-name-hint = The seller calls you by this name.
orders-name-missing = Write your name, two letters at least.
orders-phone = Mobile number
orders-phone-hint = Only the seller of this order sees it.
orders-phone-wrong = A mobile number has 11 digits and begins with 09, such as 09121234567.
orders-quantity-counted = This is sold one by one. Write a whole number.
orders-quantity-large = This is too much. Look at the number.
orders-quantity-unread = Write a number, such as 2.
orders-good-gone = This is no longer sold. Take it out of the basket.
# $name (String) - a name
orders-sold-out = { $name } has just sold out. Take it out of the basket.
# $left (String) - what is left
# $name (String) - a name
orders-not-enough = Only { $left } of { $name } is left. Take less.
orders-own-shop = This is your own shop. Take its goods out of the basket.
orders-shop-full = This shop takes no new orders now. Come back later.
orders-too-much = The sum of this order is too large. Take less.
orders-too-many = No further order can be placed now. Collect or cancel the earlier ones first.
orders-too-many-here = Many orders were placed over this connection. Try again in a few hours.
orders-again = Your order was not placed yet, because another one came at the same moment. Press again.
orders-mine-title = My orders
orders-mine-lead = The orders placed from this phone or with your family's account.
orders-mine-none-title = You have placed no order yet
orders-mine-none-text = The orders you place from this phone will be here.
# $shop (String) - the shop's name
orders-order-of = Order from { $shop }
orders-state-asked = Waiting for an answer
orders-state-accepted = Accepted
orders-state-ready = Ready to collect
orders-state-collected = Collected
orders-state-not-collected = Not collected
orders-state-cancelled = Cancelled
# $until (String) - a moment
orders-asked-note = The seller's answer comes here; see it later under “My orders”. The goods are kept for you until { $until }.
orders-accepted-note = The seller is preparing your order.
orders-ready-note = Your order is ready. Tell the seller the collection code.
orders-collected-note = Thank you for your purchase.
orders-cancelled-by-you = You cancelled it.
orders-cancelled-by-shop = The seller could not prepare this order.
orders-cancelled-by-buyer = The buyer cancelled it.
orders-cancelled-by-time = No answer came in time.
orders-not-collected-note = It was not collected in its time.
orders-not-made-note = The seller did not say in time that it was made. Nothing is owed for it.
orders-not-made-note-shop = You did not say in time that it was made.
orders-sale-taken-back-note = It was handed over, and its sale was taken back.
orders-cancelled-said = The order was cancelled.
orders-undo = Undo
orders-goods = Goods
# $quantity (String) - a quantity with its unit
# $price (String) - a price
orders-line = { $quantity } at { $price }
# $given (String) - what was handed over
# $asked (String) - what was asked for
orders-line-other = { $given } (ordered: { $asked })
# $quantity (String) - a quantity with its unit
# $name (String) - a name
orders-good = { $quantity } { $name }
orders-pin-title = Collection code
orders-pin-note = Say this code when you collect, or show this square.
orders-where = Where do I collect it?
# $number (String) - numbers of stalls
# $site (String) - the market's name
orders-at-stall = Stall { $number }, { $site }
# $number (String) - numbers of stalls
# $site (String) - the market's name
orders-at-stalls = Stalls { $number }, { $site }
orders-door-later = You see the address once the seller has accepted the order.
orders-cancel = Cancel the order
orders-shop-title = Orders
orders-over-title = Past orders
orders-none-title = No order is waiting for you
orders-none-text = New orders come here. Until you answer, their goods are kept.
orders-over-none-title = No order has ended yet
orders-pin-ask = The buyer's collection code
orders-pin-find = Find
orders-pin-none = No open order has this code. Ask again.
# $count (String) - a number
orders-new = { $count } new orders
# $count (String) - a number
orders-coming = { $count } orders to be collected
orders-forgotten = Buyer
# $name (String) - a name
orders-order-for = Order of { $name }
# $until (String) - a moment
orders-answer-until = Answer until { $until }; otherwise the order is cancelled.
orders-do-accept = Accept
orders-do-ready = It is ready
orders-do-collect = Handed over
orders-do-not-collected = Did not come
orders-do-cancel = I cannot prepare it
orders-reason = Reason
orders-reason-hint = The buyer reads this.
orders-hand-over = Handing over
# $name (String) - a name
# $unit (String) - the unit it is sold by
orders-given = { $name }: how much did you give? ({ $unit })
# $quantity (String) - a quantity with its unit
orders-asked-for = Asked for: { $quantity }
# $name (String) - a name
orders-given-unread = Write how much { $name } as a number.
# $asked (String) - what was asked for
orders-given-much = { $asked } was ordered; this is far more. Look again.
orders-nothing-given = Nothing was handed over. If the buyer did not come, press “Did not come”.
orders-step-moved = This order has just changed. See how it stands now.
orders-step-late = The time to undo this is over. The order stays as it is.
orders-undo-sold = This sale was taken back before. See it under “My sales”.
orders-payments = Payments
orders-pay-way = How was it paid?
orders-way-cash = Cash
orders-way-terminal = Card terminal
orders-way-transfer = Card to card
orders-way-credit = On credit
orders-way-missing = Say how it was paid.
orders-pay-note = Note a payment
orders-pay-got = Did you get the money?
orders-pay-before = Note only the payment; it is collected later
orders-pay-amount = Amount
orders-pay-amount-hint = Leave it empty if everything was paid.
orders-pay-save = Save the payment
orders-pay-saved = Saved.
orders-pay-taken-back = Taken back
orders-pay-not-owed = Take no money for this order.
orders-pay-nothing-due = Nothing of this order is left to be paid.
# $left (String) - what is left
orders-pay-over = Only { $left } of this order is left to be paid.
orders-pay-old-form = This form has noted another payment already. If this one is new, open the page again and write it once more.
orders-pay-unknown = This payment was taken back before.
# $left (String) - what is left
orders-still-due = Still due: { $left }
# $more (String) - an amount
orders-paid-over = You took { $more } too much; give it back to the buyer and take the payment back.
orders-all-paid = Everything is paid.
# $unit (String) - the unit it is sold by
orders-amount-unit = Write the amount in { $unit }.
# $unit (String) - the unit it is sold by
orders-amount-unread = Write the amount as a number, in { $unit }.
orders-last4 = Last four digits of the card
orders-last4-wrong = Write the last four digits of the card, or leave it empty.
orders-trace = Trace number
orders-trace-wrong = Write the trace number in digits only.
# $last4 (String) - four digits
# $trace (String) - digits
orders-slip = Card { $last4 }, trace { $trace }
orders-door-title = Collection at your door
orders-door-lead = The days and hours at which buyers can collect their orders from you.
orders-door-new = New time
orders-door-days = On which days?
orders-door-day-missing = Choose one day at least.
orders-door-opens = From
orders-door-closes = To
orders-door-hours-wrong = The end must be after the beginning.
orders-door-place = Where shall they come?
orders-door-place-hint = Such as “Laleh Alley 4, first bell”. Only someone whose order you accepted sees it.
orders-door-place-missing = Write where they shall come, five letters at least.
orders-door-add = Add
orders-door-added = The time was added.
orders-door-ended = The time was removed. Orders that were given it keep it.
# $most (String) - a number
orders-door-many = There can be no more than { $most } times. Remove one first.
orders-door-overlap = You have some of these hours already. Choose others.
# $moment (String) - a day and time
orders-placed-at = Placed { $moment }
orders-cancelled-by-day = The market day was called off, or the seller has no stall there.
# $name (String) - the good's name
# $price (String) - its price now
orders-price-changed = The price of { $name } has changed: { $price }. If you want it, place the order again.
orders-old-form = The earlier order was placed from this page. Look at the basket, and place it again if you want more.
# $name (String) - the good's name
orders-gone-to-others = { $name } went to somebody else, so it cannot be kept again.
# $name (String) - the good's name
orders-no-more = { $name } is not made for that day or not sold any more, so it cannot be kept again.
orders-not-begun = The time of the collection has not begun. Only then can you say that nobody came.
orders-ready-later = When you have counted the batch, say here that the order is ready.
orders-basket-full = There is no more room in the basket. Order these first, or take something out.
# $amount (String) - an amount
orders-on-credit = On credit: { $amount }
# $paid (String) - an amount
orders-paid-so-far = Paid: { $paid }
orders-pay-more = Card terminal, or a part of the sum
orders-price-signed-in = The price is not shown to everyone here. If you have an account, sign in to see it.
orders-price-later = The price is not shown to everyone here. You see it on the page of your order, and can cancel there if you change your mind. If you have an account, you see it when you sign in.
# $name (String) - the good's name
orders-batch-closed = Orders of { $name } for that day are closed. Take it out of the basket, or choose another day.
# $name (String) - the name of a good
orders-batch-called-back = “{ $name }” is of a batch that is not safe. Do not hand it over.
# $name (String) - the good's name
orders-batch-not-made = You have not said yet that { $name } was made. Count it under “Days to come” first.
# $moment (String) - a day and time
orders-ready-at = Ready: { $moment }
orders-batch-code = Batch code
# $day (String) - a day
orders-best-before = Best before { $day }
# $reason (String) - why
orders-called-back = It is not safe; do not use it: { $reason }
# $state (String) - what the SMS tells of, such as “ready”
orders-told = SMS “{ $state }” to the buyer
orders-told-failed = The SMS did not leave. Call the buyer if it matters.
orders-told-again = The SMS is sent again.
orders-tell-none = The order has moved on or the buyer knows by now, so this SMS no longer helps.
orders-tell-soon = Please wait a little: one minute at least between two SMS.
orders-tell-often = This SMS was sent many times. Call the buyer if it matters.
orders-phone-hint-sms = News of the order goes to this number by SMS. Only the seller of this order sees it.
orders-lost-all = What was in your basket can no longer be ordered: it is not sold any more, or orders for that day are closed. Look for another day on the page of the good.
# $name (String) - the name of a good
orders-day-closed = Orders of { $name } for that day are closed. Choose another day.
# $price (String)
orders-each-kilo = { $price } a kilo; exact price after weighing
# $quantity (String)
# $usual (String)
# $kilo (String)
orders-line-estimate = { $quantity }, each about { $usual }, { $kilo } a kilo
orders-weighed-later = The exact price is known when it is weighed and handed over.
# $name (String)
orders-weight = Weight of { $name } together
# $usual (String)
# $kilo (String)
orders-weight-hint = In kilos or grams; usually about { $usual }. { $kilo } a kilo.
# $name (String)
# $sentence (String)
orders-of-good = { $name }: { $sentence }
# $name (String) - the good's name
# $quantity (String) - a quantity with its unit
orders-swapped = { $name } is in your basket: { $quantity }, in the place of what was for another day.
orders-not-there = This one was not made
# $name (String) - the good's name
orders-do-not-use = { $name } is not safe; do not use it, and tell the seller.
# $name (String) - a good
orders-perhaps-do-not-use = Your { $name } may not be safe; do not use it, and tell the seller.
orders-last-line = This is all that is left of the order. If it is not wanted, cancel the order itself.
orders-drop-one = I do not want one of the goods
orders-drop-note = The rest of the order stands.
# $name (String) - the good's name
orders-drop = Leave out { $name }
orders-dropped-by-buyer = The buyer left it out
orders-dropped-by-shop = The seller did not have it
orders-do-drop-one = There is not enough of one of the goods
orders-do-drop-which = Which one?
orders-do-drop-none = Choose the good that you do not have.
orders-do-drop = Take it out of the order
orders-drop-usual = There is not enough left.
orders-pin-ask-hint = Ask the buyer for the four digits, or read the square with your camera.
orders-pin-without = Or why without the code?
orders-without-forgot = They do not have it with them
orders-without-known = I know them
orders-pin-missing = Ask the buyer for the collection code, or say why you hand it over without.
orders-pin-wrong = This is not the code of this order. Ask again, or leave it empty and say why you hand it over without.
# $seconds (String) - a number
orders-pin-wait = Several codes were wrong. Wait { $seconds } seconds, or leave it empty and say why you hand it over without.
orders-met-code = With the collection code
# $why (String) - why there was no code
orders-met-without = Without the code: { $why }
orders-met-without-note = The seller says that this order was handed over without your code.
orders-not-received = I did not get it
# $given (String) - what was handed over
orders-given-already = This order was handed over before: { $given }. Nothing was changed.
orders-number = Order number
orders-number-hint = Ten digits; they stand on the page of the order.
orders-number-note = With this number and your mobile number you see the order on any other phone. Do not tell it to people you do not know.
orders-number-wrong = An order number has 10 digits. Write digits only.
orders-find-title = My order
orders-find-link = I ordered on another phone
orders-find-lead = If you ordered on another phone and without an account, find your order here.
orders-find-phone-hint = The number you ordered with.
orders-find-go = Show it
orders-find-none = There is no order of these two numbers. Look at both again.
# $seconds (String) - a number
orders-find-wait = It was not found several times in a row. Wait { $seconds } seconds and try again.
# $shop (String) - the shop's name
orders-no-time = “{ $shop }” has no time for collection now. Come back later.
# $shop (String) - the shop's name
orders-no-common-time = “{ $shop }” has no time at which this could be collected together with what of it is in your basket. Order that first.
# $name (String) - the good's name
orders-dropped-said = { $name } was taken out of the order.
# $name (String) - the good's name
orders-moved = { $name } is ready at another time.
# $before (String) - a day and time
# $now (String) - a day and time
orders-moved-from-to = Before: { $before }. Now: { $now }.
orders-moved-free = If that does not suit you, cancel the order; it costs nothing.
