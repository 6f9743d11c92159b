import { expect, it } from 'vitest';
import { ApiError } from '../lib/api';
import { problemsIn, wrong } from './problems_data';

it('puts the server’s sentence beside its field', () => {
  const taken = new ApiError(422, 'ada@example.com has an account already.', 'email');
  expect(problemsIn(taken, ['name', 'email'])).toEqual({ email: 'ada@example.com has an account already.' });
  expect(problemsIn(new ApiError(422, 'No colour.', 'style.color'), ['style'])).toEqual({ 'style.color': 'No colour.' });
});

it('shows what belongs to no field of this form for the whole of it', () => {
  expect(problemsIn(new ApiError(403, 'Only an administrator may do this.'), ['name'])).toEqual({ '': 'Only an administrator may do this.' });
  expect(problemsIn(new ApiError(422, 'Too large.', 'photo'), ['name'])).toEqual({ '': 'Too large.' });
  expect(problemsIn(new TypeError('x'), ['name'])['']).toMatch(/console/);
});

it('names only what is wrong', () => {
  expect(wrong([true, 'name', 'A name is needed.'], [false, 'email', 'An address is needed.'])).toEqual({ name: 'A name is needed.' });
});
