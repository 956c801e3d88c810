"""Questions of lesson 06."""

PRACTICE = ()
