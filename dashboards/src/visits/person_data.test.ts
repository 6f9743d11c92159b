import { expect, it } from 'vitest';
import { identityFacts } from './person_data';

it('says what was told, and nothing else', () => {
  expect(identityFacts(null)).toEqual([]);
  expect(identityFacts({ name: 'Marta', username: null, email: '', phone: null, attributes: { plan: 'Studio' } })).toEqual([{ word: 'Name', value: 'Marta' }, { word: 'plan', value: 'Studio' }]);
});
