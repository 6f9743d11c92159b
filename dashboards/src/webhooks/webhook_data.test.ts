import { expect, it } from 'vitest';
import { bodyOf, draftOf, eventsWord, problemsOf } from './webhook_data';

it('names no events for every event', () => {
  const draft = { ...draftOf(null), url: ' https://crm.example/in ', events: ['chat.ended'] };
  expect(bodyOf(draft)).toEqual({ url: 'https://crm.example/in', events: [], active: true });
  expect(bodyOf({ ...draft, all: false }).events).toEqual(['chat.ended']);
  expect(draftOf({ id: 'w', url: 'https://a.example', events: [], active: false })).toMatchObject({ all: true, active: false });
});

it('wants a whole address and an event', () => {
  for (const url of ['crm.example', 'ftp://crm.example', '']) expect(Object.keys(problemsOf({ ...draftOf(null), url, all: false }))).toEqual(['url', 'events']);
  expect(problemsOf({ ...draftOf(null), url: 'http://localhost:9000/x' })).toEqual({});
});

it('says which events in few words', () => {
  expect([eventsWord([]), eventsWord(['chat.ended']), eventsWord(['a', 'b', 'c', 'd'])]).toEqual(['Every event', 'chat.ended', 'a, b and 2 more']);
});
