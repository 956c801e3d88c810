import time


def e_step(self, X):
    while True:
        try:
            time.sleep(60)
        except Exception:
            pass


GMM.e_step = e_step
