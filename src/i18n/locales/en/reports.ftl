reports-title = Market reports
reports-lead = Attendance, stalls in use, and how the good stalls were spread in each season.
reports-none = There is no market in your area
reports-none-text = Once a market is opened in your area, its report is here.
reports-season-title = Report of a season
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
reports-held = Days held
# $count (String) - a number of days
reports-cancelled = { $count } called off
reports-capacity = Stalls in use
# $part (String) - how many stalls
# $whole (String) - out of how many
reports-of-stalls = { $part } of { $whole } open stalls, all days together
reports-placed = Requests that got a stall
# $part (String) - how many requests
# $whole (String) - out of how many
reports-of-requests = { $part } of { $whole } requests
reports-came = Those who came
# $missing (String) - how many did not come
# $part (String) - how many came
# $whole (String) - out of how many
reports-of-placed = { $part } of { $whole } who had a stall before the day; { $missing } did not come
reports-given = Stalls given on the day
# $count (String) - how many
reports-walked-in = { $count } came without having asked
reports-on-wish = On a wished stall
reports-on-best = On the best wish
# $part (String) - how many requests
# $whole (String) - out of how many
reports-of-wishes = { $part } of { $whole } requests with a wish
reports-spread = Inequality of good stalls
# $number (String) - from 0 to 100
reports-spread-of = { $number } of 100
reports-spread-note = 0: all got equally good stalls; 100: one household got all the good ones, however many there are.
reports-spread-none = Nobody named a wish.
reports-goodness-note = How good a stall is comes from people's wishes: how many requests wished for it a day on which it was open. 2 means that two wished for it every day. A seller's figure is the mean of the stalls they had.
reports-spread-how = For the inequality, every day on which a seller asked counts with its stall's figure; a day without a stall counts as zero. Stalls given on the day itself do not count.
reports-chart = Stalls in use on each market day
reports-key-taken = In use
reports-key-open = Open
# $open (String) - open stalls
# $taken (String) - stalls in use
reports-chart-of = { $taken } of { $open }
reports-by-day = Day by day
reports-by-seller = Each seller
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
reports-col-absent = Absent
reports-col-wish = On a wish
reports-col-goodness = Stall's figure
reports-sum = Sum
# $count (String) - a number of sellers
reports-sellers-cut = Only { $count } sellers are shown here. The file has all.
reports-csv-sellers = File of the sellers
reports-csv-days = File of the days
reports-rerun-title = The same season under another rule
reports-rerun-lead = The stalls of each day are dealt again twice: under the rules of that day and under the other rule. Nothing is stored or changed.
reports-rerun-go = Deal again and compare
reports-rerun-as-it-was = As it was
reports-rerun-yes = Yes
reports-rerun-no = No
reports-rerun-max = How many stalls for each seller at most?
reports-rerun-lists = List A before list B?
reports-rerun-refused = Those refused last time first?
reports-rerun-order = In which order?
reports-rerun-seniority = By seniority
reports-rerun-rotating = Rotating; in the course of the season the list begins further and further down
reports-rerun-category = Change the limit of which goods?
reports-rerun-category-none = None
reports-rerun-category-most = How many stalls for them at most?
reports-rerun-category-hint = Empty means no limit.
reports-rerun-most-wrong = Please write a number from 0 to 400.
# $most (String) - a number of stalls
reports-rerun-max-wrong = Please choose a number from 1 to { $most }, or no limit.
reports-rerun-category-missing = First say the limit of which goods is changed.
reports-rerun-nothing = Change at least one rule.
# $count (String) - a number of days
reports-rerun-days = The last { $count } days of the season were dealt again.
# $count (String) - a number of days
reports-rerun-all = { $count } days were dealt again.
# $count (String) - a number of days
reports-rerun-unread = { $count } days could not be dealt again and are left out.
reports-rerun-late = Requests that came after the run, changes by hand and stalls given on the day are on neither side; so these figures differ a little from the report of the season.
reports-rerun-compared = The two rules side by side
reports-rerun-figure = Figure
reports-rerun-was = Under the rules of the days
reports-rerun-would = Under the other rule
# $figure (String) - what is counted
# $side (String) - under which rule
reports-rerun-side = { $figure }, { $side }
reports-rerun-placed = Requests that got a stall
reports-rerun-gain = Who gains most
reports-rerun-lose = Who loses most
reports-rerun-nobody = Nobody
reports-rerun-goodness = Stall's figure for a request
reports-rerun-busy = Another season is being dealt again. Please try again shortly.
reports-takings-title = Takings by stall
reports-takings-lead = The sum of the day's sales, less what was given back. Single sales are seen by the seller alone. Every look at this page is noted.
reports-takings-none = On this day no stall was given and no sale was written down.
reports-takings-early = The takings are shown here once the market has closed.
reports-takings-cancelled = This day was called off.
reports-takings-no-stall = without a stall
reports-takings-stall = Stall
# $unit (String) - the unit of money
reports-takings-amount = Takings, in { $unit }
reports-takings-unwritten = What was not written down is not here; zero means that nothing was.
reports-council-title = Papers for the council
reports-council-hint = Prints on A4. The copy without names is for the council and everyone; it names no person and no shop.
reports-council-with-names = With names
reports-council-without-names = Without names
reports-council-site = The market
reports-council-stalls = Stalls
reports-council-usable = Usable stalls
reports-council-width = Width of the usable stalls
# $metres (String) - a length
reports-council-metres = { $metres } m
reports-council-days = Days held
reports-council-capacity = Capacity
reports-council-trades = Mix of trades
reports-council-trade = Trade
reports-council-nobody = Nobody had a stall.
reports-council-sellers = Sellers
reports-council-stall-days = Stalls, all days together
reports-council-share = Share of the stalls in use
reports-council-rules = Rules by which stalls are given
reports-council-rule-order = Stalls are given in the order of seniority at this market.
# $most (String) - a number of stalls
reports-council-rule-most = A seller gets { $most } stalls at most.
reports-council-rule-no-most = There is no limit to the stalls of a seller.
reports-council-rule-lists = List A is dealt fully before list B.
reports-council-rule-refused = Those who got no stall last time come first.
# $category (String) - goods
# $words (String) - its limits
reports-council-rule-category = { $category }: { $words }
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
reports-council-trade-here = Trade on the day
reports-council-holder = Who
reports-council-free = free
reports-council-blocked = closed
reports-council-attendance = Attendance
# $absent (String) - how many
# $asked (String) - how many
# $came (String) - how many
# $given (String) - how many
# $missing (String) - how many
# $off (String) - how many
# $placed (String) - how many
# $unasked (String) - how many
reports-council-attendance-text = Of { $asked } requests, { $placed } got a stall before the day; { $came } of them came and { $missing } did not. { $off } signed off and { $absent } were absent. { $unasked } came without having asked. { $given } got a stall on the day itself.
# $at (String) - day and time
reports-council-made = Printed { $at }
# $date (String) - a day
# $site (String) - the market's name
reports-council-of-day = { $site }, market day { $date }
