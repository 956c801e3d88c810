"""The graded questions, in course order."""

from autograder.questions.em import EM
from autograder.questions.gaussian import GAUSSIAN
from autograder.questions.gmm import GMM
from autograder.questions.jensen import JENSEN
from autograder.questions.mixtures import MIXTURES
from autograder.questions.practice import PRACTICE
from autograder.questions.question import Question

LESSONS = (MIXTURES, JENSEN, EM, GAUSSIAN, GMM, PRACTICE)
QUESTIONS = {question.id: question for lesson in LESSONS for question in lesson}

__all__ = ["QUESTIONS", "Question"]
