"""Questions of lesson 02."""

JENSEN = ()
