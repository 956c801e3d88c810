"""What lesson 00 says: its pictures, the recording of EM's rounds, and the check of its practice."""

TEXTS = {
    "warm_up.runs": "runs on five numbers",
    "warm_up.one": "gives one number",
    "warm_up.one.must": "`warm_up(x)` must be one number, but it has shape {came}.",
    "warm_up.one.look": "Add up all the numbers, then divide once.",
    "warm_up.cancels": "the differences from it cancel",
    "warm_up.cancels.must": "The differences from a mean must add up to 0. For x = {x}, `warm_up` gives {answer}, and the differences from that add up to {left}.",
    "warm_up.cancels.look": "Work out the mean of these numbers on paper, then compare your code with what you did.",
    "warm_up.cancels.total": "That is their sum: the division is missing.",
    "warm_up.cancels.n_minus_one": "It looks as if the sum is divided by one less than the number of numbers.",
    "warm_up.cancels.median": "That is the median, the number in the middle of the sorted ones.",
    "warm_up.cancels.middle": "That lies halfway between the smallest and the largest number: the others count too.",
    "warm_up.cancels.rounded": "It looks as if the mean is rounded: return it as it is.",
    "warm_up.pure": "x comes back unchanged",
    "axis.eruption": "eruption (minutes)",
    "axis.waiting": "wait for the next (minutes)",
    "eruptions.alt": "A scatter of {size} eruptions: how long each took to the right, the wait for the next upwards. The points form two groups with few between them: short eruptions of about 2 minutes and a wait of about 55, and long ones of about 4.3 minutes and a wait of about 80.",
    "recorded_rounds.alt": "The eruptions and the ellipses of two components after rounds {rounds}: the ellipses begin across the two groups, lie on top of each other for a while, and end with one on each group. In the last picture the means are {means}. Underneath, the log-likelihood rises from {first} to {last}.",
}
