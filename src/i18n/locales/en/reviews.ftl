reviews-title = Reviews by buyers
# $average (String) - a number
# $many (String) - a number
reviews-average = { $average } of 5, reviews: { $many }
# $many (String) - a number
reviews-many = Reviews: { $many }
# $many (String) - a number of stars
reviews-stars = Stars: { $many }
reviews-stars-label = How many stars? (if you like)
# $day (String) - a date
reviews-buyer = A buyer, { $day }
reviews-answer-of-shop = The shop's answer
reviews-write-title = Review this purchase
reviews-write-lead = You can review each good once. Your name is not shown. We look over each review before it is shown.
reviews-write-closed = Reviews are open for 60 days after the collection.
reviews-words = Your review
reviews-words-hint = Write about the good. Write nobody's name or number.
reviews-words-missing = Write your review in a few words.
reviews-send = Send the review
reviews-said = Your review has come in. Everyone sees it after we have looked it over.
reviews-is-seen = Everyone sees this review.
reviews-waits = Your review has come in and is shown after we have looked it over.
reviews-not-handed-over = This good was not handed over with this order. Review a good that you have got.
reviews-late = This order was collected more than 60 days ago, and reviews are closed.
reviews-own-shop = This is your own shop. Reviews are written by buyers.
reviews-written-before = You have reviewed this good before.
reviews-mine-title = Reviews by buyers
reviews-mine-lead = You can answer each review once.
reviews-mine-none-title = No reviews yet
reviews-mine-none-text = What buyers say of your goods comes here.
reviews-answer = Your answer
reviews-answer-hint = Everyone reads it. Write briefly and politely.
reviews-answer-missing = Write your answer.
reviews-answer-send = Send the answer
reviews-answered = Your answer is shown.
reviews-answer-waits = Your answer has come in. It is shown after we have looked it over.
reviews-answered-before = You have answered this review before.
reviews-stars-wrong = Choose one to five stars.
reviews-is-refused = This review is not shown.
reviews-read-own = What you wrote
