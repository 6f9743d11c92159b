// What is known of a site's installation, as lines to be ticked off. Pure.
import type { Installation } from '../settings/wire';

export interface Finding {
  is: 'there' | 'missing' | 'wrong';
  words: string;
  detail: string;
  /** An origin that could be allowed. */
  origin?: string;
}

export const isDone = ({ beacon, doorway }: Installation): boolean => beacon !== null && doorway !== null;

/** A refusal counts as long as nothing has arrived since. */
const refusalOf = ({ beacon, refused }: Installation) => (refused && (!beacon || refused.at > beacon.at) ? refused : null);

function beaconOf(found: Installation, time: (moment: number) => string): Finding {
  const { beacon } = found;
  if (beacon) return { is: 'there', words: `A page view arrived, ${time(beacon.at)}`, detail: beacon.url };
  if (refusalOf(found)) return { is: 'missing', words: 'No page view was taken yet', detail: 'One came and was refused, see below.' };
  return { is: 'missing', words: 'Waiting for the first page view', detail: 'Open a page that carries the line. If nothing comes: is the line in the page’s source, before </head>? Does a content policy of the page leave out this server in script-src or connect-src? Does the browser block trackers?' };
}

function doorwayOf({ beacon, doorway }: Installation, time: (moment: number) => string): Finding {
  if (doorway !== null) return { is: 'there', words: `A live connection was opened, ${time(doorway)}`, detail: 'Invitations and chats can reach this site’s visitors.' };
  const detail = beacon ? 'The page view came, the connection did not: a content policy or a proxy may stop WebSockets to this server.' : 'It comes a moment after the first page view.';
  return { is: 'missing', words: 'Waiting for a live connection', detail };
}

export function findingsOf(found: Installation, time: (moment: number) => string): Finding[] {
  const refused = refusalOf(found);
  const wrong: Finding[] = refused ? [{ is: 'wrong', words: `A page view was refused, ${time(refused.at)}`, detail: refused.why, ...(refused.origin ? { origin: refused.origin } : {}) }] : [];
  return [beaconOf(found, time), ...wrong, doorwayOf(found, time)];
}
