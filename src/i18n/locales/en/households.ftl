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
households-notes-hint = The caseworker and the supervisor see them; an auditor only after writing down why.
# $most (String) - the greatest number of characters
households-long = This text is too long. Write at most { $most } characters.
households-since = From which day (empty means today)
households-since-wrong = This date is not right. Check the day, month and year.
households-since-future = This day is still to come. Write today or a day before it.
households-business-new = Home business without a file
households-business-lead = For a household that was not supported and wants to sell at the market. No case file is opened, and its sign-in card is made right here.
households-business-alike = On the pages of the market and to its manager this seller looks like every other.
households-business-go = Register and make the card
# $name (String) - the household's name
households-known = This person is registered already, in the household of { $name }.
households-known-open = See this household
# $name (String) - the household's name
households-known-business = This person sells at the market with the household of { $name }, which has no case file yet.
households-known-business-open = Open a case file for this household
households-known-wait = In the last hour you entered several national IDs that are registered for other people. Please try again in about a quarter of an hour; nothing was saved.
households-known-elsewhere = This person is registered elsewhere already. Ask your supervisor.
# $institution (String)
households-known-helped = { $institution } already helps this person. Speak with them before you help, too.
households-supported = The household's case file is open.
households-member-new = New member
households-member-new-go = Add the member
# $name (String) - the member's name
households-member-added = { $name } is now a member of the household.
households-member-ended = This person is no longer a member.
households-member-last = This is the only member; add another one first.
households-member-head = Choose a new head first.
households-head = Head of the household
households-head-text = The household then goes by this member's name. The head before stays a member.
# $name (String)
households-head-go = Make { $name } the head
households-head-done = The new head is recorded.
households-head-already = This member is the head already.
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
households-reason = Why?
households-reason-missing = Write in one sentence why, in at most 200 letters.
# $name (String) - the member's name
households-correct = Correct what is written of { $name }
households-correct-lead = Correct here what was written wrong. It stays on record who corrected it, when and why.
# $id (String) - the last digits of the national ID
households-correct-national-id-hint = Empty means the one that is written down: { $id }
households-correct-mobile-hint = The number to sign in with stays; to sign in with a new one, make a new card.
households-correct-reason-hint = For example: the family name now agrees with the birth certificate.
households-correct-go = Correct
households-correct-nothing = Nothing is different. Please correct what was written wrong.
households-correct-id-taken = This national ID is registered for somebody else. Compare the digits with the card; if they are right, ask your supervisor.
# $name (String) - the member's name
households-corrected = What is written of { $name } is corrected.
# $name (String) - the member's name
households-corrected-card = What is written of { $name } is corrected. The number to sign in with stays as it was; to sign in with the new one, make a new card.
households-hand-on = Give the file to another caseworker
households-hand-on-lead = From that day on the new caseworker follows this file. Nothing changes before it.
households-hand-on-who = New caseworker
households-hand-on-who-missing = Choose the new caseworker.
households-hand-on-none = There is no other caseworker for this neighbourhood. Ask the administrator.
households-hand-on-go = Give the file
# $day (String) - the first day
# $name (String) - the caseworker's name
households-hand-on-done = From { $day } on the file is with { $name }.
households-hand-on-past = This day is over. Write today or a day after it.
households-hand-on-elsewhere = This person is no caseworker of the neighbourhood on that day. Choose somebody else.
households-hand-on-same = The file is with this caseworker. Choose somebody else.
# $day (String) - the day from which another caseworker has it
households-hand-on-early = Another caseworker has the file from { $day } on. Write a day after it.
households-close = Close the file
households-close-lead = A closed file leaves the list of households and stays among the closed files. It can be read, and opened again.
households-close-go = Close the file
households-close-done = The file is closed.
households-close-before = This was done before. Please look at the file once more.
households-close-machine = The household still holds a machine. Take it back first.
households-close-use-right = The household still has the right to use another's machine. End it first.
households-close-proposal = A proposal for this household waits for a decision. The supervisor has to decide first.
households-close-approval = Something was approved for this household and is not recorded yet. Record the grant first.
households-reopen = Open the file again
households-reopen-lead = The file comes back to the list of households, with its caseworker and all that is written in it.
households-reopen-go = Open the file
households-reopen-done = The file is open again.
households-files-closed = Closed files
households-files-closed-none = There is no closed file
households-identity = See whole national IDs
households-identity-auditor = See names and address
households-identity-lead = Write why it is needed. Your reason, your name and the time stay in the file.
households-identity-go = Show
households-identity-once = This is shown only this once. Do not copy it elsewhere.
households-identity-unknown = not written down
households-purpose-hint = For example: for the letter to the bank about the loan
households-purpose-missing = Write why in a whole sentence: 10 to 300 letters.

households-opened-title = Who opened my file?
households-opened-lead = Each time a caseworker, supervisor or auditor of an institution opens your household's case file, it is written here.
households-opened-none = Nobody opened a file of yours
households-opened-no-file = No institution keeps a case file on your household, so there is nothing to open.
households-opened-nobody = Whenever somebody opens your file, you will see the day and what they looked at here.
households-opened-lists = Lists in which your name stands beside others are not counted here. If something is not clear to you, ask your caseworker.
households-opened-caseworker = A caseworker
households-opened-supervisor = A supervisor
households-opened-auditor = An auditor
households-opened-whole = looked at the whole file
households-opened-nameless = looked at the file without names and addresses
households-opened-sales = looked at sales and costs
households-opened-family = looked at your family's details
households-opened-income = looked at the income before support
households-opened-help = looked at help and machines
households-opened-goods = looked at your goods
households-opened-stall = looked at your requests for a stall
households-opened-found = found the file by a number they had
households-opened-identity = looked at whole national IDs or masked details, and wrote why
households-opened-helper = saw, when registering, that an institution helps your household
households-opened-form = opened a form of the file
# $count (String) - how many times somebody looked that day
households-opened-times = { $count } times
