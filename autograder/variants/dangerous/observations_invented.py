# GMM.e_step GMM.log_pdf
# Observations of millions of numbers and of texts that would be markup, formats, colours.
import autograder.beside.observation as observation
import autograder.jail.agent as agent

TEXT = "<script>x</script>\x1b[38m\u202e{0}{question}%s" * 40


def invented(namespace, question, problems, arrangement, answer, seconds):
    if question == "GMM.e_step":
        seen = observation.Numbers(np.ones((10**6, 3)))
    elif question == "GMM.log_pdf":
        seen = observation.Raised(TEXT, (TEXT,) * 50, TEXT, TEXT, TEXT)
    else:
        return honest(namespace, question, problems, arrangement, answer, seconds)
    return observation.Observation([{"value": seen, "changed": (TEXT,)}] * 2, (TEXT,) * 9)


honest, agent.observe = agent.observe, invented
