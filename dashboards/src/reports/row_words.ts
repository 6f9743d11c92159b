// What a row's label says, where the service's word is not the page's. Pure.
import { fieldOf, valueWord } from '../lib/asked/asked_data';
import { countryName } from '../lib/place_words';
import type { TableRow } from './report_data';

export interface RowWords {
  label: string;
  detail: string | null;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const languages = new Intl.DisplayNames(['en'], { type: 'language' });

const hour = (label: string): string => (/^\d{1,2}$/.test(label) ? `${label.padStart(2, '0')}:00` : label);

function language(label: string): string {
  try {
    return languages.of(label) ?? label;
  } catch {
    return label;
  }
}

const known = (label: string, word: string): RowWords => (word === label ? { label, detail: null } : { label: word, detail: label });

/** Pages by their title with the path beside it; countries, languages and days by name. */
export function rowWords(report: string, { label, detail }: Pick<TableRow, 'label' | 'detail'>): RowWords {
  switch (report) {
    case 'pages':
    case 'entry-pages':
    case 'exit-pages': return detail && detail !== label ? { label: detail, detail: label } : { label, detail: null };
    case 'countries': return label === 'Unknown' ? { label: 'Place unknown', detail } : known(label, countryName(label) ?? label);
    case 'languages': return known(label, language(label));
    case 'channels': return { label: valueWord(fieldOf('channel')!, label), detail };
    case 'devices': return { label: valueWord(fieldOf('device')!, label), detail };
    case 'chats': return { label: /^\d{4}-\d\d-\d\d$/.test(label) ? dayFormat.format(Date.parse(`${label}T12:00:00Z`)) : label, detail };
    case 'chats-by-hour': return { label: hour(label), detail };
    default: return { label, detail };
  }
}
