households-title = Households
households-new = New household
households-search = Name, national ID or mobile number
households-search-go = Find
households-search-all = Show all
households-search-none = Nobody of this name was found
households-search-none-text = Try the family name alone.
households-number-none = Nobody with this number is in your households. Look at the digits, or search by name.
households-empty = No household yet
households-empty-text = Begin with the head of the household; machines and goods come later.
households-empty-reader = There is no household in this area yet
# $number (String) - six digits that stand for the household
households-file = File { $number }
# $count (String) - how many machines the household holds
households-row-machines = Machines: { $count }
households-row-no-machine = No machine
# $month (String) - the month of the last sale
households-row-last-sale = Last sale: { $month }
households-row-no-sale = No sale yet
households-quiet = No recent sale
households-new-lead = Write the head of the household. The other members can be added later.
households-new-go = Register the household
# $name (String) - the household's name
households-registered = The household of { $name } is registered.
households-given-name = Given name
households-family-name = Family name
households-given-name-wrong = Write the given name, at most 60 letters.
households-family-name-wrong = Write the family name, at most 60 letters.
households-national-id = National ID
households-national-id-hint = Ten digits, from the card or the birth certificate
households-national-id-wrong = A national ID has 10 digits. Write all of them.
households-national-id-check = This national ID is not right. Compare the digits with the card.
households-mobile-hint = Needed for the card to join; it can be added later.
households-neighbourhood = Neighbourhood
households-neighbourhood-wrong = Choose the household's neighbourhood.
households-no-neighbourhood = No neighbourhood is entrusted to you yet. Ask the administrator.
households-address = Address
households-address-hint = Or a landmark by which the house is found
households-notes = Notes
households-notes-hint = Only the caseworker and the supervisor see them.
# $most (String) - the greatest number of characters
households-long = This text is too long. Write at most { $most } characters.
households-since = From which day (empty means today)
households-since-wrong = This is not a date. Write day, month and year.
households-since-future = This day is still to come. Write today or a day before it.
# $name (String) - the household's name
households-known = This person is registered already, in the household of { $name }.
households-known-open = See this household
# $name (String) - the household's name
households-known-business = This person sells at the market with the household of { $name }, which has no case file yet.
households-known-business-open = Open a case file for this household
households-known-elsewhere = This person is registered elsewhere already. Ask your supervisor.
households-supported = The household's case file is open.
households-member-new = New member
households-member-new-go = Add the member
# $name (String) - the member's name
households-member-added = { $name } is now a member of the household.
households-member-ended = This person is no longer a member.
households-member-last = This is the only member; add another one first.
households-member-gone = This person is no member of the household any more.
households-relation = Relation to the head
households-relation-missing = Choose how this person is related.
households-relation-head = Head
households-relation-spouse = Spouse
households-relation-child = Child
households-relation-parent = Father or mother
households-relation-sibling = Sister or brother
households-relation-other = Another relation
households-earner = Works in making or selling
households-invite = Card to join
households-invite-lead = With this card the seller chooses a password and sells with their own phone.
households-invite-who = Who is the card for?
households-invite-who-missing = Choose one of the members.
households-invite-mobile = Mobile number
households-invite-mobile-hint = Empty means the number that is written down.
households-invite-no-mobile = No number is written down
households-invite-mobile-missing = Write this person's mobile number.
households-invite-has-account = has an account and gets a new card
households-invite-staff = This member works here and has an account. If the password is forgotten, the administrator can help.
households-invite-go = Make the card
households-details = Address, account and notes
households-details-saved = The address, the account and the notes are saved.
households-sheba = Sheba (bank account)
households-sheba-hint = 24 digits after IR; for money the office pays to the household
households-sheba-wrong = A Sheba is IR and 24 digits. Please write all of them.
households-sheba-check = This Sheba has a wrong digit. Compare it with the bank card or the bank's app.
