// The moment the screen is of: the clock's, and while the connection is lost the moment of the last data, so that nothing counts on.
import { derived } from 'svelte/store';
import { clock } from './clock';
import { connection } from './connection';

export const asOf = derived([clock, connection], ([tick, { state, since }]) => (state === 'lost' ? since : tick));
