reports-lead = In each season: who came, how full the stalls were, and who got the good ones.
reports-none = There is no market in your area
reports-none-text = Once a market is opened in your area, its report is here.
reports-season = Which season?
# $quarter (String) - the season's name
# $year (String) - the Solar Hijri year
reports-season-name = { $quarter } { $year }
reports-spring = Spring
reports-summer = Summer
reports-autumn = Autumn
reports-winter = Winter
reports-show = Show
# $season (String) - the season with its year
# $site (String) - the market's name
reports-of-season = { $site }, { $season }
# $most (String) - a number of days
reports-cut = This season had many market days; only the last { $most } are counted.
reports-nothing = No market was held in this season yet.
# $count (String) - a number of people
reports-people = { $count }
# $count (String) - how often
reports-times = { $count }
# $part (String) - how many
# $whole (String) - out of how many
reports-out-of = { $part } of { $whole }
reports-held = Days held
# $count (String) - a number of days
reports-cancelled = called off: { $count }
reports-capacity = Stalls in use
# $part (String) - how many stalls
# $whole (String) - out of how many
reports-of-stalls = { $part } of { $whole } open stalls on all days
reports-placed = Requests that got a stall
# $part (String) - how many requests
# $whole (String) - out of how many
reports-of-requests = { $part } of { $whole } requests
reports-came = Those who came
# $part (String) - how often someone came
# $whole (String) - how often someone had a stall before the day
reports-of-placed = came { $part } of the { $whole } times someone had a stall before the day
# $missing (String) - how often someone did not come
# $part (String) - how often someone came
# $whole (String) - how often someone had a stall before the day
reports-of-placed-missing = came { $part } of the { $whole } times someone had a stall before the day; did not come: { $missing }
reports-given = Stalls given on the day itself
# $count (String) - how often
reports-walked-in = came without having asked: { $count }
reports-on-wish = Got a wished stall
reports-on-best = Got the best wish
# $part (String) - how many requests
# $whole (String) - out of how many
reports-of-wishes = { $part } of { $whole } requests with a wish
reports-spread = Inequality of the good stalls
# $number (String) - from 0 to 100
reports-spread-of = { $number } of 100
reports-spread-note = 0 means that all got equally good stalls; 100 means that one household got all the good ones.
reports-spread-none = Nobody named a wish.
reports-goodness-note = The goodness of a stall is how many people wished for it on a market day, on average; a seller's figure is the mean of the stalls they got.
reports-for-asking-note = Goodness per request is the same, but days on which the seller got no stall count too, as zero.
reports-spread-how = For the inequality, a day on which a seller asked and got no stall counts as zero; stalls given on the day itself do not count.
reports-chart = Stalls in use on each market day
reports-key-taken = In use
reports-key-open = Open
reports-by-day = Day by day
reports-by-seller = The sellers
reports-day = Day
reports-seller = Seller
reports-unnamed = A seller whose shop is not open
reports-col-usable = Open stalls
reports-col-taken = In use
reports-col-asked = Requests
reports-col-placed = Got a stall
reports-col-came = Came
reports-col-no-show = Did not come
reports-col-given = Given on the day
reports-col-walked-in = Came unasked
reports-col-signed-off = Signed off
reports-col-absent = Away
reports-col-wish = On a wish
reports-col-best = On the best wish
reports-col-goodness = Goodness of stalls
reports-col-for-asking = Goodness per request
reports-sum = Sum
reports-sum-of-all = Sum of all
# $from (String) - the first
# $to (String) - the last
# $whole (String) - how many there are
reports-part = { $from } to { $to } of { $whole }
reports-part-before = Previous
reports-part-after = Next
reports-print = Print the whole report
reports-csv-sellers = File of the sellers
reports-csv-days = File of the days
reports-names-of-sellers = File of the sellers, with names
reports-names-of-council = Papers for the council, with names
reports-names-lead = This copy has the names of households. Please write your password once more to get it. Every time it is taken is noted.
reports-names-go-file = Get the file
reports-names-go-paper = Show the papers
reports-rerun-title = The same season under another rule
reports-rerun-lead = The stalls of each day are dealt again twice: once under the rules of that day, and once under the rule you choose here. Nothing is stored or changed.
reports-rerun-go = Deal again and compare
reports-rerun-as-it-was = As it was
reports-rerun-yes = Yes
reports-rerun-no = No
reports-rerun-max = How many stalls for each seller at most?
reports-rerun-lists = List A before list B?
reports-rerun-refused = Those refused last time first?
reports-rerun-order = In which order?
reports-rerun-seniority = By seniority
reports-rerun-rotating = Rotating; each day from further down the list
reports-rerun-turns = Rotating
reports-rerun-category = Change the limit of which goods?
reports-rerun-category-none = None
reports-rerun-category-most = How many stalls for them at most?
reports-rerun-category-hint = Empty means no limit.
reports-rerun-most-wrong = Please write a number from 0 to 400.
# $most (String) - a number of stalls
reports-rerun-max-wrong = Please choose a number from 1 to { $most }, or no limit.
reports-rerun-category-missing = First say the limit of which goods is changed.
reports-rerun-nothing = Change at least one rule.
reports-rerun-changed = Which rule was changed
# $after (String) - what it became
# $before (String) - what it was
# $rule (String) - its name
reports-rerun-from-to = { $rule }: from “{ $before }” to “{ $after }”
reports-rerun-or = { " or " }
reports-rerun-rule-max = The most stalls for each seller
reports-rerun-rule-lists = List A before list B
reports-rerun-rule-refused = Those refused last time first
reports-rerun-rule-order = The order
# $category (String) - a kind of goods
reports-rerun-rule-category = The most stalls for { $category }
# $most (String) - a number of stalls
reports-rerun-most = stalls: { $most }
# $count (String) - a number of days
reports-rerun-days = Only the last days of the season were dealt again: { $count }.
# $count (String) - a number of days
reports-rerun-all = Days dealt again: { $count }.
# $count (String) - a number of days
reports-rerun-unread = Days that could not be dealt again and are left out: { $count }.
reports-rerun-late = Requests that came after the run, changes by hand and stalls given on the day are on neither side; so these figures differ a little from the report of the season.
reports-rerun-compared = The two rules side by side
reports-rerun-figure = Figure
reports-rerun-was = Under the rules of the days
reports-rerun-would = Under the other rule
# $figure (String)
# $was (String)
# $would (String)
reports-rerun-moved = { $figure }: from { $was } to { $would }
reports-rerun-other = Try another rule
reports-rerun-placed = Requests that got a stall
reports-rerun-gain = Who gains most
reports-rerun-lose = Who loses most
reports-rerun-nobody = Nobody
reports-rerun-busy = Another season is being dealt again. Please try again shortly.
reports-takings-lead = The sum of each seller's sales on the day, less what was given back. Single sales are seen by the seller alone. Every look at this page is noted.
reports-takings-none = On this day no stall was given and no sale was written down.
reports-takings-early = The takings are shown here once the market has closed.
reports-takings-cancelled = This day was called off.
reports-takings-no-stall = without a stall
reports-takings-stall = Stall
# $unit (String) - the unit of money
reports-takings-amount = Takings, in { $unit }
reports-takings-unwritten = What was not written down is not here; zero means that nothing was.
reports-council-hint = Prints on A4. The copy without names is for the council and everyone; it names no person and no shop.
reports-council-with-names = With names
reports-council-without-names = Without names
reports-council-hours = Hours
reports-council-stalls = Stalls
reports-council-usable = Usable stalls
reports-council-width = Width of the usable stalls
# $metres (String) - a length
reports-council-metres = { $metres } m
reports-council-days = Days held
reports-council-days-here = Days with a stall
reports-council-capacity = Capacity
reports-council-trades = Kinds of goods
reports-council-trade = Kind of goods
reports-council-nobody = Nobody had a stall.
reports-council-sellers = Sellers
reports-council-stall-days = Stalls, all days together
reports-council-share = Share of the stalls in use
reports-council-rules = Rules by which stalls are given
reports-council-rules-differ = The rules changed in the course of this season; these are those of its last day.
reports-council-rule-order = Stalls are given in the order of seniority at this market.
# $most (String) - a number of stalls
reports-council-rule-most = The most stalls a seller gets: { $most }.
reports-council-rule-no-most = There is no limit to the stalls of a seller.
reports-council-rule-lists = Everyone on list A is given stalls before anyone on list B.
reports-council-rule-refused = Those who got no stall last time come first.
# $category (String) - goods
# $words (String) - its limits
reports-council-rule-category = { $category }: { $words }
reports-council-rule-no-show-at-opening = If somebody has not come by the opening, the stall may go to the next.
# $minutes (String) - a number of minutes
reports-council-rule-no-show = If somebody has not come { $minutes } minutes after the opening, the stall may go to the next.
reports-council-by-stall = List of the stalls
reports-council-stall = Stall
reports-council-row = Row
reports-council-wide = Width
reports-council-offers = Fittings
# $width (String) - a width
reports-council-centimetres = { $width } cm
reports-council-used = Days in use
reports-council-trade-here = Goods on the day
reports-council-holder = Who
reports-council-free = free
reports-council-blocked = closed
reports-council-attendance = Attendance
# $date (String) - a day
# $site (String) - the market's name
reports-council-of-day = { $site }, market of { $date }
