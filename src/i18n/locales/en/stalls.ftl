stalls-join = { ", " }
# $from (String) - a time of day
# $to (String) - a time of day
stalls-hours = { $from } to { $to }
# $number (String) - the stall's number
stalls-stall = Stall { $number }
# $name (String) - the row's name
stalls-row-name = Row { $name }
# $site (String) - the market's name
stalls-plan-of = Stalls of { $site }
stalls-plan-pull = The plan is wider than the screen; drag it to the right to see the rest.
# $number (String) - 1 for the most senior
stalls-seniority = Place in turn: { $number }
stalls-look-free = free
stalls-look-taken = taken
stalls-look-blocked = closed
stalls-look-here = this stall
stalls-north = North
stalls-power = Power
stalls-power-none = No power
stalls-power-single = Ordinary power
stalls-power-three = Three-phase power
stalls-baking = Baking
stalls-baking-none = No baking
stalls-baking-light = Light baking
stalls-baking-heavy = Oven, heavy baking
stalls-other-needs = Other fittings
stalls-water = Water
stalls-own-unit = Room for your own stand or cart
stalls-lack-category = a mark for this kind of goods
stalls-marked-for = Marked for which kind of goods?
stalls-marked-for-none = Any goods
stalls-width = Width of each stall, in centimetres
stalls-opens = Opens at
stalls-closes = Closes at
# $name (String) - what shall be named
stalls-name-missing = { $name }: please write it; keep it short.
# $from (String) - the least
# $name (String) - what is counted
# $to (String) - the most
stalls-number-wrong = { $name }: please write a number from { $from } to { $to }.
# $name (String) - the field
stalls-choice-unknown = { $name }: please choose one of the options.
stalls-number-width = Width of a stall
stalls-number-count = Number of stalls
stalls-number-no-show = Time to come
stalls-number-cutoff = End of requests
stalls-hours-wrong = The market must close after it opens.
stalls-date-wrong = This date is not right. Check the day, month and year.
stalls-area-missing = Please choose an area from the list.
stalls-north-missing = Please say which side of the drawing is north.
stalls-category-missing = Please choose a kind of goods from the list.
stalls-first-wrong = Please write a number; a letter or two may stand before it, such as A1.
# $most (String) - a number of letters
stalls-stall-number-wrong = Please write letters and digits, { $most } at most; a hyphen may stand among them. Such as 12, A1 or A-1.
stalls-reason-missing = Please write why it is closed.
stalls-stall-unknown = This stall cannot be given now. Look at the plan and choose another.
# $number (String) - the stall's number
stalls-number-taken = Stall { $number } is on the drawing already. Choose another number.
# $most (String) - a number of stalls
stalls-too-many = A market has at most { $most } stalls. Please add fewer.
stalls-sites-title = Markets
stalls-sites-empty = There is no market in your area yet
stalls-sites-empty-text = The administrator opens a market; then you draw its stalls.
stalls-reports = Market reports
stalls-report-of-season = Report of a season
stalls-council-papers = Papers for the council
stalls-takings = Takings by stall
stalls-site-new = New market
stalls-site-name = Name of the market
stalls-site-name-hint = As people call it, such as “Hefdah Shahrivar Square market”
stalls-site-area = Area
stalls-site-area-hint = Households of this area can ask for stalls.
stalls-site-address = Address
stalls-site-cutoff = Requests end so many hours before the market
stalls-site-cutoff-hint = After that only the market manager enters requests.
stalls-site-no-show = After how many minutes may an empty place be given on?
stalls-site-no-show-hint = Whoever has not come by then loses the stall to the next in line.
stalls-site-north = Which side of the drawing is north?
stalls-north-up = Top
stalls-north-right = Right
stalls-north-down = Bottom
stalls-north-left = Left
stalls-site-open = Open the market
stalls-site-opened = The market is there. Its manager can now draw the stalls.
stalls-details-title = Details and hours
stalls-details-lead = Market days that are already open keep their own hours and the end of their requests.
stalls-details-saved = The details of the market were saved.
# $place (String)
# $opens (String)
# $closes (String)
# $cutoff (String)
# $late (String)
stalls-details-stale = Someone else has just changed these. Now: { $place }; { $opens } to { $closes }; requests end { $cutoff } hours before; stalls go on { $late } minutes after the start. What you typed is still here; if it is right, save it again.
stalls-drawing-edit = Draw the stalls
stalls-drawing-lead = Add a whole row at once. To change one stall, tap it.
stalls-drawing-empty = There is no stall on the drawing yet. Draw the stalls first.
stalls-drawing-retired = Stalls taken off the drawing
stalls-row-new = New row
stalls-row-label = Name of the row
stalls-row-hint = Such as “A” or “By the wall”
stalls-row-count = How many stalls?
stalls-row-first = Number of the first stall
stalls-row-first-hint = The others follow on. The first one lies at the right.
stalls-row-add = Add the row
stalls-row-added = The row was added.
stalls-stall-state = This stall
stalls-stall-open = Is open
stalls-stall-blocked = Is closed
stalls-stall-retired = Take it off the drawing
stalls-stall-reason = Why is it closed?
stalls-stall-reason-hint = Only if it is closed, such as “a water pipe burst”
stalls-stall-number = Number
stalls-stall-whole-row = Give every stall of this row the same width, fittings and category
stalls-stall-note = A closed stall is given to nobody. If it was given before, move that seller yourself.
stalls-stall-saved = The stall was saved.
# $number (String) - the stall's number
stalls-stall-in-use = Stall { $number } is given to someone on a coming day. Move that seller first.
stalls-days-open = Open market days
stalls-days-first = Which day?
stalls-days-repeat = Repeat
stalls-days-once = This day only
# $weeks (String) - a number of weeks
stalls-days-weekly = Every week on this day, for { $weeks } weeks
# $hours (String) - a number of hours
stalls-days-cutoff-note = Requests end { $hours } hours before the market opens.
stalls-days-cutoff-at-opening = Stalls can be asked for until the market opens.
# $count (String) - a number of days
stalls-days-opened = Market days opened: { $count }.
stalls-days-in-past = This day is past. Choose today or later.
stalls-days-known = The market is open on these days already.
stalls-days-coming = Coming days
stalls-days-too-far = This day is too far ahead. Choose one within two years.
stalls-days-past = Past days
stalls-days-none = No day is open yet.
# $count (String) - a number of requests
stalls-days-requests = requests: { $count }
stalls-state-open = Taking requests
stalls-state-published = Announced
stalls-state-held = Held
stalls-state-cancelled = Called off
stalls-sellers-title = Sellers
stalls-sellers-lead = The smaller the turn number, the sooner the stall.
stalls-sellers-known = Sellers of this market
stalls-sellers-new = Newcomers
stalls-sellers-no-goods = No goods yet
stalls-sellers-take-in = Accept
# $seniority (String) - the seniority number
stalls-sellers-taken-in = Accepted, with turn { $seniority }.
stalls-sellers-card = New card
stalls-sellers-card-text = This seller has not chosen a password yet. If the card is lost, give a new one; the old card then ends.
stalls-sellers-card-not-awaited = This seller has a password, or a new card is not made here. For a forgotten password there is a new one on the page to sign in.
stalls-sellers-saved = Saved.
stalls-sellers-seniority = Turn
stalls-sellers-seniority-hint = 1 is the first. Each number belongs to one seller.
stalls-sellers-seniority-taken = This number belongs to someone else. Choose another.
stalls-sellers-unknown = This seller is not known at this market.
stalls-sellers-known-already = This seller is known at this market already.
stalls-register-title = Register a new seller
stalls-register-lead = For someone without an account. Their sign-in card is made right here; once they have opened their shop, they stand under the newcomers. Registering them again makes a new card.
stalls-register-given = First name
stalls-register-family = Family name
stalls-register-area = Neighbourhood
stalls-register-go = Register and make the card
stalls-register-known = This person is registered already. An administrator makes a new card for them.
stalls-day-requests = Requests
stalls-day-placed = With a stall
stalls-day-waiting = Without a stall
stalls-day-free = Free stalls
# $until (String) - a day and time
stalls-day-asking-until = Requests until { $until }
stalls-day-assign = Assign the stalls
stalls-day-assign-again = Assign again
stalls-day-assigned = The stalls are assigned. Nobody has been told yet.
stalls-day-draft = This plan is not announced yet. Only you see it.
stalls-day-draft-again = The changes are not announced yet. People see the plan before.
# $count (String) - a number of requests
stalls-day-unseen = Requests that came after the assignment: { $count }.
# $count (String)
stalls-day-cut-short = There were too many ways to arrange the stalls to try them all (times: { $count }). Someone without a stall might still fit. Look at the list below, and give a stall by hand where there is one.
# $count (String) - a number of sellers
stalls-day-publish = Announce to { $count } sellers
# $until (String) - a day and time
stalls-day-publish-early = People can ask until { $until }. Announcing now ends requests.
# $count (String) - a number of sellers
stalls-day-published = Announced; sellers told: { $count }.
stalls-day-published-already = This plan was announced already.
stalls-day-before-cutoff = People can still ask. Wait, or open the page again and end requests.
stalls-day-outdated = Requests or rules changed after the assignment. Assign again first.
stalls-day-stale = The plan was changed meanwhile. This is the new one; please look again.
stalls-day-closed = This day is past or called off and cannot be changed.
stalls-day-no-request = Nobody has asked for a stall yet.
stalls-day-who = Who stands where?
stalls-day-move-hint = To move someone, tap a stall.
stalls-day-nobody-waits = Nobody waits.
stalls-day-give = Give a place
stalls-only-wishes = wished stalls only
stalls-say-title = Tell everyone
stalls-say-label = What to say
stalls-say-hint = It stands beside this day, such as “Because of the rain we are under the roof”. Leave empty to say nothing.
stalls-say-go = Put it up
stalls-say-done = It is up.
stalls-cancel-title = Is this day called off?
stalls-cancel-lead = Everyone who asked for a stall is told. This cannot be undone.
# $count (String) - a number of sellers
stalls-cancel-go = Call off and tell { $count } sellers
# $count (String) - a number of sellers
stalls-cancelled = The day is called off; sellers told: { $count }.
# $name (String) - a seller
stalls-move-holder = { $name } stands here now.
stalls-move-empty = Empty this stall
stalls-move-waiting = Without a stall
stalls-move-swap = Change places with
stalls-move-swap-go = Swap
stalls-move-here = Put here
stalls-move-free = Free stalls
stalls-move-taken = Taken stalls: the two change places
stalls-move-done = Moved. Not announced yet.
stalls-move-not-asked = This seller has no stall on this day, or withdrew.
stalls-move-nothing = That was the place already; nothing changed.
stalls-breaks-title = What happens with this change?
stalls-breaks-go = Do it all the same
stalls-move-go = Do it
# $name (String) - a seller
# $stall (String) - “Stall 12”
stalls-shift-comes = { $name }, until now without a stall, comes to: { $stall }.
# $name (String) - a seller
# $stall (String) - “Stall 12”
stalls-shift-goes = { $name } leaves { $stall } and is left without a stall.
# $from (String) - “Stall 12”, what is kept
# $name (String) - a seller
# $to (String) - “Stall 13”, what comes to it
stalls-shift-grows = { $name } keeps { $from } and also gets { $to }.
# $from (String) - “Stall 13”, what goes
# $name (String) - a seller
# $to (String) - “Stall 12”, what is left
stalls-shift-shrinks = { $name } gives up { $from } and keeps { $to }.
# $from (String) - “Stall 12”
# $name (String) - a seller
# $to (String) - “Stall 13”
stalls-shift-moves = { $name } moves from { $from } to { $to }.
# $lacks (String) - what the stall does not have
# $name (String) - a seller
# $stall (String) - the stall's number
stalls-break-unsuited = Stall { $stall } does not have what { $name } needs: { $lacks }.
# $name (String) - a seller
# $stall (String) - “Stall 12”
stalls-break-not-wished = { $stall }: { $name } did not wish for this and wanted wished stalls only.
# $name (String) - a seller
# $stall (String) - “Stall 12”
stalls-break-moves = { $stall }: { $name } moves there.
# $name (String) - a seller
stalls-break-loses = { $name } is left without a stall.
# $name (String) - a seller
stalls-break-passed-over = { $name } is more senior and waits for such a stall.
stalls-check-in-title = Who came?
stalls-check-in-came = Came
stalls-check-in-no-show = Did not come
stalls-check-in-past = This day is over; the list no longer changes.
stalls-check-in-too-old = This tick was made before today and was not kept. If it is right, please tick again.
stalls-check-in-coming = On the day of the market you tick here who came.
stalls-check-in-not-published = Announce the plan first.
# $minutes (String) - a number of minutes
stalls-check-in-still-time = They have until { $minutes } minutes after the opening to come.
stalls-check-in-standing = The stalls
stalls-check-in-signed-off = Signed off
stalls-tally = Today in numbers
# $count (String)
stalls-tally-came = Came: { $count }
# $count (String)
stalls-tally-awaited = Not yet: { $count }
# $count (String)
stalls-tally-missing = Did not come: { $count }
# $count (String)
stalls-tally-free = Free stalls: { $count }
# $count (String)
stalls-tally-waiting = Waiting: { $count }
# $stall (String) - the stalls by their numbers
# $name (String) - who has them now
stalls-went-on = { $stall } went to { $name }
# $gone (String) - which stalls went to whom
stalls-not-come = Did not come; { $gone }
stalls-went-on-somewhere = Did not come; the stall went to someone else
stalls-find = Name or stall number
stalls-find-seller = Name or shop
stalls-find-all = All
stalls-find-none = Nobody was found. Try a shorter name.
stalls-paper-print = Print the plan
stalls-paper-hint = The plan fits one A4 sheet, landscape. If you see no print button, use “Print” of your browser.
# $date (String) - the date with its year
# $site (String) - the market's name
stalls-paper-title = Stalls of { $site }, { $date }
stalls-paper-with-names = With names
stalls-paper-without-names = Without names, for the council
stalls-paper-by-stall = By stall
stalls-paper-by-name = By name
stalls-paper-not-placed = Without a stall
stalls-paper-withdrawn = Withdrawn
stalls-paper-draft = Draft, not announced yet.
# $at (String) - a day and time
stalls-paper-made = Made on { $at }
stalls-request-for = Ask for a seller
# $name (String) - a seller
stalls-request-of = A stall for { $name }
stalls-request-nobody = No seller is known at this market yet. Accept one on the sellers’ page first.
stalls-request-has = Has asked
stalls-my-title = Stall
stalls-my-none = No market day is coming up
stalls-my-none-text = When the market manager opens a day, you see it here.
stalls-my-past = Past days
stalls-my-ask = I want a stall
stalls-my-ask-more = Choose a stall and what it has
stalls-my-change = Change the request
stalls-my-withdraw = Withdraw the request
# $until (String) - a day and time
stalls-my-until = You can ask until { $until }.
stalls-my-answer-soon = Requests have ended. The answer comes soon.
stalls-my-closed = Asking for this day has closed. If you need a stall, talk to the market manager.
# $number (String) - the stall's number
stalls-my-got = Stall { $number } is yours
# $number (String) - the stall's number
stalls-my-had = You had stall { $number }
stalls-my-refused = No stall this time
stalls-my-asked = Your request is in
stalls-my-not-asked = You have not asked
# $number (String) - the stall's number
stalls-theirs-got = Stall { $number } for this household
stalls-theirs-asked = A request is entered
stalls-theirs-not-asked = No request is entered
stalls-theirs-ask = Ask for a stall
stalls-theirs-withdraw = Withdraw the request
stalls-theirs-anywhere = This stall suits their work.
stalls-theirs-flexible = And if those are taken?
stalls-theirs-flexible-no = Only these
stalls-ask-category = What do you sell?
stalls-ask-category-none = Please choose
stalls-ask-flexible = And if those are taken?
stalls-ask-flexible-yes = Any stall will do
stalls-ask-flexible-no = Only these
stalls-ask-go = I want a stall
stalls-ask-save = Save the request
# $day (String) - the market day
stalls-ask-done = You asked for a stall on { $day }.
# $day (String) - the market day
stalls-theirs-ask-done = A stall is asked for on { $day }.
stalls-ask-no-wish = Choose at least one stall you would like, or say that any stall will do.
stalls-ask-wish-gone = One of these stalls is gone or closed. Please choose another.
stalls-ask-nothing = There is no request for this day.
stalls-ask-cancelled = There is no market on this day.
stalls-ask-too-late = Requests for this day have ended. Tell the market manager.
stalls-ask-too-late-for-others = Requests for this day have ended. From now on only the market manager enters them.
# $day (String) - the market day
stalls-withdrawn = The request for { $day } was withdrawn.
stalls-withdrawn-undo = Undo
stalls-reason-category-full = There was no more room for this kind of goods.
stalls-reason-no-adjacent-run = There were not enough stalls side by side.
stalls-reason-minimum-unavailable = There were fewer stalls than asked for.
stalls-reason-market-full = All stalls are taken.
stalls-reason-own-stall-unavailable = The own stall cannot be used on this day.
stalls-reason-no-wish-available = The wished stalls went to others.
stalls-my-more-chance = Next time, “Any stall will do” helps.
stalls-reason-no-suitable-stall = No stall that suits this work was left.
stalls-reason-by-hand = Left without a stall when the plan was changed by hand.
stalls-reason-taken-by-hand = The market manager took the stall back or gave it to someone else. Ask why.
stalls-proof-none = This market has no stall with what is needed.
# $stalls (String) - numbers of stalls
stalls-proof-stalls = These stalls would have suited: { $stalls }.
# $count (String) - how many stalls, more than a few
stalls-proof-count = { $count } stalls would have suited.
# $rank (String) - 1 for the best wish
stalls-proof-wish = It was wish number { $rank }.
stalls-proof-own = It is the own stall.
stalls-proof-anywhere = This stall suits your work.
stalls-proof-hand = The market manager decided it.
stalls-before-own-stalls = it is their own
stalls-before-priority-list = on the first list
stalls-before-special-needs = only such a stall suits them
stalls-before-moving-holder = moved there from an own stall
stalls-before-guaranteed-count = the place was guaranteed
stalls-before-accepts-one = one stall is enough for them
stalls-before-seniority = more senior at this market
stalls-before-equal-seniority = of equal seniority, earlier on the list
stalls-before-exchange = gave up an own stall for another
stalls-before-left-over = it was not enough for this request and went to them
stalls-reason-no-wish-named = Only wished stalls would do, but none was named.
stalls-reason-no-wish-suits = Only wished stalls would do, but none of them suits this work or is open.
stalls-reason-above-limit = More stalls were asked for than one seller may have here.
stalls-reason-above-category = The fewest stalls asked for are more than this kind of goods may have at this market.
stalls-reason-least-above-most = More stalls were asked for at least than at most. Change one of the two numbers.
# $count (String) - how many are not listed
# $stalls (String) - numbers of stalls
stalls-numbers-and-more = { $stalls } and { $count } more
# $stalls (String) - numbers of stalls
stalls-proof-own-stalls = Own stalls: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-own-stalls = Someone’s own: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-priority-list = With someone on the first list: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-special-needs = With someone whom only such a stall suits: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-moving-holder = With someone who moved there from an own stall: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-guaranteed-count = With someone whose place was guaranteed: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-accepts-one = With someone for whom one stall is enough: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-seniority = With someone more senior at this market: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-equal-seniority = With someone of equal seniority, earlier on the list: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-exchange = With someone who gave up an own stall for another: { $stalls }.
# $stalls (String) - numbers of stalls
stalls-taken-left-over = Not enough for this request, so it went to someone else: { $stalls }.
stalls-public-title = Market days
stalls-public-lead = Where and when to buy from the makers themselves.
stalls-public-none = No market day is coming up
stalls-public-none-text = Until then, have a look at the goods and the shops here.
# $date (String) - the date
# $site (String) - the market's name
stalls-public-day-title = { $site }, { $date }
stalls-public-shops = Who stands where?
stalls-public-soon = The plan of the stalls comes here shortly before the day.
stalls-days-holiday = This day is a holiday. Choose another one.
stalls-paper-nobody-yet = Nobody has been given a stall yet.
stalls-sellers-category = What do they sell?
stalls-and = { " and " }
# $number (String) - numbers of stalls
stalls-stalls = Stalls { $number }
stalls-look-wished = wished
stalls-look-unsuited = unsuited
# $count (String) - a number of stalls
stalls-counts-just = just { $count } stalls together
# $count (String) - a number of stalls
stalls-counts-up-to = up to { $count } stalls
# $number (String) - numbers of stalls
stalls-my-got-many = Stalls { $number } are yours
# $number (String) - numbers of stalls
stalls-my-had-many = You had stalls { $number }
# $number (String) - numbers of stalls
stalls-theirs-got-many = Stalls { $number } for this household
stalls-ask-most = How many stalls?
stalls-ask-least = How many at the least?
stalls-ask-counts-wrong = The least cannot be more than what is asked for.
stalls-ask-wishes = Which stall would you like best?
stalls-ask-wishes-hint = Touch them on the plan in order, the best first. Touch again to take one out. If it makes no difference, touch none.
# $rank (String) - 1 for the best wish
stalls-ask-wish-rank = Wish { $rank }
stalls-ask-wish-equal = Equally good
stalls-ask-wish-drop = Take out
# $lacks (String)
stalls-ask-wish-lacks = Does not have: { $lacks }
stalls-ask-in-vain = None of the chosen stalls suits this work, so with only these there will be no stall.
stalls-ask-all-the-same = Send it all the same
# $most (String) - a number of stalls
stalls-ask-too-many-wishes = Please choose at most { $most } stalls.
# $stalls (String) - numbers of stalls
stalls-move-empty-all = Empty all of theirs ({ $stalls })
stalls-move-beside = This stall as well, for a neighbour
stalls-move-beside-hint = They keep their own stall and get this one too.
# $stall (String) - a stall's number
stalls-move-also = Give stall { $stall } as well
stalls-move-by-turn = In order of their turn
stalls-move-by-stall = In the order of the stalls on the plan
# $stall (String) - “Stalls 12 and 14”
# $name (String) - a seller
stalls-break-apart = { $stall }: these do not stand side by side for { $name }.
# $stall (String) - “Stall 12”
# $name (String) - a seller
stalls-break-fewer = { $stall }: no more than this is left for { $name }.
stalls-rows-title = Rows
stalls-row-ring = It is a ring: the last stall stands beside the first
stalls-row-is-ring = ring
stalls-row-saved = The row was saved.
# $numbers (String) - two stall numbers
stalls-obstacle-title = Between stalls { $numbers }
stalls-obstacle-kind = What stands between them?
stalls-obstacle-none = Nothing, they are side by side
stalls-obstacle-wall = Wall
stalls-obstacle-tree = Tree
stalls-obstacle-gate = Gate
stalls-obstacle-path = Path
stalls-obstacle-pole = Pole
stalls-obstacle-other = Obstacle
stalls-obstacle-width = How wide, in centimetres
stalls-obstacle-hint = Whoever wants two stalls does not get the ones at both sides of it.
stalls-obstacle-not-neighbours = These two stalls are not side by side. Choose two that are.
stalls-obstacle-saved = The drawing was saved.
# $category (String) - a kind of goods
stalls-fault-unmarked = { $category } stands on marked stalls only, but no stall is marked for it.
# $number (String) - a stall's number
stalls-fault-at-end = After stall { $number } an obstacle is drawn that is between no two stalls.
# $name (String) - a seller
# $stalls (String) - numbers of stalls
stalls-fault-own-apart = The own stalls of { $name } are not side by side: { $stalls }.
stalls-settings-title = Rules for the stalls
stalls-settings-saved = The rules were saved.
stalls-settings-max-each = The most stalls for each seller
stalls-settings-max-each-hint = The limit does not hold for own stalls and guaranteed numbers.
# $now (String) - the rules, in sentences
stalls-settings-stale = Someone else changed these rules meanwhile. Now: { $now } What you chose is still here; if it is right, save it again.
stalls-day-drawing-stale = The drawing of this day was changed meanwhile. This is the new one; please look again.
stalls-settings-no-limit = No limit
stalls-settings-ab-list = Everyone on list A is given stalls before anyone on list B
stalls-settings-refused-first = Whoever got no stall last time comes first this time
stalls-category-title = Rules for each kind of goods
stalls-category-lead = Empty means no limit.
stalls-category-required = On stalls marked for it only
stalls-category-max-stalls = The most stalls
stalls-category-max-vendors = The most sellers
stalls-category-unmarked = No stall is marked for this kind yet. Mark one on the drawing first.
stalls-category-is-required = marked stalls only
# $most (String) - a number of stalls
stalls-category-up-to-stalls = up to { $most } stalls
# $most (String) - a number of sellers
stalls-category-up-to-vendors = up to { $most } sellers
# $number (String) - the stall's number
stalls-stall-owned = Stall { $number } is someone’s own. End that on the seller’s page first.
stalls-sellers-list = List
stalls-sellers-list-a = List A
stalls-sellers-list-b = List B
stalls-sellers-guaranteed = Guaranteed number of stalls
stalls-sellers-guaranteed-hint = Mostly zero. So many are set aside before others choose.
stalls-own-title = Own stalls
stalls-own-lead = This seller has them on every market day, unless signed off.
# $day (String) - a date
stalls-own-since = since { $day }
stalls-own-stall = Which stall?
stalls-own-give = Make it an own stall
stalls-own-given = It is an own stall now.
stalls-own-end = End
stalls-own-ended = It is no own stall any more.
stalls-own-two-holders = This stall is someone else’s own. Choose another.
# $numbers (String) - numbers of stalls
stalls-own-is = Own stall: { $numbers }
stalls-own-coming = Coming, on the own stall
stalls-own-sign-off = Not coming this day
stalls-own-signed-off = Signed off
stalls-own-come = Coming after all
stalls-absence-title = Days away
stalls-absence-lead = No stall is kept on these days.
stalls-absence-site = Which market?
stalls-absence-site-missing = Please choose a market from the list.
stalls-absence-first = From which day?
stalls-absence-last = Until which day? That day counts too.
stalls-absence-note = Note it
stalls-absence-noted = Noted.
# $first (String) - a date
# $last (String) - a date
stalls-absence-span = { $first } to { $last }
stalls-absence-end = End it
stalls-absence-ended = Taken back. What was asked for stands again.
stalls-absence-absent = Away
stalls-absence-this-day = This day is among those noted as away.
stalls-absence-order = The last day must come after the first.
stalls-absence-past = These days are past. Choose today or later.
stalls-absence-too-long = It cannot be longer than a year. Choose a nearer day.
stalls-absence-overlaps = Some of these days are noted already.
# $day (String) - a market day
stalls-absence-too-late = It is too late to change { $day }. Tell the market manager about that day.
stalls-absence-unknown = This was not found. Please open the page again.
# $day (String) - a day of the week
stalls-weekly-tick = The same every { $day }
stalls-weekly-title = Every week
# $day (String) - a day of the week
stalls-weekly-every = Every { $day }
stalls-weekly-end = No more
stalls-weekly-ended = The weekly request has ended.
# $site (String) - the market's name
stalls-feed-name = Market days of { $site }
stalls-feed-own-name = My stall at the market
# $site (String) - the market's name
# $state (String) - the stall, or how the request stands
stalls-feed-own-day = { $state } · { $site }
stalls-calendar-title = In your phone's calendar
stalls-calendar-lead = Your market days come into the calendar of your phone by themselves: where, when and which stall.
# $since (String) - day and time
stalls-calendar-since = Your calendar has a private address, made { $since }. Whoever knows it sees your market days.
stalls-calendar-make = Make a calendar address
stalls-calendar-again = A new address instead
stalls-calendar-end = End the address
stalls-calendar-ended = The calendar address was ended and opens nothing any more.
stalls-calendar-made = Your private calendar address is ready. It is shown only this once.
stalls-calendar-open = Open in the calendar
stalls-calendar-by-hand = If it does not open, put this address into your calendar, where it adds a calendar from an internet address:
stalls-calendar-keep = Give the address to nobody. If it is lost or someone else has it, make a new one on the stall page; the old one stops at once.
stalls-calendar-of-all = Market days in your phone's calendar
stalls-calendar-of-site = Days of this market in your phone's calendar
stalls-free-title = Free stalls
# $name (String)
stalls-vacant-no-show = { $name } did not come
# $name (String)
stalls-vacant-signed-off = { $name } signed off
stalls-vacant-empty = left empty
# $count (String)
stalls-free-others = Other free stalls: { $count }
# $stall (String)
# $name (String)
stalls-give-to = Stall { $stall } to { $name }
# $stall (String)
# $name (String)
stalls-give-anyway = Stall { $stall } to { $name } anyway
stalls-give-other = Someone else
# $name (String)
stalls-give-is-here = { $name } waits at the market.
stalls-give-draft = There is also a plan nobody was told of. Giving a stall sets that plan aside.
stalls-give-undo = Take the stall back
stalls-given = The stall is given, and they were told.
stalls-given-back = The stall was taken back.
stalls-give-read-first = Read first what this does, then press again.
# $number (String)
stalls-give-taken = Stall { $number } has just gone to someone else. Choose another free one.
stalls-give-not-yet = Stalls are given here on the market day, which has not come yet.
stalls-give-not-waiting = This person waits for a stall no more. Here is the list as it is now.
# $category (String) - a kind of goods
# $count (String) - a number of stalls
stalls-break-category-full = { $category }: all the room this market has for it is taken; stalls: { $count }.
# $category (String) - a kind of goods
# $count (String) - a number of sellers
stalls-break-category-sellers = { $category }: as many sell it as this market takes; sellers: { $count }.
stalls-proof-not-there = You were not at the market, so the stall went to someone else.
stalls-proof-handed-on = The stall came free on the market day and went to the next in turn.
stalls-check-in-here = Is here
stalls-check-in-left = Left
stalls-waiting-title = Waiting for a stall
stalls-waiting-lead = Tick who is at the market; a free stall is offered to them first.
stalls-walk-in-go = Someone came unasked
stalls-walk-in-title = Who came?
stalls-walk-in-lead = A seller who did not ask for a stall and came to the market today.
stalls-walk-in-nobody = Every seller known at this market is on today’s list.
stalls-walk-in-new = Not in the list
# $name (String)
stalls-walk-in-for = A stall for { $name }
# $number (String)
stalls-walk-in-best = Give stall { $number }
stalls-walk-in-others = Or one of these
stalls-walk-in-claimed = Others want these too
# $count (String) - a number of stalls
stalls-walk-in-unsuited = Other free stalls: { $count }
# $lacks (String) - what a stall does not have
stalls-walk-in-lacks = Lacks: { $lacks }
stalls-walk-in-none = No free stall suits.
stalls-walk-in-wait = Let them wait
stalls-walk-in-done = Noted, and the stall is given.
stalls-walk-in-waits = Noted; they are on the list of those who wait.
# $stalls (String) - numbers of stalls
stalls-walk-in-again = Noted; stall { $stalls } was still free and is theirs again.
stalls-walk-in-asked = This seller is on today's list already.
stalls-walk-in-not-now = This is done only on the market day, once the plan is published.
stalls-walk-in-badge = came unasked
stalls-incident-go = Note an incident
stalls-incident-kind = What happened?
stalls-incident-power-cut = Power cut
stalls-incident-water = Water trouble
stalls-incident-damage = Damage
stalls-incident-accident = Accident
stalls-incident-dispute = Dispute
stalls-incident-cleanliness = Cleanliness
stalls-incident-missing-equipment = Missing equipment
stalls-incident-other = Something else
stalls-incident-where = Where?
stalls-incident-everywhere = The whole market
stalls-incident-note = Note
stalls-incident-note-hint = Keep it short. It is needed for “Something else”.
stalls-incident-save = Save
stalls-incident-noted = The incident is noted.
stalls-incident-kind-missing = Say what happened; choose one of these.
stalls-incident-note-missing = For “Something else”, write what happened.
stalls-incident-no-stall = This stall is not on the plan. Choose another.
stalls-incident-not-yet = The market day has not come yet.
stalls-incidents-title = What happened on this day
stalls-incident-take-back = A mistake
stalls-incident-taken-back = taken back
stalls-incident-taken-back-done = Taken back. The first note stays too.
# $stall (String)
# $site (String)
stalls-here-title = { $stall }, { $site }
stalls-here-today = Here today:
stalls-here-goods = On offer
stalls-here-nobody = Nobody is at this stall today.
stalls-here-no-shop = Today's seller at this stall has no shop here yet.
stalls-here-not-published = Who is here today has not been announced yet.
stalls-here-cancelled = Today's market is called off.
stalls-here-no-market = There is no market here today.
# $day (String)
stalls-here-next = Next market day: { $day }
stalls-here-list = Today's list
stalls-sheet-tab = Day sheet
stalls-sheet-title = Day sheet
stalls-sheet-lead = The stalls in order, each with a code for the phone's camera. If there is no print button, use the browser's.
stalls-labels-title = Stall labels
stalls-labels-lead = Ten labels on a sheet of A4. Cut them out and stick them on the stalls; they serve for every market day. A label goes with the stall's number: print a new one when the number changes.
stalls-labels-one = To print one label, press its number.
stalls-labels-all = All labels
stalls-labels-text = Point your phone's camera here to see who is here today.
stalls-more-count = How many more stalls at the end of this row?
stalls-more-first = Number of the first new stall
stalls-more-add = Add the stalls
stalls-more-added = The stalls were added.
# $most (String) - a number of stalls
stalls-row-full = A row has at most { $most } stalls. Please add fewer.
stalls-row-unknown = This row is not on the drawing any more. This is the drawing as it is now.
stalls-stall-not-that-day = Is not there on this day
stalls-versions-title = Versions of the drawing
stalls-versions-lead = Every change of the drawing stays here. Tap one to see the drawing as it was.
# $number (String) - the version's number
stalls-version = Version { $number }
# $at (String) - a day and time
# $name (String) - who changed the drawing
stalls-version-made = { $name }, { $at }
stalls-version-opened = The market was opened.
stalls-version-brought-back = An earlier version was brought back.
stalls-version-same = Nothing changed on the drawing.
# $count (String) - a number of changes
stalls-version-more = and more changes: { $count }
stalls-version-now = This is the drawing today
stalls-version-changes = What changed?
stalls-version-bring-back = Bring this drawing back
stalls-version-bring-back-lead = The drawing becomes this one again: stalls that were taken off since come back, and stalls that came since are taken off. The rules of categories stay as they are today. This changes:
# $number (String) - the version's number
stalls-version-brought = The drawing of version { $number } is back.
stalls-version-nothing = The drawing is this one already.
# $count (String) - a number of stalls
# $name (String) - the row's name
stalls-diff-row-added = Row { $name } was added, stalls: { $count }.
# $name (String) - the row's name
stalls-diff-row-gone = Row { $name } was taken off.
# $after (String) - the name now
# $before (String) - the name before
stalls-diff-row-named = Row { $before } has another name: { $after }
# $name (String) - the row's name
stalls-diff-row-closed = Row { $name } became a ring: its last stall stands beside the first.
# $name (String) - the row's name
stalls-diff-row-opened = Row { $name } is no ring any more.
# $stalls (String) - “Stalls 12 and 13”
stalls-diff-added = Added: { $stalls }.
# $stalls (String) - “Stalls 12 and 13”
stalls-diff-gone = Taken off: { $stalls }.
# $after (String) - the number now
# $before (String) - the number before
stalls-diff-renumbered = Stall { $before } has another number: { $after }
# $reason (String) - why it is closed
# $stall (String) - the stall's number
stalls-diff-blocked = Stall { $stall } was closed: { $reason }
# $stall (String) - the stall's number
stalls-diff-unblocked = Stall { $stall } was opened.
# $stall (String) - the stall's number
# $width (String) - a number of centimetres
stalls-diff-width = Stall { $stall } has another width: { $width } centimetres
# $stall (String) - the stall's number
stalls-diff-fittings = What stall { $stall } offers was changed.
# $category (String) - a kind of goods
# $stall (String) - the stall's number
stalls-diff-marked = Stall { $stall } was marked for { $category }.
# $stall (String) - the stall's number
stalls-diff-unmarked = Stall { $stall } is for any goods now.
# $obstacle (String) - what stands there
# $stalls (String) - two numbers of stalls
stalls-diff-between = Between stalls { $stalls }: { $obstacle }
# $stalls (String) - two numbers of stalls
stalls-diff-cleared = Nothing stands between stalls { $stalls } any more.
# $category (String) - a kind of goods
stalls-diff-category = The rule for { $category } was changed.
stalls-day-drawing-title = The drawing of this day
stalls-day-drawing-link = Change the drawing for this day only
stalls-day-drawing-lead = What you change here is for this day only. The usual drawing of the market stays as it is.
stalls-day-drawing-own = This day has its own drawing
stalls-day-drawing-alike = Just now it is like the usual one.
stalls-day-drawing-throw-away = Back to the usual drawing
stalls-day-drawing-thrown-away = This day has the usual drawing again.
stalls-stall-gone = This stall is no longer on the drawing. The drawing as it is now is here.
stalls-drawing-stale = The drawing was changed meanwhile. What you typed is kept and the new drawing is here: look, and save again if you still want this.
stalls-drawing-meanwhile = Changed in the meantime:
# $number (String) - the stall's number
stalls-day-drawing-in-use = Stall { $number } is there on this day only and is given to someone. Move that seller first.
# $number (String) - the stall's number
stalls-day-drawing-owned = Stall { $number } is someone’s own. You can close it for this day.
stalls-day-drawing-badge = Its own drawing
stalls-day-drawing-changed = The drawing was changed after the assignment. To use the new drawing, assign again.
# $count (String) - a number of sellers
stalls-day-numbers = Tell the new numbers (sellers: { $count })
stalls-day-unusable = These stalls were closed or taken off after the assignment. Assign again, or move the sellers yourself:
# $name (String) - a seller
# $stall (String) - “Stall 12”
stalls-day-unusable-one = { $name }: { $stall }
stalls-day-publish-unusable = Someone stands on a stall that cannot be given any more. Assign again, or move that seller.
stalls-version-stale = The drawing changed meanwhile. Open the page again and look at the changes.
# $reason (String)
stalls-drawing-blocked = Closed: { $reason }
# $name (String)
stalls-break-is-here = { $name } is at the market and comes first.
# $name (String)
stalls-break-asked = { $name } asked in time and still waits.
# $name (String)
stalls-break-rules = By the rules of this market { $name } comes first.
# $name (String)
stalls-break-has-none = { $name } has no stall yet and waits for such a stall.
# $count (String) - a number of stalls
# $name (String)
stalls-break-above-most = { $name } asked for fewer stalls: { $count } at most.
# $count (String) - a number of stalls
# $name (String)
stalls-break-above-limit = In this market a seller gets at most this many stalls: { $count }; { $name } gets more.
# $stall (String) - “Stall 12”
# $name (String) - a seller
stalls-break-off-own = { $stall }: this is { $name }’s own and is taken from them.
stalls-here-market = Who is here today?
stalls-day-gone = Did not come, or left
# $what (String) - what was asked for, piece by piece
stalls-asked-for = Asked for: { $what }
stalls-asked-join = { "; " }
stalls-asked-then = { ", then " }
stalls-asked-or = { " or " }
stalls-asked-anywhere = any stall
stalls-day-why = Why?
# $power (String) - a kind of power
stalls-ask-machine = Your machine needs this: { $power }.
# $power (String) - a kind of power
stalls-theirs-machine = This household’s machine needs this: { $power }.
# $count (String) - a number of sellers
stalls-day-publish-closing = Close requests and announce to { $count } sellers
stalls-plan-list = List of all stalls
stalls-runs-title = All plans made for this day
stalls-run-published = announced
stalls-run-not-published = not announced
# $at (String) - a day and time
stalls-run-was-published = announced before, { $at }
# $at (String) - a day and time
stalls-run-made-alone = { $at }, by itself at the cut-off
