// The variables one asks for most in a rule's text, and what they become. Every one of an invitation's works as well.
import type { Variable } from '../lib/wire';

const OFFERED: readonly [name: string, label: string][] = [
  ['first_name', 'First name, where it is known'],
  ['name', 'Name, where it is known'],
  ['greeting', 'Good morning, afternoon or evening, there'],
  ['operator', 'The name you speak under'],
  ['company', 'The site’s company'],
  ['page_title', 'The page they look at'],
  ['time_on_page', 'Time on this page'],
  ['pages', 'Pages in this visit'],
  ['city', 'City'],
  ['country', 'Country'],
  ['local_time', 'The visitor’s clock'],
  ['referrer', 'Where they came from'],
  ['campaign', 'Campaign'],
  ['visits', 'Visits, with this one'],
  ['days_since_last_visit', 'Days since the last visit'],
];

/** In the place of a value stands what it is: there is no visitor yet. */
export const VARIABLES: readonly Variable[] = OFFERED.map(([name, label]) => ({ name, value: label, label }));
