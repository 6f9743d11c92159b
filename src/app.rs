//! Everything an action may use: engines, what is live, and the clock.
