"""The graded questions, in course order."""

from autograder.questions.gaussian import GAUSSIAN
from autograder.questions.gmm import GMM
from autograder.questions.mixtures import MIXTURES
from autograder.questions.question import Question

QUESTIONS = {question.id: question for question in (*MIXTURES, *GAUSSIAN, *GMM)}

__all__ = ["QUESTIONS", "Question"]
