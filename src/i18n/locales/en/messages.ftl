messages-title = Messages
messages-read = I have read them all
messages-new = new
messages-empty-title = No messages yet
messages-empty-text = Answers about your stall and notes about your sales come here.
messages-empty-staff = News will appear here.
messages-reset-subject = A new password
messages-reset-text = Someone asked for a new password for your account. If it was you, open this link within one hour and choose one. If not, you need do nothing.
messages-card-made-subject = A new card was made for your account
# $day (String) - the day the card was made
messages-card-made-text = On { $day } a new card or link was made for your account, for a new password. If you did not ask for it, change your password today and tell the market manager.
messages-stall-assigned-subject = Your stall
# $day (String) - the market day
# $site (String) - the name of the market
# $stall (String) - the stall's number
messages-stall-assigned-text = On { $day } you have stall { $stall } at { $site }.
messages-stalls-assigned-subject = Your stalls
# $day (String) - the day
# $stall (String) - numbers of stalls
# $site (String) - the market
messages-stalls-assigned-text = On { $day } you have stalls { $stall } at { $site }.
messages-stall-refused-subject = No stall this time
# $day (String) - the market day
# $site (String) - the name of the market
messages-stall-refused-text = There was no stall for you at { $site } on { $day }. Open your stall page to see why.
messages-stall-cancelled-subject = Market day cancelled
# $day (String) - the market day
# $site (String) - the name of the market
messages-stall-cancelled-text = { $site } is closed on { $day }.
messages-stall-given-on-subject = Your stall went to someone else
# $day (String)
# $stall (String)
# $site (String)
messages-stall-given-on-text = On { $day } stall { $stall } at { $site } is no longer yours. If you come to the market, see its manager.
messages-stalls-given-on-subject = Your stalls went to someone else
# $day (String)
# $stall (String)
# $site (String)
messages-stalls-given-on-text = On { $day } stalls { $stall } at { $site } are no longer yours. If you come to the market, see its manager.
messages-sale-on-behalf-subject = A sale was recorded for you
# $amount (String) - the amount with its unit
# $day (String) - the day of the sale
messages-sale-on-behalf-text = A sale of { $amount } on { $day } was recorded for you. If it is wrong, tell the person who recorded it.
messages-proposal-approved-subject = Your proposal was approved
# $amount (String) - the amount asked for, with its unit
# $day (String) - the day on which it was proposed
messages-proposal-approved-text = The proposal of { $amount } that you sent on { $day } was approved. You can now record the grant in the household’s case file.
messages-paper-decision-subject = A grant was entered with an approval on paper
# $amount (String) - money with its unit
# $day (String) - a day
messages-paper-decision-text = On { $day } a caseworker of your area entered a grant of { $amount } whose approval was on paper. Please look at it under “Grants”.
messages-list-entered-subject = A list of grants was entered with approvals on paper
# $amount (String) - their sum, with its unit
# $count (String) - how many
# $day (String) - a day
messages-list-entered-text = On { $day } a caseworker of your area entered a list: { $count } grants with approvals on paper, { $amount } in all. Please look at them under “Grants”.
messages-proposal-refused-subject = Your proposal was refused
# $amount (String) - the amount asked for, with its unit
# $day (String) - the day on which it was proposed
messages-proposal-refused-text = The proposal of { $amount } that you sent on { $day } was refused. The reason stands in the household’s case file.
messages-plan-ready-subject = The trial plan is ready
# $day (String) - the market day
# $placed (String) - a number of sellers
# $site (String) - the name of the market
# $waiting (String) - a number of sellers
messages-plan-ready-text = The trial plan of { $site } for { $day } is ready: with a stall { $placed }, without { $waiting }. Please look and announce it.
messages-order-placed-subject = New order
# $amount (String) - the sum of the order
# $day (String) - the day of collection
messages-order-placed-text = An order of { $amount } for { $day } has come in. Answer it under “Orders”.
messages-order-withdrawn-subject = An order was cancelled
# $amount (String) - the sum of the order
# $day (String) - the day of collection
messages-order-withdrawn-text = The order of { $amount } for { $day } was cancelled. Its goods are free again.
messages-order-accepted-subject = Your order was accepted
# $shop (String) - the shop's name
# $day (String) - the day of collection
messages-order-accepted-text = “{ $shop }” accepted your order. Collect it on { $day }.
messages-order-ready-subject = Your order is ready
# $shop (String) - the shop's name
# $day (String) - the day of collection
messages-order-ready-text = Your order from “{ $shop }” is ready. Collect it on { $day }.
messages-order-cancelled-subject = Your order was cancelled
# $shop (String) - the shop's name
# $day (String) - the day of collection
messages-order-cancelled-text = Your order from “{ $shop }” for { $day } was cancelled.
messages-order-stands-subject = Your order stands
# $shop (String) - the shop's name
# $day (String) - the day of collection
messages-order-stands-text = “{ $shop }” had closed your order for { $day } by mistake. It stands as before.
messages-order-unanswered-subject = Your order is not accepted yet
# $shop (String) - the shop's name
# $day (String) - a day
messages-order-unanswered-text = “{ $shop }” took back that it accepted your order for { $day }. You are told when it answers.
messages-order-not-ready-subject = Your order is not ready yet
# $shop (String) - the shop's name
# $day (String) - a day
messages-order-not-ready-text = “{ $shop }” says that your order for { $day } is not ready yet. You are told when it is.
messages-order-not-made-subject = Your order was not handed over
# $shop (String) - the shop's name
# $day (String) - a day
messages-order-not-made-text = “{ $shop }” did not say by the end of the collection time on { $day } that your order was made. If you did not get it, you owe nothing.
messages-order-not-collected-subject = Your order was not collected
# $shop (String) - the shop's name
# $day (String) - the day of collection
messages-order-not-collected-text = Your order from “{ $shop }” for { $day } was not collected.
messages-order-resumed-subject = A cancelled order is back
# $amount (String) - the sum of the order
# $day (String) - the day of collection
messages-order-resumed-text = The buyer takes the order of { $amount } for { $day } after all. It stands as before.
# $stall (String) - the number of a stall
messages-stall-words = stall { $stall }
# $stall (String) - the numbers of stalls
messages-stalls-words = stalls { $stall }
messages-stall-part-gone-subject = Some of your stalls went to someone else
# $day (String) - the day
# $site (String) - the market
# $gone (String) - numbers of stalls
# $stall (String) - numbers of stalls
messages-stall-part-gone-text = On { $day } at { $site }, { $gone } went to someone else; you still have { $stall }.
# $stall (String) - “stall 12”
messages-stall-taken-back-subject = Taken back: { $stall }
# $day (String) - the day
# $site (String) - the market
# $stall (String) - numbers of stalls
messages-stall-taken-back-text = You no longer have { $stall }, which you were given for { $day } at { $site }. If you still want a stall, please tell the market manager.
messages-good-accepted-subject = Your good was accepted
# $name (String) - the good's name
messages-good-accepted-text = “{ $name }” was looked over and accepted. Buyers see it now.
messages-good-to-mend-subject = Your good needs a small change
# $name (String) - the good's name
# $reasons (String) - whole sentences
messages-good-to-mend-text = Buyers do not see “{ $name }” for now. Please mend it and save it again. { $reasons }
messages-good-refused-subject = Your good was not accepted
# $name (String) - the good's name
# $reasons (String) - whole sentences
messages-good-refused-text = “{ $name }” is not shown to buyers. { $reasons }
messages-good-hidden-subject = Your good was taken out of sight
# $name (String) - the good's name
# $reasons (String) - whole sentences
messages-good-hidden-text = Buyers no longer see “{ $name }”, because it was reported. { $reasons }
messages-good-again-subject = Your good is looked over again
# $name (String) - the good's name
messages-good-again-text = We look over “{ $name }” once more and tell you. Buyers do not see it for now.
messages-sign-accepted-subject = Your shop's name and story were accepted
# $name (String) - the shop's name
messages-sign-accepted-text = The new name and story of your shop were accepted. Buyers see “{ $name }” now.
messages-sign-to-mend-subject = Your shop's name and story need a small change
# $name (String) - the shop's name
# $reasons (String) - whole sentences
messages-sign-to-mend-text = The new name and story of “{ $name }” are not shown yet. Please mend them under “My shop”. { $reasons }
messages-sign-refused-subject = Your shop's name and story were not accepted
# $name (String) - the shop's name
# $reasons (String) - whole sentences
messages-sign-refused-text = The new name and story of “{ $name }” were not accepted; what was there before stays. { $reasons }
messages-sign-again-subject = Your shop's name and story are looked over again
# $name (String) - the shop's name
messages-sign-again-text = We look over the name and story of “{ $name }” once more and tell you.
messages-reason-photo-unclear = The photo is not clear; take one by daylight and from near.
messages-reason-photo-other = Show a photo of your own good, not another picture.
messages-reason-photo-person = Somebody's face is in the photo; show the good alone.
messages-reason-name = Write the name more clearly, so that buyers know what it is.
messages-reason-category = The category is not right; choose another one.
messages-reason-contact = Take phone numbers, addresses and accounts of social networks out of the text.
messages-reason-claim = Do not write of healing or medical effects.
messages-reason-rude = The words are not polite; change them.
messages-reason-forbidden = This good may not be sold on Bazarche.
messages-review-subject = A new review of your good
# $name (String) - the good's name
messages-review-text = A buyer has reviewed “{ $name }”. Read it under “Reviews by buyers”; you can answer once.
messages-answer-accepted-subject = Your answer is shown
# $name (String) - the good's name
messages-answer-accepted-text = Your answer to a review of “{ $name }” was accepted, and everyone sees it.
messages-answer-to-mend-subject = Your answer needs a small change
# $name (String) - the good's name
# $reasons (String) - whole sentences
messages-answer-to-mend-text = Your answer to a review of “{ $name }” is not shown yet. Please mend it under “Reviews by buyers”. { $reasons }
messages-answer-refused-subject = Your answer was not accepted
# $name (String) - the good's name
# $reasons (String) - whole sentences
messages-answer-refused-text = Your answer to a review of “{ $name }” is not shown. { $reasons }
messages-answer-again-subject = Your answer is looked over again
# $name (String) - the good's name
messages-answer-again-text = We look over your answer about “{ $name }” once more and tell you.
messages-batch-moved-subject = Your order is ready at another time
# $good (String) - the good's name
# $shop (String) - the shop's name
# $moment (String) - a day and time
messages-batch-moved-text = { $good } that you ordered from “{ $shop }” will be ready: { $moment }. If this does not suit you, you may cancel the order.
messages-batch-called-back-subject = Not safe: do not use it
# $good (String) - the good's name
# $shop (String) - the shop's name
# $day (String) - a day
# $reason (String) - why
messages-batch-called-back-text = “{ $shop }” tells you that { $good } made on { $day } is not safe. Do not use it, and tell the seller. Reason: { $reason }
# $day (String) - the day of collection
# $link (String) - the address of the order
# $shop (String) - the shop's name
messages-sms-order-accepted = “{ $shop }” accepted your order for { $day }: { $link }
# $link (String) - the address of the order
# $shop (String) - the shop's name
messages-sms-order-ready = Your order from “{ $shop }” is ready: { $link }
# $day (String) - the day of collection
# $link (String) - the address of the order
# $shop (String) - the shop's name
messages-sms-order-cancelled = Your order from “{ $shop }” for { $day } was cancelled: { $link }
# $good (String) - the name of a good
# $link (String) - the address of the good
# $stop (String) - the address where its reader stops these SMS
messages-sms-good-back = “{ $good }” is back: { $link }
    No more SMS: { $stop }
messages-good-back-subject = A good you wanted is back
# $good (String) - the name of a good
# $shop (String) - the shop's name
messages-good-back-text = “{ $good }” is back at “{ $shop }”.
messages-state-waiting = waiting
messages-state-sent = sent
messages-state-failed = not sent
messages-again = Send again
messages-again-all = Send all again that failed
# $count (String) - how many
messages-again-done = Sent again: { $count }
messages-again-none = Nothing was left to send again.
messages-unsent-title = Messages not sent
messages-unsent-lead = SMS and e-mails that did not leave, or have waited long. No names, numbers or texts stand here.
messages-unsent-none = Nothing here waits to be sent.
# $failed (String) - how many
# $waiting (String) - how many
messages-backlog-sms = SMS: { $failed } failed, { $waiting } waiting
# $failed (String) - how many
# $waiting (String) - how many
messages-backlog-email = E-mail: { $failed } failed, { $waiting } waiting
messages-kind-email = E-mail
messages-kind-order-accepted = SMS: order accepted
messages-kind-order-ready = SMS: order ready
messages-kind-order-cancelled = SMS: order cancelled
messages-kind-good-back = SMS: a good is back
messages-trouble-none = Not tried yet.
messages-trouble-no-way = No way of sending it is set up.
messages-trouble-no-address = Its reader has no e-mail address any more.
messages-trouble-unreachable = The service that sends it could not be reached.
messages-trouble-slow = The service that sends it did not answer in time.
messages-trouble-refused = The service that sends it did not take it.
# $reason (String) - a sentence
# $tries (String) - how many
messages-tried = { $reason } Tries: { $tries }.
messages-shop-hidden-subject = Your shop is not shown for now
# $name (String) - the name of a shop
# $reasons (String) - whole sentences
messages-shop-hidden-text = For now buyers do not see “{ $name }” and its goods. Orders placed before stand. { $reasons }
messages-shop-shown-subject = Your shop is shown again
# $name (String) - the name of a shop
messages-shop-shown-text = Buyers see “{ $name }” and its goods again.
messages-sign-hidden-subject = Your shop's name and story were taken down
# $name (String) - the name of a shop
# $reasons (String) - whole sentences
messages-sign-hidden-text = The name and story of “{ $name }” are no longer shown. Please write others under “My shop”. { $reasons }
messages-licence-accepted-subject = Your licence was accepted
# $name (String) - the number of the licence
messages-licence-accepted-text = Licence { $name } was looked over and accepted. Buyers see it now.
messages-licence-to-mend-subject = Something of your licence is to be mended
# $name (String) - the number of the licence
# $reasons (String) - whole sentences
messages-licence-to-mend-text = Licence { $name } is not accepted yet. Please mend it under “Licences”. { $reasons }
messages-licence-refused-subject = Your licence was not accepted
# $name (String) - the number of the licence
# $reasons (String) - whole sentences
messages-licence-refused-text = Licence { $name } was not accepted. { $reasons }
messages-licence-again-subject = Your licence is looked over again
# $name (String) - the number of the licence
messages-licence-again-text = What was decided on licence { $name } was taken back. We look again and tell you.
messages-reason-licence-number = The number does not go with the kind of licence; copy it from the licence again.
messages-reason-licence-date = The last day is not right; copy it from the licence again.
messages-reason-licence-other = This licence is not for your goods; enter your own.
messages-licence-ending-subject = One of your licences ends soon
# $name (String) - the kind of licence
# $day (String) - a date
messages-licence-ending-text = “{ $name }” is good until { $day }. After that day buyers do not see it. Renew it, and enter it under “Licences”.
# $name (String) - the kind of licence
# $day (String) - a date
messages-licence-ending-needed-text = “{ $name }” is good until { $day }. If you enter no new one by then, buyers no longer see the goods that need it. Renew it, and enter it under “Licences”.
messages-licence-ended-subject = One of your licences has ended
# $name (String) - the kind of licence
# $day (String) - a date
messages-licence-ended-text = “{ $name }” ended on { $day }, and buyers do not see it any more. Enter the new one under “Licences”.
# $name (String) - the kind of licence
# $day (String) - a date
messages-licence-ended-needed-text = “{ $name }” ended on { $day }. For now buyers do not see the goods that need it. The orders you have stand. Enter the new one under “Licences”, and the goods come back.
messages-licence-needed-subject = Some of your goods need a licence
# $name (String) - the kind of licence
# $day (String) - a date
messages-licence-needed-text = From { $day } some of your goods need “{ $name }”. If you have it, enter it under “Licences”, so that buyers go on seeing them.
# $link (String) - the address of the order
# $shop (String) - the shop's name
messages-sms-order-moved = “{ $shop }”: your order is ready at another time. See { $link }
# $link (String) - the address of the order
# $shop (String) - the shop's name
messages-sms-order-recalled = Do not use what you bought from “{ $shop }”. See { $link }
messages-kind-order-moved = SMS: order ready at another time
messages-kind-order-recalled = SMS: do not use it
messages-standing-asked-subject = New weekly order
# $good (String) - the good's name
messages-standing-asked-text = Somebody wants “{ $good }” from you every week. See “Weekly orders”.
messages-standing-changed-subject = A weekly order was changed
# $good (String) - the good's name
messages-standing-changed-text = Another quantity of “{ $good }” is wanted from the next weekly order on. See “Weekly orders”.
messages-standing-ended-subject = A weekly order has ended
# $good (String) - the good's name
messages-standing-ended-text = A buyer no longer wants “{ $good }” every week. Orders that came in stand.
messages-standing-placed-subject = This week's order was placed
# $good (String) - the good's name
# $shop (String) - the shop's name
# $day (String) - a day
# $amount (String) - the sum of the order
messages-standing-placed-text = “{ $good }” from “{ $shop }” was ordered for { $day }: { $amount }. The seller's answer comes under “My orders”.
messages-standing-missed-subject = This week's order was not placed
# $good (String) - the good's name
# $shop (String) - the shop's name
# $day (String) - a day
# $why (String) - a sentence
messages-standing-missed-text = “{ $good }” from “{ $shop }” was not ordered for { $day }. { $why } The weeks after it stand.
messages-standing-stopped-subject = Your weekly order has ended
# $good (String) - the good's name
# $shop (String) - the shop's name
messages-standing-stopped-text = “{ $shop }” no longer makes “{ $good }” every week. Your weekly order has ended.
# $shop (String) - the shop's name
# $good (String) - the good's name
messages-standing-stopped-door = “{ $shop }” no longer hands over at the door at that time, and the weekly order of “{ $good }” has ended. If you still want it, choose another time on the page of the good.
# $shop (String) - the shop's name
# $good (String) - the good's name
messages-standing-stopped-gone = “{ $shop }” no longer sells “{ $good }”. Your weekly order has ended.
# $good (String) - the good's name
# $shop (String) - the shop's name
# $reason (String) - the seller's words
messages-standing-stopped-why = “{ $shop }” no longer makes “{ $good }” every week and writes: “{ $reason }”. Your weekly order has ended.
messages-missed-closed = The seller does not hand over there on that day.
messages-missed-unplanned = The plan of the market was not published in time.
messages-missed-sold-out = There was not enough left for your order.
messages-missed-not-made = No orders were taken for that day.
messages-missed-gone = This is not sold now.
messages-missed-price = It costs more than a fifth more; if you want it at the new price, say so under “My orders”.
messages-missed-full = The seller takes no new orders now.
messages-missed-late = It was not placed in time, and its day is over.
messages-line-withdrawn-subject = An order has one good less
# $good (String) - the good's name
# $day (String) - a day
# $amount (String) - what the rest comes to
messages-line-withdrawn-text = The buyer does not want “{ $good }” of the order for { $day }. The rest stands: { $amount }.
messages-line-missing-subject = Your order has one good less
# $shop (String) - the shop's name
# $good (String) - the good's name
# $day (String) - a day
# $amount (String) - what the rest comes to
messages-line-missing-text = “{ $shop }” has not enough “{ $good }” for your order of { $day }. The rest stands: { $amount }.
# $shop (String) - the shop's name
# $link (String) - the address of the order
messages-sms-order-less = “{ $shop }” does not have one good of your order. The rest stands: { $link }
messages-kind-order-less = SMS: one good of an order less
messages-line-wanted-subject = A good is back in an order
# $good (String) - the good's name
# $day (String) - a day
# $amount (String) - what the order comes to
messages-line-wanted-text = The buyer wants “{ $good }” for the order of { $day } after all. The order comes to { $amount }.
messages-line-there-subject = A good is back in your order
# $shop (String) - the shop's name
# $good (String) - the good's name
# $day (String) - a day
# $amount (String) - what the order comes to
messages-line-there-text = “{ $shop }” has “{ $good }” for your order of { $day }; it was taken out by mistake. The order comes to { $amount }.
# $day (String) - the day of the week that was missed
# $good (String) - the good's name
# $link (String) - where it is seen why
messages-sms-week-missed = No weekly order of “{ $good }” on { $day }: { $link }
messages-kind-week-missed = SMS: a week without an order
