licences-title = Licences
licences-lead = Enter your licences, so that buyers can rely on what they buy. They see the kind, the number and the last day of each.
licences-number = Number
# $day (String) - a date
licences-until-day = until { $day }
licences-good = Buyers see it
licences-over = It has ended
# $name (String) - the kind of licence
# $day (String) - a date
licences-ending = “{ $name }” is good until { $day }. Renew it, and enter the new one.
licences-renew = Enter the new one
licences-enter = Enter a licence
licences-new = New licence
licences-change = Change
licences-remove = Take away
licences-no-shop = List a good first, so that your shop opens; then enter the licence.
licences-mend-title = Mend a licence
licences-form-lead = Buyers see it once it was looked over, and we tell you.
licences-kind = Which licence is it?
licences-kind-missing = Choose the kind of licence.
licences-form-number = Number of the licence
licences-form-number-hint = As it stands on the licence. Buyers see it.
licences-number-missing = Write the number of the licence.
licences-form-issuer = Issued by
licences-form-issuer-hint = For example Amol Health Centre
licences-form-until = Until which day is it good?
licences-until-missing = Write the last day on which it is good.
licences-day-wrong = This is not a date. Look at the day, month and year.
licences-day-far = This date is very far off. Look at the year.
licences-ended-before = This licence has ended. Enter the renewed one.
licences-sent-before = You have sent a licence of this kind that is not accepted yet. Change that one.
licences-decided = This licence was looked over just now and stays as it is. Look at your licences.
licences-send = Send it to be looked over
licences-said-sent = We have your licence. We tell you once it was looked over.
licences-said-removed = The licence was taken away.
licences-lack = Needs a licence
licences-lack-soon = Will need a licence
# $name (String) - the kind of licence
licences-lack-now = It needs “{ $name }”. Until you enter it, buyers do not see this good. Orders that were placed stand.
# $name (String) - the kind of licence
licences-lack-now-sent = You have sent “{ $name }”. Once it was looked over, buyers see this good again.
# $day (String) - a date
# $name (String) - the kind of licence
licences-lack-from = From { $day } it needs “{ $name }”. Enter it before that day, so that buyers go on seeing the good.
# $day (String) - a date
# $name (String) - the kind of licence
licences-lack-from-sent = From { $day } it needs “{ $name }”. You have sent it, and it waits to be looked over.
licences-kinds-title = Licences of goods
licences-kinds-lead = The kinds of licences, and which goods need which.
# $names (String) - categories
licences-needed-for = Needed for { $names }
# $names (String) - categories
licences-carried-by = Optional for { $names }
licences-kind-new = New kind
licences-kind-title = Kind of licence
licences-name-fa = Persian name
licences-name-en = English name
licences-name-missing = Write the name.
licences-named = Another kind has this name. Write another one.
licences-may = Which goods may carry it?
licences-must = Which goods are not shown without it?
# $name (String) - a category
# $day (String) - a date
licences-category-since = { $name } (from { $day })
licences-from = For the categories that you tick now: from which day do they need it?
licences-from-hint = In a month, if you leave it empty. Shops that have none are told at once.
licences-from-past = This day is over. Write today or a later day.
licences-kind-saved = Saved.
licences-waiting-next = We look the licence over and tell you.
