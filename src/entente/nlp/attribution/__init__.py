"""Attribution: who says what a clause holds, by the ways in which English says so."""
