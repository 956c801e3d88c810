# Wrong cells as students write them, each under the id of the known mistake that it should be told.
# They are written without a look at autograder/misconceptions: other code, the same mistake.


