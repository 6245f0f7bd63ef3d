moderation-title = To look over
moderation-lead = What buyers have not been shown yet, and what was reported. The oldest stands first.
# $many (String) - a number
moderation-lead-many = Waiting: { $many }. The oldest stands first.
moderation-empty-title = Nothing waits
moderation-empty-text = Goods of new shops, and reports, come here.
moderation-empty-kind-title = Nothing of this kind waits
# $many (String) - a number
moderation-empty-kind-text = Of other kinds, { $many } wait.
moderation-see-all = See all
moderation-kinds = Kinds
moderation-kind-all = All
moderation-to-queue = Back to the queue
moderation-next = Next
moderation-kind-good = Good
moderation-kind-shop = Name and story of a shop
moderation-kind-report = Report
# $many (String) - a number
moderation-reports = Reports: { $many }
moderation-good-gone = The shop has taken this good off.
moderation-good-see = The good's page
moderation-words-new = New
moderation-words-former = What is seen now
# $said (String) - whole sentences
moderation-before = You have said before: { $said }
moderation-accept = Accept
moderation-dismiss = Nothing is wrong; it stays
moderation-reasons = If something is wrong, what shall the shop be told?
moderation-note = Your own words
moderation-mend = Ask to mend
moderation-refuse = Refuse
moderation-hide = Hide from buyers
moderation-reason-missing = Tell the shop why: tick a sentence or write a few words.
moderation-stale = It was changed just now, or somebody else has decided. Please look again.
moderation-said-accepted = Noted; nothing is wrong with it.
moderation-said-mend = The shop is asked to mend it. Until then buyers do not see it.
moderation-said-refused = Noted; buyers do not see it.
moderation-accepted = Accepted
moderation-dismissed = Nothing was wrong
moderation-to-mend = Waits for the shop to mend it
moderation-refused = Not accepted
moderation-withdrawn = The shop took it back
moderation-made-trusted = With this good the shop becomes trusted half an hour after this decision, unless it is taken back.
moderation-undo = Take this decision back
moderation-undone = The decision was taken back, and it waits again.
moderation-undo-late = This decision stays. Only whoever made it can take it back, for half an hour.
moderation-undo-changed = The shop has changed something since your decision. What is new stands in the queue.
moderation-shops = Shops
moderation-shops-lead = The goods of a trusted shop are shown without being looked over.
moderation-shops-empty-title = No shop has opened yet
moderation-shops-empty-text = Every shop comes here with its first good.
# $day (String) - a date
moderation-shop-since = Since { $day }
moderation-trusted = Trusted
moderation-not-trusted = Looked over
# $day (String) - a date
moderation-trusted-since = This shop has been trusted since { $day }; its goods are shown without being looked over.
moderation-not-trusted-text = New goods of this shop are looked over before they are shown.
moderation-trust = Show without looking over from now on
moderation-distrust = Look over from now on
moderation-hidden = Hidden
# $day (String) - a date
moderation-hidden-since = This shop has been hidden from buyers since { $day }.
moderation-hide-shop = Hide the shop
moderation-hide-text = Buyers no longer see this shop and its goods. Orders placed before stand.
moderation-hide-why = Why? The seller reads this.
moderation-hide-why-missing = Write why it is hidden; the seller must know the reason.
moderation-hide-go = Hide it
moderation-show = Show it again
moderation-hidden-said = This shop is no longer shown to buyers.
moderation-shown-said = This shop is shown to buyers again.
moderation-trusted-said = From now on the goods of this shop are shown without being looked over.
moderation-distrusted-said = From now on new goods of this shop are looked over first. What was seen stays.
moderation-report-link = Report this good
moderation-report-title = Report this good
moderation-report-lead = We do not ask your name. Whoever runs the market reads it; your words are erased six months after the decision.
moderation-report-reason = What is wrong?
moderation-report-reason-missing = Choose what is wrong.
moderation-report-untrue = It is not as described
moderation-report-forbidden = It may not be sold
moderation-report-photo = The photo is not decent
moderation-report-rude = The words are rude
moderation-report-other = Something else
moderation-report-words = What you want to say
moderation-report-words-hint = Write nobody's name or number.
moderation-report-words-missing = Write what is wrong.
moderation-report-send = Send the report
moderation-report-said = Your report has come in. Thank you for telling us.
moderation-report-too-many = Many reports came from this internet line today. Please send it tomorrow.
moderation-rules-title = Looking over, and limits of goods and photos
moderation-rules-lead = Each number holds from the moment it is saved.
moderation-rules-saved = The numbers are saved.
# $least (String) - a number
# $most (String) - a number
moderation-rule-wrong = Write a number from { $least } to { $most }.
moderation-rule-trust-after = After how many accepted goods in a row is a shop trusted? (0: from its beginning)
moderation-rule-goods-new = New goods a day, of a shop that is not trusted
moderation-rule-listed-new = All goods of a shop that is not trusted
moderation-rule-photos-new = Photos a day, of a shop that is not trusted
moderation-rule-goods = New goods a day, of a trusted shop
moderation-rule-listed = All goods of a trusted shop
moderation-rule-photos = Photos a day, of a trusted shop
moderation-kind-review = Review by a buyer
moderation-kind-answer = Answer of a shop
moderation-nobody-to-mend = A buyer wrote it and cannot be asked to mend it. Accept it or refuse it.
moderation-reasons-silent = Why not? (only for the record; nobody is told)
moderation-reasons-with-yes = You have ticked or written what is wrong. Remove that to accept it, or ask to mend it, or refuse it.
moderation-not-collected = The collection of this order was taken back, so its review is not shown.
moderation-is-shown = Buyers see this now.
# $many (String) - a number
moderation-open-orders = Open orders of this good: { $many }. They stay until the shop hands them over or cancels them.
moderation-look-again = Look over again
moderation-rules-stale = Somebody else changed the numbers just now. These are the new ones; please look and save again.
moderation-report-shop-link = Report this shop
moderation-report-shop-title = Report this shop
moderation-report-review-link = Report the review
moderation-report-review-title = Report this review
moderation-report-answer-link = Report the answer
moderation-report-answer-title = Report this answer
moderation-kind-licence = Licence
# $kind (String) - a kind of licence
# $number (String) - the number on it
moderation-licence = { $kind }, number { $number }
moderation-noted-contact = It has a phone number, an address or a social media name.
moderation-noted-claim = It speaks of healing or medical effects.
moderation-noted-rude = It is not polite.
# $name (String) - who issued the licence
moderation-licence-issuer = Issued by { $name }
moderation-licence-ended = This licence has ended.
