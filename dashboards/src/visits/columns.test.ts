import { get } from 'svelte/store';
import { beforeEach, expect, it } from 'vitest';
import { columns, columnsShown, known, setColumns, toggleColumn, USUAL } from './columns';

beforeEach(() => setColumns([]));

it('keeps the table’s order, and the visitor always', () => {
  expect(known(['number', 'place', 'nothing', 7])).toEqual(['visitor', 'place', 'number']);
  expect(columnsShown(known([])).map(({ name }) => name)).toEqual(['visitor']);
});

it('remembers what is chosen', () => {
  toggleColumn('place');
  toggleColumn('language');
  expect(get(columns)).not.toContain('place');
  expect(JSON.parse(localStorage.getItem('parlour.visits.columns') ?? '')).toEqual(get(columns));
  expect(get(columns)).toContain('language');
});

it('is the usual ones where none are said', () => expect(get(columns)).toEqual(USUAL));
