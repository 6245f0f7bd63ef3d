home-hero-title = Fresh from the homes of our town
home-hero-text = Warm bread, dried fruit, cleaned herbs and chicks, straight from the people who make them.
home-hero-go = See the goods
home-categories = What are you looking for?
home-newest = Newest
home-shops = Shops
home-all-goods = All goods
home-crumbs-label = Where this page is
home-goods-title = All goods
# $typed (String) - what the reader searched for
home-search-title = Search for “{ $typed }”
home-search-ask-title = What would you like?
home-search-ask-text = Write the name of a good at the top of the page, such as bread, fruit leather or herbs.
home-search-none-title = Nothing found
home-search-none-text = Write less of it, or choose one of the categories below.
home-empty-title = There are no goods here yet
home-empty-text = Soon there will be. Until then, look at the other goods.
home-good-ahead = Order ahead
home-good-gone = Sold out
home-good-ready = In stock
# $left (String) - a quantity with its unit
home-good-few = Only { $left } left
home-good-where = Where can I buy it?
# $city (String) - the city's name
home-good-where-text = This is sold in { $city }. Order it, or look at the market days and buy it at the seller's stall.
home-good-others = More from this shop
# $name (String) - the good's name
# $price (String) - its price with the unit of money
# $unit (String) - the unit it is sold by
# $shop (String) - the shop's name
home-good-description = { $name }: { $price } per { $unit }, from { $shop }.
# $name (String) - the shop's name
# $city (String) - the city's name
home-shop-description = Home-made goods of “{ $name }” in { $city }.
home-shop-goods = Goods of this shop
home-shop-empty-title = This shop has no goods right now
home-shop-empty-text = Come back later, or look at the other goods.
# $name (String) - the marketplace's name
home-about-title = About { $name }
home-about-lead = Where the town's home-made goods reach their buyers directly.
home-about-buy-title = For buyers
home-about-buy = See goods and order them without signing up. You collect them at the seller's stall or door and pay there; no money is taken here.
home-about-market-title = Market days
home-about-market = On some days of the week the sellers have stalls at the town's market. Day, hours and the plan of the stalls are on the page of the market days.
home-about-sell-title = For sellers
home-about-sell = Every home business of the town can have a shop here. Ask the market manager for a sign-in card.
home-about-privacy-title = What is shown
home-about-privacy = Of each seller the shop's name, the city, the goods, the licences and what buyers say are shown, and what the seller writes of the work. No phone number, address or family name is here.
home-next-day = Market day
# $opens (String) - the time it opens
# $closes (String) - the time it closes
home-next-day-hours = From { $opens } to { $closes }
home-next-day-plan = Who will be there?
home-next-day-when = Time and place
# $number (String) - the stall's number
# $site (String) - the market's name
# $day (String) - the day in words
# $time (String) - the time it opens
home-stall-at = Stall { $number }, { $site }, { $day } from { $time }
# $number (String) - numbers of stalls
# $site (String) - the market
# $day (String) - the day
# $time (String) - the opening
home-stalls-at = Stalls { $number }, { $site }, { $day } from { $time }
home-stall-map = The stall on the plan
home-categories-label = Categories of goods
home-good-similar = Similar goods of other shops
# $typed (String) - what the reader searched for
home-search-near = Results near “{ $typed }”
home-search-near-only = Nothing was found for exactly this. These are near to it.
home-filter = Filter and sort
home-filter-go = Show
home-filter-ready = Ready now
home-filter-day = On which market day?
home-filter-day-any = Any or none
home-filter-from = Price from
home-filter-to = Price up to
home-filter-unit = Priced per…
home-filter-unit-any = Anything
home-filter-sort = Order
# $day (String) - the day in words
# $site (String) - the market's name
home-filter-on = Market { $day }, { $site }
# $price (String) - an amount with its unit
home-filter-least = From { $price }
# $price (String) - an amount with its unit
home-filter-most = Up to { $price }
home-filter-chosen = Filters you have set
home-filter-remove = (remove)
home-filter-clear = Remove all filters
home-filter-none-title = Nothing with these filters
home-filter-none-text = Remove one of the filters, or allow a wider price.
home-filter-ready-unknown = We do not know this choice. Tick the box if you want goods that are ready.
home-filter-day-unknown = This market day is over, or its plan is not out yet. Choose another day.
# $unit (String) - the unit of money
home-filter-price-wrong = Write the price in digits only, in { $unit }, such as 50,000.
home-filter-price-large = This price is very large. Look at the zeros.
# $unit (String) - the unit of money
home-filter-price-unit = Write the price in { $unit }.
# $price (String) - an amount with its unit
home-filter-crossed = “Up to” is less than “from”. Write { $price } or more.
home-filter-unit-unknown = We do not know this unit. Choose one of the list.
home-filter-sort-unknown = We do not know this order. Choose one of the list.
home-sort-best = Best match
home-sort-newest = Newest
home-sort-cheapest = Cheapest
home-sort-dearest = Dearest
home-sort-name = By name
# $name (String) - what the feed is of
# $place (String) - the marketplace's name
home-feed-title = { $name }, { $place }
# $name (String) - the good's name
# $shop (String) - the shop's name
home-good-description-plain = { $name }, from { $shop }.
home-ahead = Order ahead
home-ahead-which = For when?
# $left (String) - a quantity with its unit
home-ahead-left = { $left } left
# $until (String) - a day and time
home-ahead-until = orders until { $until }
home-ahead-order = Order it
home-ahead-open = Order it for the days to come
home-tell-me = Tell me when it is back
home-tell-me-title = Shall we tell you when it is back?
home-tell-me-hint = We send one SMS only. After it, or after 30 days at the latest, your number is deleted.
home-tell-me-waits = You are waiting. We will tell you under “Messages” when it is back.
home-tell-me-no-longer = Do not tell me
home-tell-me-done = All right. We will tell you under “Messages” when it is back.
home-tell-me-done-sms = All right. We will tell you by one SMS when it is back.
home-tell-me-there = It is there just now; no need to wait.
home-tell-me-too-many = You are waiting for many goods. Please try again in a few days.
home-tell-me-stopped-done = All right. You no longer wait for it.
home-wish-title = SMS about goods
home-wish-lead = With this button we delete your number and send no more SMS about goods.
home-wish-stop = Send me no more SMS
home-wish-stopped = This number waits for no news, and no SMS goes to it.
home-wish-over = This link is more than thirty days old, and the number it was for has been deleted. If you still get SMS about goods, open the link in the newest one.
# $weight (String)
home-good-weighs = A piece is about { $weight }. The seller weighs it when handing it over; the exact price is known then.
# $least (String)
# $most (String)
home-good-weighs-from-to = A piece is { $least } to { $most }. The seller weighs it when handing it over; the exact price is known then.
