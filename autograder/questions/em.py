"""Questions of lesson 03."""

EM = ()
